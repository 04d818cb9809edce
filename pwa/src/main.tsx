import { render } from 'preact';
import './styles/tokens.css';
import './styles/shared.css';
import './styles/employee.css';
import { shared } from './core/i18n/shared.ts';

const root = document.getElementById('app');
if (root) render(<h1>{shared('app.name')}</h1>, root);
