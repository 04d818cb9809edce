import { addDays } from './time.ts';
import type { RegencySettings, Setting, SettingName, SettingValue } from './wire.ts';

/** What was typed and is not saved yet. */
export type Draft = Partial<Record<SettingName, SettingValue>>;

/** One change that is about to be saved. */
export interface Difference {
  of: Setting;
  from: SettingValue;
  to: SettingValue;
}

/** As it is sent: sentences without the empty lines between them. */
const sent = (value: SettingValue): SettingValue =>
  Array.isArray(value) ? value.map((line: string) => line.trim()).filter(Boolean) : value;

const isSame = (a: SettingValue, b: SettingValue): boolean =>
  isTexts(a) && isTexts(b)
    ? Object.keys(a).every((name) => a[name] === b[name])
    : JSON.stringify(sent(a)) === JSON.stringify(sent(b));

/** What was decided last: what is to come, else what holds today. */
export const decided = ({ value, coming }: Setting): SettingValue => coming.at(-1)?.value ?? value;

/** What its field shows. */
export const shownOf = (of: Setting, draft: Draft): SettingValue => draft[of.name] ?? decided(of);

export const isChanged = (of: Setting, draft: Draft): boolean =>
  !isSame(shownOf(of, draft), decided(of));

export const isDefault = (of: Setting, draft: Draft): boolean =>
  isSame(shownOf(of, draft), of.default);

/** Every change, in the page's order. */
export const differences = ({ settings }: RegencySettings, draft: Draft): Difference[] =>
  settings
    .filter((of) => isChanged(of, draft))
    .map((of) => ({ of, from: decided(of), to: sent(shownOf(of, draft)) }));

const isMonday = (date: string): boolean => new Date(`${date}T00:00:00Z`).getUTCDay() === 1;

/** Columns change between two weeks. */
export const needsMonday = (changes: readonly Difference[]): boolean =>
  changes.some(({ of }) => of.start === 'SENIN');

/** The first day from which all of these can hold. */
export function firstDay(changes: readonly Difference[]): string {
  let day =
    changes
      .map(({ of }) => of.earliest)
      .sort()
      .at(-1) ?? '';
  while (needsMonday(changes) && !isMonday(day)) day = addDays(day, 1);
  return day;
}

/** Whether they can hold from that day. */
export const canHoldFrom = (day: string, changes: readonly Difference[]): boolean =>
  day >= firstDay(changes) && (!needsMonday(changes) || isMonday(day));

/** Which codes are counted elsewhere than before. */
export const movedCodes = (from: SettingValue, to: SettingValue): string[] =>
  isTexts(from) && isTexts(to) ? Object.keys(to).filter((code) => from[code] !== to[code]) : [];

export type Texts = Readonly<Record<string, string>>;
export const isTexts = (value: SettingValue): value is Texts =>
  typeof value === 'object' && !Array.isArray(value);

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A time as it is typed, `6.45` or `0645`, as the server has it; anything else stays as it is. */
export function clockOf(typed: string): string {
  const [, hour, minute] =
    /^(\d{1,2})[.:](\d\d)$/.exec(typed) ?? /^(\d\d)(\d\d)$/.exec(typed) ?? [];
  return hour ? `${hour.padStart(2, '0')}:${minute}` : typed;
}

const isClockWithin = (value: SettingValue | undefined, least: string, most: string): boolean =>
  typeof value === 'string' && CLOCK.test(value) && value >= least && value <= most;

/** Whether the server would take the value for itself; what goes together it says. */
export function isWithin({ form, least, most }: Setting, value: SettingValue): boolean {
  const [from, to] = [least ?? 0, most ?? Number.POSITIVE_INFINITY];
  switch (form) {
    case 'ANGKA':
    case 'HARI':
      return typeof value === 'number' && value >= Number(from) && value <= Number(to);
    case 'JAM':
      return isClockWithin(value, `${from}`, `${to}`);
    case 'JAM_KEGIATAN':
      return (
        isTexts(value) && Object.values(value).every((at) => isClockWithin(at, `${from}`, `${to}`))
      );
    case 'DAFTAR':
      return Array.isArray(value) && value.length >= Number(from) && value.length <= Number(to);
    case 'TEKS':
      return typeof value === 'string' && value.trim().length >= Number(from);
    case 'KOLOM':
    case 'PILIHAN':
    case 'GAMBAR':
      return true;
  }
}
