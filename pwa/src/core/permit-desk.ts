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
