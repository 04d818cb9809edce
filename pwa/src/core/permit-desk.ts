import { isCounted } from './board.ts';
import type { Rights } from './desk.ts';
import type { Fault } from './problems.ts';
import type { Activity, Board, BoardPerson, DeskPermit, Id, PermitPerson, Time } from './wire.ts';

/** Those of a permit whom this person may decide: what waits, and never one's own case. */
export const decidable = (permit: DeskPermit, me: Id): PermitPerson[] =>
  permit.people.filter(({ state, pegawai_id }) => state === 'DIAJUKAN' && pegawai_id !== me);

export interface Split {
  approve: Id[];
  reject: Id[];
}

/** Approve whom the checks name; who is unchecked is refused with the same decision. */
export function split(people: readonly PermitPerson[], checked: ReadonlySet<Id>): Split {
  const ids = people.map(({ pegawai_id }) => pegawai_id);
  return {
    approve: ids.filter((id) => checked.has(id)),
    reject: ids.filter((id) => !checked.has(id)),
  };
}

/** A doctor's note is for its OPD and for whom it is about; BKPSDA and auditors read letters alone. */
export const mayOpenLetter = ({ kind, people }: DeskPermit, rights: Rights, me: Id): boolean =>
  kind !== 'S' || rights.permits || people.some(({ pegawai_id }) => pegawai_id === me);

/** The activities inside a request, as the server counts them (domain.md §4); a cancelled one is none. */
const covered = ({ from, to, activity_id }: DeskPermit, all: readonly Activity[]): Activity[] =>
  all.filter(
    ({ id, date, cancelled }) =>
      !cancelled && from <= date && date <= to && (activity_id ?? id) === id,
  );

/** Those at which somebody may have been recorded, the newest first; `now` in ms since the epoch. */
export const openedIn = (permit: DeskPermit, all: readonly Activity[], now: number): Activity[] =>
  covered(permit, all)
    .filter(({ window }) => Date.parse(window.opens) <= now)
    .sort((a, b) => Date.parse(b.window.opens) - Date.parse(a.window.opens));

/** All of it is over and FINAL: a decision is refused until BKPSDA has reopened a day of it. */
export function isFinal(permit: DeskPermit, all: readonly Activity[], today: string): boolean {
  const inside = covered(permit, all);
  return permit.to < today && inside.length > 0 && inside.every((activity) => activity.final);
}

/** A refusal of what is locked names nobody and nothing; one of what was decided names its part. */
export const saysFinal = (fault: Fault): boolean =>
  fault.kind === 'PROBLEM' &&
  fault.problem.code === 'status-berubah' &&
  fault.problem.pointer === null;

/** Somebody in a request was recorded at an activity inside it. */
export interface Clash {
  pegawai_id: Id;
  activity: Activity;
  at: Time;
  /** What their record counts as by now; it comes before any permit (domain.md §4). */
  as: 'ON_TIME' | 'LATE' | 'IN_CHECK' | 'NO_PHOTO';
}

/** Their records on these boards, board by board. A refused record speaks against no permit. */
export function clashes(people: readonly PermitPerson[], boards: readonly Board[]): Clash[] {
  const ids = new Set(people.map(({ pegawai_id }) => pegawai_id));
  return boards.flatMap(({ activity, people: shown }) =>
    shown.flatMap((person) => {
      const { pegawai_id, state, at } = person;
      if (!ids.has(pegawai_id) || at === null || state === 'DITOLAK') return [];
      return [{ pegawai_id, activity, at, as: standing(person, activity.final) }];
    }),
  );
}

/** The lock counts in the person's favour what nobody has decided, and no record without its photo. */
function standing({ state, code }: BoardPerson, final: boolean): Clash['as'] {
  if (state === 'TERCATAT') return 'NO_PHOTO';
  if (!isCounted(state) && !final) return 'IN_CHECK';
  return code === 'T' ? 'LATE' : 'ON_TIME';
}
