import { addDays, daysBetween } from './time.ts';

const WEEK = /^(\d{4})-W(\d{2})$/;

/** ISO 8601: Monday is 1, Sunday 7. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

/** Monday of the week with the year's first Thursday (ISO 8601 §2.2.10). */
function firstMonday(year: string): string {
  const fourth = `${year}-01-04`;
  return addDays(fourth, 1 - weekdayOf(fourth));
}

/** `2026-W48` of a date. */
export function weekOf(date: string): string {
  const year = addDays(date, 4 - weekdayOf(date)).slice(0, 4);
  const week = Math.floor(daysBetween(firstMonday(year), date) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The Monday of `2026-W48`; null where there is no such week. */
export function mondayOf(week: string): string | null {
  const [, year, number] = WEEK.exec(week) ?? [];
  if (year === undefined || number === undefined) return null;
  const monday = addDays(firstMonday(year), 7 * (Number(number) - 1));
  return weekOf(monday) === week ? monday : null;
}
