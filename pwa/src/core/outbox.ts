import type { Answer, ProblemCode } from './problems.ts';
import { isSignedOut } from './problems.ts';
import type {
  AnotherPhotoRequest,
  CheckInAnswer,
  CheckInRequest,
  CheckInState,
  Id,
  PhotoFacts,
  Receipt,
  RecordState,
  Upload,
} from './wire.ts';

/**
 * One photo that waits in this phone, and what is known about it (security.md O1). Its photo leaves
 * the phone only when the server says that it holds these very bytes.
 */
export interface Entry {
  id: Id;
  /** Whose it is: it shows and travels only while this person is signed in. */
  owner: Id;
  activity: { id: Id; title: string; date: string; closes: string };
  photo: PhotoFacts;
  /** The phone's clock at the shutter, ms; shown to the person, decides nothing. */
  takenAt: number;
  request:
    | { kind: 'CHECK_IN'; body: CheckInRequest }
    | { kind: 'PHOTO'; ref: string; body: AnotherPhotoRequest };
  /**
   * WAITING: the server does not know it. COMMITTED: presence stands, the photo is on its way.
   * UPLOADED: S3 took it, the server has not confirmed. REFUSED: stays visible with what to do.
   * DUPLICATE: another check-in came first. SUPERSEDED: another photo took this one's place (security.md
   * T6). CONFIRMED: the photo may go.
   */
  stage:
    | 'WAITING'
    | 'COMMITTED'
    | 'UPLOADED'
    | 'REFUSED'
    | 'DUPLICATE'
    | 'SUPERSEDED'
    | 'CONFIRMED';
  receipt: Receipt | null;
  upload: Upload | null;
  refusal: ProblemCode | null;
  /** Failures since the last progress; the pause grows with it. */
  failures: number;
  /** Forms in vain: refused by the bucket, or their upload never confirmed. Absent: none. */
  rounds?: number;
  /** ms since the epoch, this phone's clock: not before. */
  nextAt: number;
  /** For a DUPLICATE: when its photo may be dropped. */
  keepUntil: number | null;
}

export type Step = 'COMMIT' | 'UPLOAD' | 'CONFIRM' | 'DROP';
/** What the photo bucket said: stored, form expired or refused, or no answer. */
export type UploadResult = 'STORED' | 'FORM_REFUSED' | 'FAILED';

/** First pause and longest pause between tries, ms. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;
/** From so many failures on the pause is the longest. */
const SLOWEST = 8;
/** So many forms in vain are no passing fault: from then on it is tried at the longest pause, and told. */
const PATIENCE = 5;
/** Questions about an upload before it is made again; twice as many after each round in vain. */
const QUESTIONS = 6;
/** Pause between questions whether an uploaded photo was verified, ms: it takes about half a second. */
const CONFIRM_PAUSE_MS = 1_500;
/** A photo that came second is kept this long, ms (security.md O1). */
const DUPLICATE_KEPT_MS = 72 * 3_600_000;
/** The answers that say "the photo is here" (security.md O1: TERSIMPAN or a state after it). */
const STORED_STATES: readonly RecordState[] = [
  'TERSIMPAN',
  'TERVERIFIKASI',
  'TELAAH',
  'DITERIMA',
  'DITOLAK',
];
/**
 * Refusals that no retry can change: the server's 422, and that a record takes no other photo any more. Any
 * other answer is tried again (security.md O1), also one that only a broken deployment or proxy can give.
 */
const isFinal = ({ request }: Entry, status: number): boolean =>
  status === 422 || (status === 404 && request.kind === 'PHOTO');

/** What to do next for an entry, whenever its time has come. */
export function stepOf(entry: Entry, now: number): Step | null {
  switch (entry.stage) {
    case 'WAITING':
      return 'COMMIT';
    case 'COMMITTED':
      return entry.upload ? 'UPLOAD' : 'COMMIT';
    case 'UPLOADED':
      return 'CONFIRM';
    case 'CONFIRMED':
      return 'DROP';
    case 'DUPLICATE':
      return entry.keepUntil !== null && now >= entry.keepUntil ? 'DROP' : null;
    case 'REFUSED':
    case 'SUPERSEDED':
      return null;
  }
}

/** The entries whose step is due, oldest first: what was photographed first is sent first. */
export const due = (entries: readonly Entry[], now: number): Entry[] =>
  entries
    .filter((entry) => entry.nextAt <= now && stepOf(entry, now) !== null)
    .sort((a, b) => a.takenAt - b.takenAt);

/** Counts as unsent: its photo is not known to be at the server. */
export const isUnsent = (entry: Entry): boolean =>
  entry.stage === 'WAITING' || entry.stage === 'COMMITTED' || entry.stage === 'UPLOADED';

/** The server knows of it but does not get its photo, whatever is tried. */
export const isStuck = (entry: Entry): boolean =>
  isUnsent(entry) && (entry.rounds ?? 0) >= PATIENCE;

/** Nothing more is sent of it, and its photo is still here: its owner may delete it. */
export const mayDrop = ({ stage }: Entry): boolean => stage === 'REFUSED' || stage === 'SUPERSEDED';

/** `jitter` is a random number from 0 to 1: phones that failed together must not come back together. */
export function pause(failures: number, jitter: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 16));
  return Math.round(longest * (0.5 + jitter / 2));
}

interface Moment {
  now: number;
  jitter: number;
}

function later(entry: Entry, { now, jitter }: Moment, atLeastMs = 0): Entry {
  const wait = Math.max(atLeastMs, pause(entry.failures, jitter));
  return { ...entry, failures: entry.failures + 1, nextAt: now + wait };
}

/** A form that brought nothing is thrown away: the next step asks for a new one. */
function inVain(entry: Entry, at: Moment): Entry {
  const rounds = (entry.rounds ?? 0) + 1;
  const next: Entry = { ...later(entry, at), stage: 'COMMITTED', upload: null, rounds };
  return isStuck(next) ? { ...next, failures: SLOWEST } : next;
}

/** After POST /check-ins or POST /check-ins/{ref}/photo; there is no form for a photo that was replaced. */
export function afterCommit(
  entry: Entry,
  answer: Answer<CheckInAnswer | { upload: Upload }>,
  at: Moment,
): Entry {
  if (answer.ok) {
    const receipt = 'receipt' in answer.value ? answer.value.receipt : entry.receipt;
    const { upload } = answer.value;
    // A new form for a photo whose last one was refused is no success yet: the pauses go on growing.
    const failures = entry.stage === 'COMMITTED' ? entry.failures : 0;
    const stage = upload ? 'COMMITTED' : 'UPLOADED';
    return { ...entry, stage, receipt, upload, failures, nextAt: at.now };
  }
  const { fault } = answer;
  if (fault.kind !== 'PROBLEM' || isSignedOut(fault)) return later(entry, at);
  const { problem } = fault;
  if (problem.code === 'sudah-tercatat') {
    const receipt = (problem.body['receipt'] as Receipt | undefined) ?? entry.receipt;
    return { ...entry, stage: 'DUPLICATE', receipt, keepUntil: at.now + DUPLICATE_KEPT_MS };
  }
  if (isFinal(entry, problem.status)) {
    return { ...entry, stage: 'REFUSED', refusal: problem.code };
  }
  return later(entry, at, (problem.retryAfterS ?? 0) * 1000);
}

/** After the form post to the photo bucket. */
export function afterUpload(entry: Entry, result: UploadResult, at: Moment): Entry {
  if (result === 'STORED') {
    return { ...entry, stage: 'UPLOADED', failures: 0, nextAt: at.now + CONFIRM_PAUSE_MS };
  }
  return result === 'FORM_REFUSED' ? inVain(entry, at) : later(entry, at);
}

/**
 * After GET /check-ins/{ref}. Only a stored state *for these very bytes* lets the photo go; where another
 * photo is stored in its place it stays, for its owner to delete. A record that still waits long after the
 * upload asks for the photo once more.
 */
export function afterConfirm(entry: Entry, answer: Answer<CheckInState>, at: Moment): Entry {
  if (!answer.ok) return later(entry, at);
  const { record, receipt } = answer.value;
  const mine = record.photo_sha256 === entry.photo.sha256;
  if (record.photo_state !== 'AWAITED' && STORED_STATES.includes(record.state)) {
    return { ...entry, stage: mine ? 'CONFIRMED' : 'SUPERSEDED', receipt, nextAt: at.now };
  }
  const most = QUESTIONS * 2 ** Math.min(entry.rounds ?? 0, PATIENCE);
  const next = mine && entry.failures >= most ? inVain : later;
  return next({ ...entry, receipt }, at);
}

/**
 * After a sign-in, a press on "Coba kirim sekarang", or `online`: every pause is over. What was uploaded is
 * asked about once: a network that is back makes the server's verification no faster.
 */
export const hurried = (entry: Entry, now: number): Entry => {
  const failures = entry.stage === 'UPLOADED' ? entry.failures : 0;
  return entry.nextAt > now ? { ...entry, nextAt: now, failures } : entry;
};

/** What the device key signs (security.md D1); newlines between the fields, none at the end. */
export const canonicalText = (body: Omit<CheckInRequest, 'device'>): string =>
  [
    'apel-check-in.v1',
    body.id,
    body.activity_id,
    body.photo.sha256,
    body.photo.size,
    body.captured_at,
  ].join('\n');
