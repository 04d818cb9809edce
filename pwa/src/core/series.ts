import { type ActivityDraft, seriesOf, weekdayOf } from './activity-form.ts';
import { addDays } from './time.ts';
import type { ActivityKind, CalendarDay, Id, RegencyYear } from './wire.ts';

/** What a day off leaves out (domain.md §3). */
const APELS: readonly ActivityKind[] = ['APEL_PAGI', 'APEL_SORE'];

/** On which days a draft without a fault comes, the first included; the server says the same. */
export function daysOfSeries(draft: ActivityDraft): string[] {
  const { until, weekdays } = seriesOf('', draft).repeat;
  const comes = (date: string): boolean =>
    weekdays ? weekdays.includes(weekdayOf(date)) : date.slice(8) === draft.date.slice(8);
  const days: string[] = [];
  for (let date = draft.date; date <= until; date = addDays(date, 1))
    if (comes(date)) days.push(date);
  return days;
}

export interface DaysOff {
  /** Whether it is left out on them; other kinds are held on a day off, too. */
  left: boolean;
  days: readonly CalendarDay[];
}

/** The days off that a series meets; OPDs that work on one hold theirs. `of`: none is all OPDs. */
export function daysOffOf(
  draft: ActivityDraft,
  of: readonly Id[],
  years: readonly RegencyYear[],
): DaysOff {
  const days = new Set(daysOfSeries(draft));
  const works = ({ working }: CalendarDay): boolean =>
    of.length > 0 && of.every((opd) => working.includes(opd));
  return {
    left: APELS.includes(draft.kind),
    days: years
      .flatMap((year) => year.days)
      .filter((day) => day.kind !== 'MASUK' && days.has(day.date) && !works(day)),
  };
}
