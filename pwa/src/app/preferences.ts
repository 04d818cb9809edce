import { chooseLanguage, type Language } from '../core/i18n/translate.ts';
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
  change(part: Partial<Preferences>): void;
}

/** Theme and language of this device, applied to the page at once. `storage` may refuse (private mode). */
export function preferences(storage: Storage | null, root: HTMLElement): PreferencesStore {
  const kept = store(readKept(storage));
  const apply = (): void => {
    const { theme, language } = kept.get();
    const name = THEME_NAMES[theme];
    if (name) root.dataset['theme'] = name;
    else delete root.dataset['theme'];
    root.lang = language;
    chooseLanguage(language);
  };
  apply();
  return {
    ...kept,
    change(part) {
      const next = { ...kept.get(), ...part };
      try {
        storage?.setItem(KEY, JSON.stringify(next));
      } catch {
        // A full or forbidden storage costs the memory of the choice, not the choice.
      }
      chooseLanguage(next.language);
      kept.set(next);
      apply();
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
