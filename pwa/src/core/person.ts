import { percent } from './percent.ts';
import { wib } from './time.ts';
import type { Code, TimelineActivity } from './wire.ts';

const PRESENT: readonly Code[] = ['H', 'T', 'GT'];
const NOT_EXPECTED: readonly Code[] = ['L', 'O'];

export interface PersonFigures {
  /** `97,35%` of the activities that have a code; a dash of none. */
  percent: string;
  coded: number;
  late: number;
  unexplained: number;
}

/** What the record says in four figures; what nobody decided yet is left out. */
export function figuresOf(activities: readonly TimelineActivity[]): PersonFigures {
  const codes = activities
    .map(({ code }) => code)
    .filter((code): code is Code => code !== null && !NOT_EXPECTED.includes(code));
  const of = (wanted: readonly Code[]): number =>
    codes.filter((code) => wanted.includes(code)).length;
  return {
    percent: percent(of(PRESENT), codes.length),
    coded: codes.length,
    late: of(['T']),
    unexplained: of(['TK']),
  };
}

export interface MonthRow {
  /** `2026-11`. */
  month: string;
  activities: TimelineActivity[];
}

/** By month, the newest first; what has not opened yet is left out. `now` in ms since the epoch. */
export function monthsOf(activities: readonly TimelineActivity[], now: number): MonthRow[] {
  const rows = new Map<string, TimelineActivity[]>();
  for (const one of activities) {
    if (Date.parse(one.window.opens) > now) continue;
    const month = wib(one.window.opens).date.slice(0, 7);
    const row = rows.get(month);
    if (row) row.push(one);
    else rows.set(month, [one]);
  }
  return [...rows].map(([month, found]) => ({ month, activities: found })).reverse();
}
