export type Language = 'id' | 'en';
/** Key → [Indonesian, English]. `{name}` marks a place for a value. */
export type Texts = Readonly<Record<string, readonly [id: string, en: string]>>;
export type Values = Readonly<Record<string, string | number>>;
export type Translate<T extends Texts> = (key: keyof T & string, values?: Values) => string;

let language: Language = 'id';

export const currentLanguage = (): Language => language;

/** Chooses the language of every text drawn from now on; the caller draws again. */
export function chooseLanguage(chosen: Language): void {
  language = chosen;
}

/** The texts of one table, in the chosen language, typed by their keys. */
export function translator<T extends Texts>(texts: T): Translate<T> {
  return (key, values = {}) => {
    const [id, en] = texts[key] as T[keyof T & string];
    return (language === 'id' ? id : en).replace(/\{(\w+)\}/g, (place, name: string) =>
      String(values[name] ?? place),
    );
  };
}
