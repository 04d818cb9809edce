import { chooseLanguage, translator } from '../../src/core/i18n/translate.ts';

/** What no text may say of one, or leave in braces. */
export const PLURAL = /\b1 (more )?((?!is|has)[a-z]+s|people|are|have|need)\b|[{}]/;

/** An English text with 1 in each of its places. */
export function ofOne(english: string): string {
  const places = [...english.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, 1]);
  chooseLanguage('en');
  const text = translator({ a: ['', english] })('a', Object.fromEntries(places));
  chooseLanguage('id');
  return text;
}
