import type { Activity, Appointment, Id, Me, Role } from './wire.ts';

/** The pages that exist; each is one entry of the menu. */
export type Page =
  | 'OVERVIEW'
  | 'BOARD'
  | 'REVIEW'
  | 'PERMITS'
  | 'ACTIVITIES'
  | 'CALENDAR'
  | 'DUTY'
  | 'RECAP'
  | 'PEOPLE'
  | 'APPOINTMENTS'
  | 'IMPORT'
  | 'REPORTS'
  | 'SETTINGS';
/** What an admin of an OPD looks after; the server's words (security.md §7). */
export type Duty = 'telaah' | 'izin' | 'akun' | 'kegiatan';

/** What a person may do at the desk of one OPD. The server decides again; this only hides what it refuses. */
export interface Rights {
  remind: boolean;
  review: boolean;
  permits: boolean;
  accounts: boolean;
  activities: boolean;
  /** Looks after activities of the whole OPD: says whom it sends to another's. */
  answersInvitations: boolean;
  /** Is the head that the OPD's recaps are signed by: who leads one of its units is not. */
  signs: boolean;
  /** Activities of the regency: for every OPD or several. */
  regencyActivities: boolean;
  /** Looks at photos by a right over every OPD: the owner reads the reason (security.md Z4). */
  givesReason: boolean;
}

const EVERYWHERE: readonly Role[] = ['bkpsda', 'auditor'];

const rolesAt = (me: Me, opd: Id): Appointment[] =>
  me.roles.filter(({ role, opd: own }) => EVERYWHERE.includes(role) || own?.id === opd);

const hasDuty = (roles: readonly Appointment[], duty: Duty): boolean =>
  roles.some(({ role, duties }) => role === 'admin_opd' && duties.includes(duty));

const coversAll = ({ unit }: Appointment): boolean => unit === null || unit.no === 0;

export function rightsAt(me: Me, opd: Id): Rights {
  const roles = rolesAt(me, opd);
  const is = (role: Role): boolean => roles.some((one) => one.role === role);
  const head = is('kepala_opd');
  return {
    remind: is('admin_opd') || head || is('bkpsda'),
    review: head || hasDuty(roles, 'telaah'),
    permits: head || hasDuty(roles, 'izin'),
    accounts: is('bkpsda') || hasDuty(roles, 'akun'),
    activities: head || hasDuty(roles, 'kegiatan'),
    answersInvitations: head || hasDuty(roles.filter(coversAll), 'kegiatan'),
    signs: roles.some((one) => one.role === 'kepala_opd' && coversAll(one)),
    regencyActivities: is('bkpsda'),
    givesReason: !head && !is('admin_opd'),
  };
}

/** Who organises it changes and cancels it: the regency, or this OPD; `now` in ms since the epoch. */
export const mayChange = (activity: Activity, rights: Rights, now: number): boolean =>
  !activity.invited &&
  (activity.regency ? rights.regencyActivities : rights.activities) &&
  !activity.cancelled &&
  !activity.final &&
  Date.parse(activity.window.closes) > now;

/** To another day; the calendar moves its ceremonies itself. */
export const mayMove = ({ source, kind }: Activity): boolean =>
  source !== 'PLAN' || kind !== 'UPACARA';

/** What there is to do about invitations: see the own guests, or say whom one sends. */
export function invitationAt(
  activity: Activity,
  rights: Rights,
  now: number,
): 'GUESTS' | 'ANSWER' | null {
  const isOpen = Date.parse(activity.window.opens) <= now;
  if (activity.cancelled || activity.regency) return null;
  if (activity.invited) return rights.answersInvitations && !isOpen ? 'ANSWER' : null;
  return rights.activities && (activity.guests > 0 || !isOpen) ? 'GUESTS' : null;
}

/** The menu at an OPD's desk; who has no role reads recaps alone. */
export function menuAt(me: Me, opd: Id | null): Page[] {
  const roles = opd === null ? [] : rolesAt(me, opd);
  if (roles.length === 0) return ['RECAP'];
  const sees = roles.some(({ role }) => role !== 'admin_opd');
  const appoints = roles.some(({ role }) => role === 'kepala_opd' || role === 'bkpsda');
  return [
    ...(roles.some(({ role }) => EVERYWHERE.includes(role)) ? (['OVERVIEW'] as const) : []),
    'BOARD',
    ...(sees || hasDuty(roles, 'telaah') ? (['REVIEW'] as const) : []),
    ...(sees || hasDuty(roles, 'izin') ? (['PERMITS'] as const) : []),
    ...(sees || hasDuty(roles, 'kegiatan') ? (['ACTIVITIES', 'CALENDAR', 'DUTY'] as const) : []),
    'RECAP',
    'PEOPLE',
    ...(appoints ? (['APPOINTMENTS'] as const) : []),
    ...(roles.some(({ role }) => role === 'bkpsda') ? (['IMPORT'] as const) : []),
    ...(roles.some(({ role }) => EVERYWHERE.includes(role)) ? (['REPORTS'] as const) : []),
    ...(seesEveryOpd(me) ? (['SETTINGS'] as const) : []),
  ];
}

/** The OPD at whose desk somebody sits before the list of all is here: that of their first role. */
export const ownDesk = (me: Me): Id | null =>
  me.roles[0]?.opd?.id ?? (me.roles.length > 0 ? me.opd.id : null);

/** Whether somebody sees every OPD and the regency. */
export const seesEveryOpd = (me: Me): boolean =>
  me.roles.some(({ role }) => EVERYWHERE.includes(role));

/** The role under which somebody sits here: the regency's first. */
export const mainRole = (me: Me): Appointment | null =>
  me.roles.find(({ role }) => EVERYWHERE.includes(role)) ?? me.roles[0] ?? null;

/**
 * The activity that matters now: the open one that closes first, else the last that closed, else the
 * next. `now` in ms since the epoch.
 */
export function currentActivity(activities: readonly Activity[], now: number): Activity | null {
  const held = activities.filter(({ cancelled }) => !cancelled);
  const at = (time: string): number => Date.parse(time);
  const open = held.filter(({ window }) => at(window.opens) <= now && now <= at(window.closes));
  const over = held.filter(({ window }) => at(window.closes) < now);
  const next = held.filter(({ window }) => at(window.opens) > now);
  const by = (key: 'opens' | 'closes', list: Activity[]): Activity[] =>
    list.sort((a, b) => at(a.window[key]) - at(b.window[key]));
  return by('closes', open)[0] ?? by('closes', over).at(-1) ?? by('opens', next)[0] ?? null;
}
