import { SETTINGS_PARTS, type SettingsPart } from './settings-parts.ts';
import { mondayOf } from './weeks.ts';

/** An activity as it stands in an address. */
export interface ActivityRef {
  date: string;
  id: string;
}

/** The dashboard's addresses. Without `of` the page chooses the activity that matters now. */
export type DeskRoute =
  | { name: 'OVERVIEW' }
  | { name: 'BOARD'; of: ActivityRef | null }
  | { name: 'REVIEW'; of: ActivityRef | null }
  | { name: 'PERMITS' }
  /** With what the list is narrowed to: a unit, or those who are TK again and again. */
  | { name: 'PEOPLE'; unit: number | null; inARow: boolean }
  | { name: 'PERSON'; id: string }
  | { name: 'ACTIVITIES' }
  | { name: 'APPOINTMENTS' }
  | { name: 'IMPORT' }
  | { name: 'CALENDAR' }
  | { name: 'REPORTS' }
  | { name: 'SETTINGS'; part: SettingsPart | null }
  | { name: 'DUTY'; month: string | null }
  | { name: 'RECAP'; week: string | null }
  | { name: 'RECAP_PRINT'; week: string }
  | { name: 'SIGNATURE' }
  | { name: 'MISSING' };

const ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;
const IN_A_ROW = 'berturut';
const SIGNATURE = 'tanda-tangan';
const UNIT = /^\d{1,5}$/;
const MISSING: DeskRoute = { name: 'MISSING' };

export function deskRouteOf(pathname: string): DeskRoute {
  const [first, second, third, ...rest] = pathname.replace(/^\/|\/$/g, '').split('/');
  if (rest.length > 0) return MISSING;
  switch (first) {
    case 'papan':
      return withActivity('BOARD', second, third);
    case 'telaah':
      return withActivity('REVIEW', second, third);
    case 'rekap':
      return recapRoute(second, third);
    case 'orang':
      return peopleRoute(second, third);
    case 'pengaturan':
      return third === undefined ? settingsRoute(second) : MISSING;
    case 'piket':
      return third === undefined ? dutyRoute(second) : MISSING;
    default:
      return second === undefined ? plainRoute(first) : MISSING;
  }
}

function plainRoute(first: string | undefined): DeskRoute {
  switch (first) {
    case 'ikhtisar':
      return { name: 'OVERVIEW' };
    case 'pengajuan':
      return { name: 'PERMITS' };
    case 'kegiatan':
      return { name: 'ACTIVITIES' };
    case 'penugasan':
      return { name: 'APPOINTMENTS' };
    case 'impor':
      return { name: 'IMPORT' };
    case 'kalender':
      return { name: 'CALENDAR' };
    case 'laporan':
      return { name: 'REPORTS' };
    default:
      return MISSING;
  }
}

function withActivity(name: 'BOARD' | 'REVIEW', date?: string, id?: string): DeskRoute {
  if (date === undefined) return { name, of: null };
  return DATE.test(date) && id !== undefined && ID.test(id) ? { name, of: { date, id } } : MISSING;
}

function peopleRoute(second?: string, third?: string): DeskRoute {
  if (second === undefined) return { name: 'PEOPLE', unit: null, inARow: false };
  if (second === IN_A_ROW && third === undefined)
    return { name: 'PEOPLE', unit: null, inARow: true };
  if (second === 'unit' && third !== undefined && UNIT.test(third))
    return { name: 'PEOPLE', unit: Number(third), inARow: false };
  return ID.test(second) && third === undefined ? { name: 'PERSON', id: second } : MISSING;
}

function settingsRoute(second?: string): DeskRoute {
  if (second === undefined) return { name: 'SETTINGS', part: null };
  const part = SETTINGS_PARTS.find((one) => one === second);
  return part ? { name: 'SETTINGS', part } : MISSING;
}

function recapRoute(week?: string, print?: string): DeskRoute {
  if (week === undefined) return { name: 'RECAP', week: null };
  if (week === SIGNATURE) return print === undefined ? { name: 'SIGNATURE' } : MISSING;
  if (mondayOf(week) === null) return MISSING;
  if (print === undefined) return { name: 'RECAP', week };
  return print === 'cetak' ? { name: 'RECAP_PRINT', week } : MISSING;
}

function dutyRoute(month?: string): DeskRoute {
  if (month === undefined) return { name: 'DUTY', month: null };
  return MONTH.test(month) ? { name: 'DUTY', month: month.replace('-', '') } : MISSING;
}

/** Of a month 202611. */
export const dutyPath = (month: string): string => `/piket/${month.slice(0, 4)}-${month.slice(4)}`;
export const boardPath = ({ date, id }: ActivityRef): string => `/papan/${date}/${id}`;
export const reviewPath = ({ date, id }: ActivityRef): string => `/telaah/${date}/${id}`;
export const signaturePath = `/rekap/${SIGNATURE}`;
export const inARowPath = `/orang/${IN_A_ROW}`;
export const unitPath = (no: number): string => `/orang/unit/${no}`;
export const settingsPath = (part: SettingsPart): string => `/pengaturan/${part}`;
export const personPath = (id: string): string => `/orang/${id}`;
