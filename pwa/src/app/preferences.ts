import { chooseLanguage, type Dictionary, type Language } from '../core/i18n/translate.ts';
import { type Store, store } from './store.ts';

export type Theme = 'SYSTEM' | 'SUNLIGHT' | 'DARK';
export interface Preferences {
  theme: Theme;
  language: Language;
}

const KEY = 'apel.preferences';
const THEME_NAMES: Readonly<Record<Theme, string | null>> = {
  SYSTEM: null,
  SUNLIGHT: 'terik',
  DARK: 'gelap',
};

export interface PreferencesStore extends Store<Preferences> {
  /** The kept language is at hand; it is Indonesian meanwhile. */
  ready: Promise<void>;
  change(part: Partial<Preferences>): void;
}

/** English is downloaded by who chooses it. */
const english = async (): Promise<Dictionary> => (await import('../core/i18n/english.ts')).ENGLISH;

/** Theme and language of this device, applied to the page. `storage` may refuse (private mode). */
export function preferences(storage: Storage | null, root: HTMLElement): PreferencesStore {
  const wanted = readKept(storage);
  const state = store<Preferences>({ ...wanted, language: 'id' });
  const apply = async (next: Preferences): Promise<void> => {
    const name = THEME_NAMES[next.theme];
    if (name) root.dataset['theme'] = name;
    else delete root.dataset['theme'];
    let language = next.language;
    try {
      chooseLanguage(language, language === 'en' ? await english() : {});
    } catch {
      language = 'id'; // no network and never loaded: the language that is here
      chooseLanguage(language);
    }
    root.lang = language;
    state.set({ ...next, language });
  };
  return {
    ...state,
    ready: apply(wanted),
    change(part) {
      const next = { ...state.get(), ...part };
      try {
        storage?.setItem(KEY, JSON.stringify(next));
      } catch {
        // A full or forbidden storage costs the memory of the choice, not the choice.
      }
      void apply(next);
    },
  };
}

function readKept(storage: Storage | null): Preferences {
  let kept: Partial<Preferences> = {};
  try {
    kept = JSON.parse(storage?.getItem(KEY) ?? '{}') as Partial<Preferences>;
  } catch {
    // Not ours or not readable: the defaults serve.
  }
  return {
    theme: kept.theme && kept.theme in THEME_NAMES ? kept.theme : 'SYSTEM',
    language: kept.language === 'en' ? 'en' : 'id',
  };
}
