export type Language = 'id' | 'en';
/**
 * Key → Indonesian text, its English in a dictionary that is loaded on demand, or both at once as
 * [Indonesian, English]. `{name}` marks a place for a value, `{name:day|days}` the word for one or for
 * another number of it. A full stop after a value that ends with one (a degree) is not repeated.
 */
export type Texts = Readonly<Record<string, string | readonly [id: string, en: string]>>;
export type Dictionary = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;
export type Translate<T extends Texts> = (key: keyof T & string, values?: Values) => string;

let language: Language = 'id';
let dictionary: Dictionary = {};

export const currentLanguage = (): Language => language;

/** Chooses the language of every text drawn from now on; the caller draws again. */
export function chooseLanguage(chosen: Language, words: Dictionary = {}): void {
  language = chosen;
  dictionary = words;
}

/** The texts of one table, in the chosen language, typed by their keys. */
export function translator<T extends Texts>(texts: T): Translate<T> {
  return (key, values = {}) => {
    const text = texts[key] ?? key;
    const chosen =
      typeof text === 'string' ? (dictionary[key] ?? text) : text[language === 'id' ? 0 : 1];
    return chosen.replace(
      /\{(\w+)(?::(.*?)\|(.*?))?\}(?=(\.?))/g,
      (place, name, one, many, stop) => {
        const value = String((values[name] === 1 ? one : many) ?? values[name] ?? place);
        return stop && value.endsWith(stop) ? value.slice(0, -1) : value;
      },
    );
  };
}

/** Ends with a full stop, so that a sentence may follow. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
