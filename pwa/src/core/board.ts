import type { Board, BoardPerson, Code, Phase, RecordState, Unit } from './wire.ts';

/**
 * Where a person stands on the board. OUTSIDE is not expected (free day); PENDING exists after closing
 * only: a record or a permit of theirs still waits for a person.
 */
export type Standing = 'ON_TIME' | 'LATE' | 'EXCUSED' | 'PENDING' | 'UNSEEN' | 'OUTSIDE';

/** More people than this are shown as rows of units, without a dot for each. */
export const MOST_DOTS = 300;
/** Whether each person is drawn, and not their unit alone. */
export const hasDots = ({ people }: Board): boolean => people.length <= MOST_DOTS;

const ARRIVAL_STEP_MS = 5 * 60_000;

const COUNTED: readonly RecordState[] = ['TERVERIFIKASI', 'DITERIMA'];
/** Their record counts without anybody's decision, or by one (domain.md §4). */
export const isCounted = (state: RecordState): boolean => COUNTED.includes(state);
const NO_PHOTO: readonly RecordState[] = ['BELUM', 'TERCATAT'];

/**
 * While the activity is open, a committed record is enough to be seen. After closing only what counts
 * in the recap does, so that the board and the recap show the same figures.
 */
export function standingOf(person: BoardPerson, phase: Phase): Standing {
  const { code, state, waiting } = person;
  if (code === 'L' || code === 'O') return 'OUTSIDE';
  if (code === 'GT') return 'ON_TIME';
  if (code === 'TK') return 'UNSEEN';
  if (code !== null && code !== 'H' && code !== 'T') return 'EXCUSED';
  const recorded = state !== 'BELUM' && state !== 'DITOLAK';
  if (!recorded) return phase === 'CLOSED' && waiting ? 'PENDING' : 'UNSEEN';
  if (phase === 'CLOSED' && waiting && !isCounted(state)) return 'PENDING';
  return code === 'T' ? 'LATE' : 'ON_TIME';
}

/** Whether a photo of theirs is with us. */
export const hasPhoto = ({ state }: BoardPerson): boolean => !NO_PHOTO.includes(state);

/**
 * The board after an answer. A partial answer knows only of what changed: a reminder without the
 * record before it, a record without the permits; what it leaves out stays as it was.
 */
export function mergeBoard(known: Board | null, answer: Board): Board {
  if (answer.full || known === null || known.activity.id !== answer.activity.id) return answer;
  const changed = new Map(answer.people.map((person) => [person.pegawai_id, person]));
  const people = known.people.map((before) => {
    const now = changed.get(before.pegawai_id);
    return now ? mergePerson(before, now) : before;
  });
  return { ...answer, full: true, people };
}

function mergePerson(before: BoardPerson, now: BoardPerson): BoardPerson {
  const recorded = now.state !== 'BELUM';
  return {
    ...now,
    state: recorded ? now.state : before.state,
    code: codeOf(before, now),
    waiting: recorded ? now.waiting : before.waiting || now.waiting,
    at: now.at ?? before.at,
    unproven: recorded ? now.unproven : before.unproven,
    permit: now.permit ?? before.permit,
    reminded_at: now.reminded_at ?? before.reminded_at,
  };
}

/** A refused record brings back what the permit gives; anything else that came is newer. */
function codeOf(before: BoardPerson, now: BoardPerson): Code | null {
  const excused = before.code !== null && before.code !== 'H' && before.code !== 'T';
  return now.state === 'DITOLAK' && excused ? before.code : (now.code ?? before.code);
}

export interface Counts {
  /** Without those on duty elsewhere or on leave: whom somebody waits for. */
  awaited: number;
  /** With them: JUMLAH ASN. */
  total: number;
  onTime: number;
  late: number;
  excused: number;
  pending: number;
  unseen: number;
}

export function countsOf(people: readonly BoardPerson[], phase: Phase): Counts {
  const counts: Record<Standing, number> = {
    ON_TIME: 0,
    LATE: 0,
    EXCUSED: 0,
    PENDING: 0,
    UNSEEN: 0,
    OUTSIDE: 0,
  };
  for (const person of people) counts[standingOf(person, phase)] += 1;
  const total = people.length - counts.OUTSIDE;
  return {
    awaited: total - counts.EXCUSED,
    total,
    onTime: counts.ON_TIME,
    late: counts.LATE,
    excused: counts.EXCUSED,
    pending: counts.PENDING,
    unseen: counts.UNSEEN,
  };
}

export const seen = ({ onTime, late }: Counts): number => onTime + late;

export interface UnitRow extends Counts {
  no: number;
  name: string;
  /** In the order in which the dots are drawn. */
  standings: Standing[];
}

const DOT_ORDER: readonly Standing[] = ['ON_TIME', 'LATE', 'EXCUSED', 'PENDING', 'UNSEEN'];

/** The units that have people here, in the order of the OPD's list. */
export function unitRows(
  units: readonly Unit[],
  people: readonly BoardPerson[],
  phase: Phase,
): UnitRow[] {
  const members = new Map<number, BoardPerson[]>();
  for (const person of people) {
    const known = members.get(person.unit_no);
    if (known) known.push(person);
    else members.set(person.unit_no, [person]);
  }
  return units.flatMap(({ no, name }) => {
    const mine = members.get(no) ?? [];
    const counts = countsOf(mine, phase);
    if (counts.total === 0) return [];
    const standings = mine
      .map((person) => standingOf(person, phase))
      .filter((standing) => standing !== 'OUTSIDE')
      .sort((a, b) => DOT_ORDER.indexOf(a) - DOT_ORDER.indexOf(b));
    return [{ no, name, ...counts, standings }];
  });
}

export interface Arrivals {
  /** Start of the 5 minutes, ms since the epoch. */
  from: number;
  n: number;
  late: boolean;
}

/** People per 5 minutes, from the first arrival to the last one; empty where nobody came yet. */
export function arrivalsOf({ activity, people, phase }: Board): Arrivals[] {
  const opens = Date.parse(activity.window.opens);
  const lateFrom = Date.parse(activity.window.late_after);
  const counts = new Map<number, number>();
  for (const person of people) {
    const standing = standingOf(person, phase);
    if (person.at === null || (standing !== 'ON_TIME' && standing !== 'LATE')) continue;
    const step = Math.max(0, Math.floor((Date.parse(person.at) - opens) / ARRIVAL_STEP_MS));
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const from = opens + (first + n) * ARRIVAL_STEP_MS;
    return { from, n: counts.get(first + n) ?? 0, late: from >= lateFrom };
  });
}

/** The fullest 5 minutes, the earliest of equals; null where nobody came yet. */
export const peakOf = (arrivals: readonly Arrivals[]): Arrivals | null =>
  arrivals.reduce<Arrivals | null>(
    (peak, here) => (peak === null || here.n > peak.n ? here : peak),
    null,
  );

/** Whom somebody looks for, by name. */
/** Photos that wait for a reviewer; where another one was asked for, its owner is waited for. */
export const reviewsOf = (people: readonly BoardPerson[]): number =>
  people.filter(({ state, retake }) => state === 'TELAAH' && !retake).length;

export function missing(people: readonly BoardPerson[], phase: Phase): BoardPerson[] {
  const wanted = people.filter((person) => {
    const standing = standingOf(person, phase);
    return standing === 'UNSEEN' || standing === 'PENDING';
  });
  return wanted.sort((a, b) => a.name.localeCompare(b.name, 'id'));
}

/** Those with a photo, the newest first. */
export const newestPhotos = (people: readonly BoardPerson[], most: number): BoardPerson[] =>
  people
    .filter((person) => hasPhoto(person) && person.at !== null)
    .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
    .slice(0, most);
