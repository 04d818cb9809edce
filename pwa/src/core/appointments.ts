import { daysBetween } from './time.ts';
import type { AppointmentDesk, Held } from './wire.ts';

/** An appointment that ends within this time is worth a warning. Days. */
export const SOON_DAYS = 14;

export type DeskState =
  | { kind: 'VACANT'; role: Held['role'] }
  | { kind: 'MOVED' }
  | { kind: 'ENDING'; days: number }
  | { kind: 'FULL' };

/** Where a holder belongs now; undefined: here. */
export const movedTo = (desk: AppointmentDesk, { pegawai_id }: Held): string | null | undefined =>
  desk.moved.find((one) => one.pegawai_id === pegawai_id)?.to;

/** Who holds that role today. */
export const holders = (desk: AppointmentDesk, role: Held['role']): Held[] =>
  desk.held.filter((one) => one.role === role && one.active);

/** A missing admin comes first: nobody looks after the OPD's people. `today` in WIB. */
export function stateOf(desk: AppointmentDesk, today: string): DeskState {
  const missing = ['admin_opd', 'kepala_opd'] as const;
  const role = missing.find((one) => desk.vacant.some((vacant) => vacant.role === one));
  if (role) return { kind: 'VACANT', role };
  if (desk.moved.length > 0) return { kind: 'MOVED' };
  const ends = desk.held
    .filter(({ active, until }) => active && until !== null)
    .filter((one) => !isFollowed(desk, one))
    .map(({ until }) => daysBetween(today, until as string));
  const days = Math.min(...ends);
  return days <= SOON_DAYS ? { kind: 'ENDING', days } : { kind: 'FULL' };
}

/** Whether somebody holds the same role beyond its last day. */
const isFollowed = ({ held }: AppointmentDesk, one: Held): boolean =>
  held.some(
    ({ role, unit, until }) =>
      role === one.role && unit === one.unit && (until === null || until > (one.until as string)),
  );

export type Filter = 'ALL' | 'VACANT' | 'ENDING';

export const filtered = (
  desks: readonly AppointmentDesk[],
  filter: Filter,
  today: string,
): AppointmentDesk[] =>
  desks.filter((desk) => filter === 'ALL' || stateOf(desk, today).kind === filter);

/** What needs somebody first: vacant, held by who moved, then what ends soonest, then by name. */
export function ordered(desks: readonly AppointmentDesk[], today: string): AppointmentDesk[] {
  const weight = (desk: AppointmentDesk): number => {
    const state = stateOf(desk, today);
    if (state.kind === 'VACANT') return -2;
    if (state.kind === 'MOVED') return -1;
    return state.kind === 'ENDING' ? state.days : SOON_DAYS + 1;
  };
  return [...desks].sort((a, b) => weight(a) - weight(b) || a.name.localeCompare(b.name, 'id'));
}
