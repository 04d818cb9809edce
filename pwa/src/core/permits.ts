import { daysBetween } from './time.ts';
import type { Permit } from './wire.ts';

/** Longest range of one request, days (ux.md §2). */
export const LONGEST_RANGE_DAYS = 30;
/** Pages of one letter (security.md P7). */
export const MOST_PAGES = 4;

export type RangeFault = 'BACKWARDS' | 'TOO_LONG';

export function rangeFault(from: string, to: string): RangeFault | null {
  const span = daysBetween(from, to);
  if (Number.isNaN(span) || span < 0) return 'BACKWARDS';
  return span >= LONGEST_RANGE_DAYS ? 'TOO_LONG' : null;
}

/** The person's own part may be taken back while nobody decided about it. */
export const mayWithdraw = (permit: Permit, pegawaiId: string): boolean =>
  permit.people.some((one) => one.pegawai_id === pegawaiId && one.state === 'DIAJUKAN');
