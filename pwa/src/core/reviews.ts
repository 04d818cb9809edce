import type { ReviewItem } from './wire.ts';

/** Another photo is awaited so long after closing, or after asking where that is later (security.md T6). ms. */
const RETAKE_FOR_MS = 24 * 3_600_000;

/** Until when a retake that is asked for now may come, ms since the epoch. */
export const retakeUntil = (closes: string, now: number): number =>
  Math.max(Date.parse(closes), now) + RETAKE_FOR_MS;

/**
 * Waits for a person here, also where its photo has not come for a day; where a retake was asked for, it waits
 * for its owner.
 */
export const needsReview = ({ state, retake }: ReviewItem): boolean =>
  (state === 'TELAAH' || state === 'TERCATAT') && retake === null;

/** The sign that is shown on the photo: a hard one before the random sample. */
export const mainReason = ({ reasons }: ReviewItem): string | null =>
  (reasons.find(({ hard }) => hard) ?? reasons[0])?.code ?? null;

/** The item `by` steps away, within the list; the first where nothing is chosen. */
export function stepTo<T>(items: readonly T[], chosen: T | null, by: 1 | -1): T | null {
  const at = chosen === null ? -1 : items.indexOf(chosen);
  if (at === -1) return items[0] ?? null;
  return items[Math.min(items.length - 1, Math.max(0, at + by))] ?? null;
}

/** Whom to show after one was decided: who stood next, else who stood before. */
export function after<T>(items: readonly T[], decided: T): T | null {
  const at = items.indexOf(decided);
  return items[at + 1] ?? items[at - 1] ?? null;
}
