import { render } from 'preact';
import '../styles/tokens.css';
import '../styles/shared.css';
import '../styles/dashboard.css';
import { preferences } from '../app/preferences.ts';
import { session } from '../app/session.ts';
import { shared } from '../core/i18n/shared.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { kept } from '../platform/kept.ts';
import { net } from '../platform/net.ts';
import { localStorageOf } from '../platform/storage.ts';

preferences(localStorageOf(window), document.documentElement);
const api = net((url, init) => fetch(url, init), currentLanguage);
const current = session(api, kept('me'));
void current.start();

const root = document.getElementById('app');
if (root) render(<h1>{shared('app.name')}</h1>, root);
