import type { Entry } from './outbox.ts';
import { isStuck, isUnsent, mayDrop } from './outbox.ts';
import type { ProblemCode } from './problems.ts';
import type {
  AttendanceRecord,
  Code,
  MonthActivity,
  PermitBrief,
  PermitState,
  TodayActivity,
  Window,
} from './wire.ts';

/** What the card of one activity says: one state, one main button (ux.md §1, mockup keadaan). */
export type Card =
  | { kind: 'CANCELLED' }
  | { kind: 'NOT_REQUIRED' }
  | { kind: 'BEFORE' }
  | { kind: 'OPEN'; minutesLeft: number }
  | { kind: 'LATE_WINDOW' }
  | { kind: 'CLOSING'; left: number }
  | { kind: 'CLOSED' }
  | { kind: 'WAITING'; takenAt: number; size: number }
  | { kind: 'REFUSED'; refusal: ProblemCode }
  | { kind: 'PRESENT'; at: string; checkIn: string; uploading: boolean }
  | { kind: 'LATE'; at: string; minutes: number; checkIn: string; uploading: boolean }
  | { kind: 'UNPROVEN'; at: string; checkIn: string; uploading: boolean }
  | { kind: 'PHOTO_MISSING'; at: string }
  | { kind: 'PHOTO_WAITS'; at: string; checkIn: string }
  | { kind: 'RETAKE'; reason: string | null; until: string }
  | { kind: 'REJECTED'; reason: string }
  | { kind: 'PERMIT'; permit: PermitBrief }
  | { kind: 'EXCUSED'; code: Code }
  | { kind: 'ABSENT' };

/** "Segera ditutup" starts this long before closing, ms (ux.md §2). */
const CLOSING_MS = 5 * 60_000;
/** A commit without its photo is worth a word after this long, ms (architecture.md §2). */
const PHOTO_LATE_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

export type Phase = 'BEFORE' | 'ON_TIME' | 'LATE' | 'CLOSED';

/** `now` is ms by the server's clock, as well as the phone knows it. */
export function phaseOf(window: Window, now: number): Phase {
  if (now < Date.parse(window.opens)) return 'BEFORE';
  if (now > Date.parse(window.closes)) return 'CLOSED';
  return now > Date.parse(window.late_after) ? 'LATE' : 'ON_TIME';
}

/** From opening to closing, late or not. */
export const isOpen = (window: Window, now: number): boolean =>
  ['ON_TIME', 'LATE'].includes(phaseOf(window, now));

/** Where the late part begins and where now is, in percent of the window from opening to closing. */
export function windowMarks(window: Window, now: number): { late: number; now: number } {
  const opens = Date.parse(window.opens);
  const span = Date.parse(window.closes) - opens;
  const share = (moment: number): number =>
    Math.min(100, Math.max(0, Math.round(((moment - opens) / span) * 1000) / 10));
  return { late: share(Date.parse(window.late_after)), now: share(now) };
}

/** What counts, or will when it is approved. */
export const ALIVE: readonly PermitState[] = ['DIAJUKAN', 'DISETUJUI'];

/** A request that presence made needless (domain.md §4): it may be taken back. */
export const needless = ({
  record,
  permit,
}: Pick<TodayActivity, 'record' | 'permit'>): PermitBrief | null =>
  record && permit && ALIVE.includes(permit.state) ? permit : null;

/** The card of an activity. `entry` is this phone's own photo of it, the newest, if there is one. */
export function cardOf(activity: TodayActivity, entry: Entry | null, now: number): Card {
  if (activity.cancelled) return { kind: 'CANCELLED' };
  const inHand = entry && entryCard(entry, activity.record, now);
  if (inHand) return inHand;
  if (activity.record) return recordCard(activity.record, now);
  if (activity.permit && activity.permit.state !== 'DIBATALKAN') {
    return { kind: 'PERMIT', permit: activity.permit };
  }
  if (activity.code === 'TK') return { kind: 'ABSENT' };
  if (activity.code) return { kind: 'EXCUSED', code: activity.code };
  return activity.required ? windowCard(activity.window, now) : { kind: 'NOT_REQUIRED' };
}

/** This phone's own photo of an activity that its card may be about: the newest. */
export const newest = (entries: readonly Entry[], activity: string): Entry | null =>
  entries.filter((entry) => entry.activity.id === activity).at(-1) ?? null;

/** What is still here and no card of the home screen tells: of another day, beside a record, or stuck. */
export const offCards = (
  entries: readonly Entry[],
  shown: readonly TodayActivity[],
  now: number,
): Entry[] =>
  entries.filter((entry) => {
    const card = shown.find(({ id }) => id === entry.activity.id);
    const told = card && !card.cancelled && !isStuck(entry) && entryCard(entry, card.record, now);
    return (isUnsent(entry) || mayDrop(entry)) && !(told && newest(entries, card.id) === entry);
  });

function entryCard(entry: Entry, record: AttendanceRecord | null, now: number): Card | null {
  if (entry.stage === 'REFUSED' && !record && entry.refusal) {
    return { kind: 'REFUSED', refusal: entry.refusal };
  }
  if (!isUnsent(entry)) return null;
  const known = entry.receipt ?? record; // a second photo of a record that stands
  if (!known) return { kind: 'WAITING', takenAt: entry.takenAt, size: entry.photo.size };
  const { recorded_at: at, check_in_id: checkIn } = known;
  const since = entry.request.kind === 'PHOTO' ? entry.takenAt : Date.parse(at);
  if (now - since > PHOTO_LATE_MS) return { kind: 'PHOTO_WAITS', at, checkIn };
  return presentCard(known, checkIn, true);
}

function recordCard(record: AttendanceRecord, now: number): Card {
  if (record.state === 'DITOLAK') {
    return { kind: 'REJECTED', reason: record.rejected?.reason ?? '' };
  }
  if (record.retake && now <= Date.parse(record.retake.until)) {
    return { kind: 'RETAKE', ...record.retake };
  }
  const awaited = record.photo_state === 'AWAITED';
  if (awaited && now - Date.parse(record.recorded_at) > PHOTO_LATE_MS) {
    return { kind: 'PHOTO_MISSING', at: record.recorded_at };
  }
  return presentCard(record, record.check_in_id, awaited);
}

/** Another photo would not be taken: this one came, were it from another phone, and none was asked for. */
export const hasPhoto = ({ photo_state, retake }: AttendanceRecord): boolean =>
  photo_state === 'STORED' && !retake;

/** Present for certain, counted as H: on time or late is still to be decided (domain.md §4). */
export const isUnproven = ({ marks }: Pick<AttendanceRecord, 'marks'>): boolean =>
  marks.includes('luring');

/** Nobody could tell until the lock, which counted it on time (domain.md §4 "At the lock"). */
export const isSettled = ({
  record,
  final,
  code,
}: Pick<MonthActivity, 'record' | 'final' | 'code'>): boolean =>
  record !== null && isUnproven(record) && final && code === 'H';

function presentCard(
  fact: Pick<AttendanceRecord, 'recorded_at' | 'code' | 'minutes_late' | 'marks'>,
  checkIn: string,
  uploading: boolean,
): Card {
  const common = { at: fact.recorded_at, checkIn, uploading };
  if (isUnproven(fact)) return { kind: 'UNPROVEN', ...common };
  if (fact.code === 'T') return { kind: 'LATE', minutes: fact.minutes_late, ...common };
  return { kind: 'PRESENT', ...common };
}

function windowCard(window: Window, now: number): Card {
  const left = Date.parse(window.closes) - now;
  switch (phaseOf(window, now)) {
    case 'BEFORE':
      return { kind: 'BEFORE' };
    case 'CLOSED':
      return { kind: 'CLOSED' };
    case 'LATE':
      return left <= CLOSING_MS ? { kind: 'CLOSING', left } : { kind: 'LATE_WINDOW' };
    case 'ON_TIME':
      return left <= CLOSING_MS
        ? { kind: 'CLOSING', left }
        : { kind: 'OPEN', minutesLeft: Math.ceil(left / MINUTE_MS) };
  }
}

/** Its person may come any moment: the window is open, and nothing is known of them. */
export const isAwaited = ({ kind }: Card): boolean =>
  kind === 'OPEN' || kind === 'LATE_WINDOW' || kind === 'CLOSING';

/** A photo may be taken now; after a refusal only while the window is open. */
export const mayPhotograph = (card: Card, window: Window, now: number): boolean =>
  isAwaited(card) ||
  ['RETAKE', 'PHOTO_MISSING'].includes(card.kind) ||
  (card.kind === 'REFUSED' && phaseOf(window, now) !== 'CLOSED');

/** Who proved nothing is asked from this long before closing, ms (the prompt; domain.md §4). */
export const ASKED_MS = 10 * 60_000;

/** Nobody saw its person yet, and nothing excuses them. */
export function isUnseen(activity: TodayActivity, entry: Entry | null, now: number): boolean {
  const card = cardOf(activity, entry, now);
  return isAwaited(card) || card.kind === 'CLOSED';
}

/** Whether the prompt asks about an activity where its person was not seen. */
export const isAsked = ({ window }: TodayActivity, now: number): boolean =>
  Date.parse(window.closes) - now <= ASKED_MS;

/** The next moment after `now` at which somebody not seen is told: before closing, and at closing. */
export function nextTold(activities: readonly TodayActivity[], now: number): number | null {
  const moments = activities
    .filter((one) => one.required && !one.cancelled && !one.record)
    .map(({ window }) => Date.parse(window.closes))
    .flatMap((closes) => [closes - ASKED_MS, closes])
    .filter((moment) => moment > now);
  return moments.length > 0 ? Math.min(...moments) : null;
}

/** A request that nobody agreed to: another one may follow, or a better reason. */
export const isRefused = (card: Card): boolean =>
  card.kind === 'PERMIT' && card.permit.state === 'DITOLAK';

/** Order of the home screen: to be done now, done just now, what opens next, what is over. */
function rankOf({ window, record, permit, code }: TodayActivity, now: number): number {
  const phase = phaseOf(window, now);
  if (phase === 'CLOSED') return 3;
  if (phase === 'BEFORE') return 2;
  return record || permit || code ? 1 : 0;
}

/** The activities of one WIB date, and those over midnight, in the order of the home screen. */
export function todays(
  activities: readonly TodayActivity[],
  date: string,
  now: number,
): TodayActivity[] {
  return activities
    .filter((one) => one.date === date || (one.date < date && Date.parse(one.window.closes) > now))
    .sort((a, b) => {
      const rank = rankOf(a, now);
      const apart = rank - rankOf(b, now);
      const order = Date.parse(a.window.opens) - Date.parse(b.window.opens);
      return apart || (rank === 3 ? -order : order);
    });
}
