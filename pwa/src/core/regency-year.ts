import { weeksOf } from './calendar.ts';
import type { CalendarDay, Ceremony, DayKind, RegencyYear } from './wire.ts';

/** What is drawn on a day of the year; several may meet. */
export interface Mark {
  kind: DayKind;
  name: string;
  ceremony: Ceremony | null;
  apel: boolean;
  changed: boolean;
}
export interface MarkedDay extends Mark {
  date: string;
  day: number;
}

/** One thing of a month's or the coming days' list: a day off or a changed day, or a ceremony. */
export type Entry =
  | { what: 'DAY'; date: string; of: CalendarDay }
  | { what: 'CEREMONY'; date: string; of: Ceremony };

const isMoved = ({ date, own_date }: Ceremony): boolean => date !== own_date;

/** 0 on Mondays, as the settings count them. */
const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** Whether the weekly apel would be held on that day. */
export const isApelDay = (year: RegencyYear, date: string): boolean =>
  weekday(date) === year.apel_weekdays.filter(({ since }) => since <= date).at(-1)?.weekday;

export function markOf(year: RegencyYear, date: string): Mark {
  const day = year.days.find((one) => one.date === date);
  const ceremony = year.ceremonies.find((one) => one.date === date) ?? null;
  const kind = day?.kind ?? 'MASUK';
  return {
    kind,
    name: day?.name ?? '',
    ceremony,
    apel: isApelDay(year, date) && kind === 'MASUK' && !ceremony,
    changed: Boolean(day?.changed) || (ceremony !== null && isMoved(ceremony)),
  };
}

/** `202612` → its weeks from Monday to Sunday, null outside of the month. */
export const markedWeeks = (year: RegencyYear, month: string): (MarkedDay | null)[][] =>
  weeksOf(month, null).map((week) =>
    week.map((cell) => cell && { date: cell.date, day: cell.day, ...markOf(year, cell.date) }),
  );

/** The twelve months of a year, `202601` first. */
export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, n) => `${year}${String(n + 1).padStart(2, '0')}`);

/** How many days off there are in a month. */
export const daysOff = (year: RegencyYear, month: string): number =>
  year.days.filter(({ date, kind }) => inMonth(date, month) && kind !== 'MASUK').length;

const inMonth = (date: string, month: string): boolean =>
  date.slice(0, 7).replace('-', '') === month;

const entries = (year: RegencyYear): Entry[] =>
  [
    ...year.days.map((of): Entry => ({ what: 'DAY', date: of.date, of })),
    ...year.ceremonies.map((of): Entry => ({ what: 'CEREMONY', date: of.date, of })),
  ].sort((a, b) => a.date.localeCompare(b.date));

export const entriesOf = (year: RegencyYear, month: string): Entry[] =>
  entries(year).filter(({ date }) => inMonth(date, month));

/** Days off and ceremonies from today on, the next ones first. */
export const coming = (year: RegencyYear, today: string, most: number): Entry[] =>
  entries(year)
    .filter(({ date, what, of }) => date >= today && !(what === 'DAY' && of.kind === 'MASUK'))
    .slice(0, most);

/** A ceremony that was moved back is held on its own date as before. */
export const isChanged = (entry: Entry): boolean =>
  entry.of.changed !== null && (entry.what === 'DAY' || isMoved(entry.of));

/** What differs from the package and from the ceremonies' own dates, the newest change first. */
export const changes = (year: RegencyYear): Entry[] =>
  entries(year)
    .filter(isChanged)
    .sort((a, b) => (b.of.changed?.at ?? '').localeCompare(a.of.changed?.at ?? ''));

/** How many days the package names, by kind. */
export function packageCounts({ days }: RegencyYear): { holidays: number; leave: number } {
  const of = (kind: DayKind): number => days.filter((one) => one.package.kind === kind).length;
  return { holidays: of('LIBUR'), leave: of('CUTI_BERSAMA') };
}

/** The years that are shown: the present one between its neighbours. `today` in WIB. */
export const yearsAround = (today: string): number[] => {
  const year = Number(today.slice(0, 4));
  return [year - 1, year, year + 1];
};
