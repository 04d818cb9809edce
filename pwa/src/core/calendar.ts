import { addDays } from './time.ts';
import type { Code, Id, Me, Month, MonthActivity, Today } from './wire.ts';

export interface Cell {
  date: string;
  day: number;
  /** The day's code; null where an activity has none yet; undefined where none took place. */
  code: Code | null | undefined;
}

/** `202611` moved by whole months. */
export function shiftMonth(month: string, by: number): string {
  const n = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1 + by;
  return `${Math.floor(n / 12)}${String((n % 12) + 1).padStart(2, '0')}`;
}

/** Weeks from Monday to Sunday; null outside of the month. */
export function weeksOf(month: string, known: Month | null): (Cell | null)[][] {
  const first = `${month.slice(0, 4)}-${month.slice(4)}-01`;
  const codes = new Map(
    known?.days.map(({ date, activities }) => {
      const held = activities.find(({ cancelled }) => !cancelled);
      return [date, held && (held.code ?? held.record?.code ?? null)];
    }),
  );
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells: (Cell | null)[] = Array.from({ length: lead }, () => null);
  for (let date = first; date.slice(0, 7) === first.slice(0, 7); date = addDays(date, 1)) {
    cells.push({
      date,
      day: Number(date.slice(8)),
      code: codes.get(date),
    });
  }
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** An activity of the known months. */
export const activityOf = (months: Readonly<Record<string, Month>>, id: Id): MonthActivity | null =>
  Object.values(months)
    .flatMap(({ days }) => days.flatMap(({ activities }) => activities))
    .find((one) => one.id === id) ?? null;

/** A phone that is not registered may show of its month today alone (security.md D1). */
export const seesTodayAlone = ({ device, second_factor }: Me): boolean =>
  device.state !== 'BOUND' && second_factor === 'NONE';

/** What such a phone has of its month. */
export const monthOfToday = ({ activities }: Today, date: string): Month => ({
  month: date.slice(0, 7).replace('-', ''),
  days: [
    {
      date,
      activities: activities
        .filter((one) => one.date === date)
        .map((one) => ({ ...one, decision: null, final: false, undecided: false })),
    },
  ],
  counts: {},
});

/** Photos are deleted this many days after their activity (security.md R2). */
export const PHOTO_DAYS = 90;
