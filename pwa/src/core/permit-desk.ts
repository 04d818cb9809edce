import type { Rights } from './desk.ts';
import type { DeskPermit, Id, PermitPerson } from './wire.ts';

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
