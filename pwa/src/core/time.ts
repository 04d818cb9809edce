import type { Language } from './i18n/translate.ts';

/** Western Indonesia Time is UTC+7 all year round; it has known no summer time since 1964. */
const WIB_OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  id: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};
/** Sunday first, as in `Date`. */
const DAYS: Readonly<Record<Language, readonly string[]>> = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

/** The fields of a moment on a wall in Bangkalan. `time` is an RFC 3339 text or ms since the epoch. */
export function wib(time: string | number): {
  date: string;
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
  second: number;
} {
  const ms = typeof time === 'number' ? time : Date.parse(time);
  const shifted = new Date(ms + WIB_OFFSET_MS);
  return {
    date: shifted.toISOString().slice(0, 10),
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `07.04`; the screens add WIB where the mockups do. */
export function clock(time: string | number): string {
  const { hour, minute } = wib(time);
  return `${two(hour)}.${two(minute)}`;
}

/** `07.04.18`. */
export const clockWithSeconds = (time: string | number): string =>
  `${clock(time)}.${two(wib(time).second)}`;

/** The day after `days` days, as YYYY-MM-DD. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whole days from one date to another; negative where `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

const partsOf = (date: string): { year: number; month: number; day: number; weekday: number } => {
  const moment = new Date(`${date}T00:00:00Z`);
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
    weekday: moment.getUTCDay(),
  };
};

export const monthName = (month: number, language: Language): string =>
  MONTHS[language][month - 1] ?? '';

/** `Senin`. */
export const dayName = (date: string, language: Language): string =>
  DAYS[language][partsOf(date).weekday] ?? '';

/** `Sen`: the first three letters of the day. */
export const shortDay = (date: string, language: Language): string =>
  dayName(date, language).slice(0, 3);

/** `23 November`. */
export function dayAndMonth(date: string, language: Language): string {
  const { day, month } = partsOf(date);
  return `${day} ${monthName(month, language)}`;
}

/** `23 Nov 2026`. */
export function shortDate(date: string, language: Language): string {
  const { day, month, year } = partsOf(date);
  return `${day} ${monthName(month, language).slice(0, 3)} ${year}`;
}

/** `Senin, 23 November 2026`. */
export const longDate = (date: string, language: Language): string =>
  `${dayName(date, language)}, ${dayAndMonth(date, language)} ${partsOf(date).year}`;

/** `23/11/2026`. */
export function slashDate(date: string): string {
  const { day, month, year } = partsOf(date);
  return `${two(day)}/${two(month)}/${year}`;
}

/** `4:12` of a span in ms, never below zero. */
export function minutesAndSeconds(span: number): string {
  const seconds = Math.max(0, Math.ceil(span / 1000));
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** `12.046` in Indonesian, `12,046` in English. */
export const grouped = (n: number, language: Language): string =>
  String(n).replace(/\B(?=(\d{3})+$)/g, language === 'id' ? '.' : ',');

/** A number with its decimal comma, in English its point. */
export const decimal = (n: number, language: Language): string =>
  language === 'id' ? String(n).replace('.', ',') : String(n);
