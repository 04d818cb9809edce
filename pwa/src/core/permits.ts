import { ALIVE } from './card.ts';
import { addDays, daysBetween, wib } from './time.ts';
import type { MonthActivity, Permit, RecordState, Today, TodayActivity } from './wire.ts';

/** Longest range of one request, days (ux.md §2). */
export const LONGEST_RANGE_DAYS = 30;
/** Pages of one letter (security.md P7). */
export const MOST_PAGES = 4;

/** A doctor's letter is taken this long after the last day (domain/permits.py), days. */
const NOTE_TAKEN_DAYS = 7;

/** How many days ahead the phone knows the activities of (GET /api/me/today). */
const KNOWN_DAYS = 7;

export type RangeFault = 'BACKWARDS' | 'TOO_LONG';

export function rangeFault(from: string, to: string): RangeFault | null {
  const span = daysBetween(from, to);
  if (Number.isNaN(span) || span < 0) return 'BACKWARDS';
  return span >= LONGEST_RANGE_DAYS ? 'TOO_LONG' : null;
}

/** The activities on these days; null where the phone does not know all of them. */
export function coveredBy(today: Today, from: string, to: string): readonly string[] | null {
  const first = wib(today.server_time).date;
  if (from < first || to > addDays(first, KNOWN_DAYS - 1)) return null;
  return today.activities
    .filter(({ date, cancelled }) => from <= date && date <= to && !cancelled)
    .map(({ title }) => title);
}

/** What a reason may be given for: an activity of today's page, or of a month when it is over. */
export type Explained = Pick<TodayActivity, 'id' | 'date' | 'window' | 'record' | 'permit'>;

/** A request for this one activity alone: asked for its very day, and not for a whole day's reason. */
export const activityIdOf = (
  kind: 'S' | 'I' | 'C' | 'GT',
  { id, date }: Pick<Explained, 'id' | 'date'>,
  from: string,
  to: string,
): { activity_id?: string } =>
  (kind === 'I' || kind === 'GT') && from === date && to === date ? { activity_id: id } : {};

/** What the lock makes TK, unless a reason was given. */
const UNPROVEN: readonly RecordState[] = ['BELUM', 'TERCATAT', 'DITOLAK'];

/** A reason may still be given: nothing excuses its person yet, and the lock is still to come. */
export const mayExplain = (activity: MonthActivity, today: string): boolean =>
  activity.date < today &&
  today <= activity.reason_until &&
  !activity.final &&
  !activity.cancelled &&
  (activity.code ?? 'TK') === 'TK' &&
  UNPROVEN.includes(activity.record?.state ?? 'BELUM') &&
  !(activity.permit && ALIVE.includes(activity.permit.state));

/** The person's own part may be taken back, approved too, until its last day is over. */
export const mayWithdraw = (permit: Permit, pegawaiId: string, today: string): boolean =>
  today <= permit.to &&
  permit.people.some((one) => one.pegawai_id === pegawaiId && ALIVE.includes(one.state));

/** The doctor's letter of one's own request may still come. */
export const mayAddNote = (permit: Permit, pegawaiId: string, today: string): boolean =>
  permit.kind === 'S' &&
  permit.created_by === pegawaiId &&
  ALIVE.includes(permit.state) &&
  today <= addDays(permit.to, NOTE_TAKEN_DAYS) &&
  (permit.letter?.photos ?? 0) < MOST_PAGES;
