import { addDays, clock } from './time.ts';
import {
  circleFault,
  numberOf,
  type PlaceFault,
  RADIUS_M,
  type TypedPlace,
  typedOf,
} from './typed-place.ts';
import type {
  Activity,
  ActivityChange,
  ActivityKind,
  Id,
  NewActivity,
  NewSeries,
  OwnActivity,
  Venue,
} from './wire.ts';

/** As it is typed: a date, and times of the day in WIB as `06.45`. */
export interface ActivityDraft extends TypedPlace {
  title: string;
  kind: ActivityKind;
  date: string;
  opens: string;
  starts: string;
  late: string;
  closes: string;
  challenge: string;
  /** Of the OPD that organises it. */
  leader: { id: Id; name: string } | null;
  venue: 'PLACE' | 'OWN_OFFICE';
  /** The one place; where each stays in the own office it is kept for the way back. */
  place: string;
  /** null: every unit of the OPD. */
  units: readonly number[] | null;
  /** Of one of the regency; null: every OPD. */
  opds: readonly Id[] | null;
  repeat: 'NONE' | 'WEEK' | 'MONTH';
  /** Beside that of the date, of each week; Monday is 0. */
  weekdays: readonly number[];
  /** The last day on which it may come again. */
  until: string;
  /** A change is also for what comes after it in its series. */
  following: boolean;
}
/** The times of a window, in their order. */
const EDGES = ['opens', 'starts', 'late', 'closes'] as const;
type Edge = (typeof EDGES)[number];
export type DraftFault =
  | { field: 'title' | 'place' | 'date'; why: 'REQUIRED' }
  | PlaceFault
  | { field: Edge; why: 'TIME' }
  | { field: 'closes'; why: 'ORDER' | 'OVER' }
  | { field: 'units' | 'opds'; why: 'NONE' }
  | { field: 'until'; why: 'REQUIRED' | 'SPAN' };

/** How long an activity may go on repeating. days */
const LONGEST_SERIES = 366;
/** What people read where each stays in the own office: data, so in the language of the forms. */
export const OWN_OFFICE = 'Kantor masing-masing';

const ONCE = { repeat: 'NONE', weekdays: [], until: '', following: false } as const;

export const emptyDraft = (date: string): ActivityDraft => ({
  title: '',
  kind: 'RAPAT',
  date,
  opens: '08.45',
  starts: '09.00',
  late: '09.15',
  closes: '10.00',
  challenge: '',
  leader: null,
  venue: 'PLACE',
  place: '',
  lat: '',
  lon: '',
  radius: String(RADIUS_M),
  units: null,
  opds: null,
  ...ONCE,
});

/** `06:45` of a time of the day as people type it: 6.45, 06:45, 0645; null of anything else. */
export function timeOf(text: string): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2})[.:]?(\d{2})$/.exec(text.trim()) ?? [];
  const known = hour !== '' && Number(hour) < 24 && Number(minute) < 60;
  return known ? `${hour.padStart(2, '0')}:${minute}` : null;
}

/** The moment of a typed time of the day in WIB, RFC 3339 in UTC; null where it is none. */
export function momentOf(date: string, text: string): string | null {
  const time = timeOf(text);
  if (time === null) return null;
  return new Date(`${date}T${time}:00+07:00`).toISOString().replace('.000Z', 'Z');
}

/** What has to be mended before it can be sent; null where nothing. `now` in ms since the epoch. */
export function draftFault(draft: ActivityDraft, now: number): DraftFault | null {
  const needed = (['title', 'date', 'place'] as const).slice(0, draft.venue === 'PLACE' ? 3 : 2);
  const empty = needed.find((field) => draft[field].trim() === '');
  if (empty) return { field: empty, why: 'REQUIRED' };
  const unreadable = EDGES.find((edge) => timeOf(draft[edge]) === null);
  if (unreadable) return { field: unreadable, why: 'TIME' };
  const times = EDGES.map((edge) => momentOf(draft.date, draft[edge]) ?? '');
  const ordered = times.every((time, n) => time >= (times[n - 1] ?? ''));
  if (!ordered) return { field: 'closes', why: 'ORDER' };
  if (Date.parse(times.at(-1) ?? '') <= now) return { field: 'closes', why: 'OVER' };
  const nobody = (['units', 'opds'] as const).find((field) => draft[field]?.length === 0);
  return (
    placeFault(draft) ?? (nobody ? { field: nobody, why: 'NONE' } : null) ?? repeatFault(draft)
  );
}

/** It ends after its first day and within a year. */
export function repeatFault({ repeat, date, until }: ActivityDraft): DraftFault | null {
  if (repeat === 'NONE') return null;
  if (date === '') return { field: 'date', why: 'REQUIRED' };
  if (until === '') return { field: 'until', why: 'REQUIRED' };
  const fits = until > date && until <= addDays(date, LONGEST_SERIES);
  return fits ? null : { field: 'until', why: 'SPAN' };
}

/** A place has both coordinates or none. */
function placeFault(draft: ActivityDraft): DraftFault | null {
  const nowhere = draft.lat.trim() === '' && draft.lon.trim() === '';
  return draft.venue === 'OWN_OFFICE' || nowhere ? null : circleFault(draft);
}

function venueOf(draft: ActivityDraft): Venue {
  if (draft.venue === 'OWN_OFFICE') return { name: OWN_OFFICE, own_office: true };
  const [lat, lon] = [numberOf(draft.lat), numberOf(draft.lon)];
  const radius = Math.round(numberOf(draft.radius) ?? RADIUS_M);
  const known = lat !== null && lon !== null;
  return { name: draft.place.trim(), ...(known ? { lat, lon, radius_m: radius } : {}) };
}

/** What is sent of a draft without a fault. */
export function activityOf(id: Id, draft: ActivityDraft): NewActivity {
  const at = (time: string): string => momentOf(draft.date, time) ?? '';
  return {
    id,
    kind: draft.kind,
    title: draft.title.trim(),
    date: draft.date,
    window: {
      opens: at(draft.opens),
      starts: at(draft.starts),
      late_after: at(draft.late),
      closes: at(draft.closes),
    },
    venue: venueOf(draft),
    ...(draft.challenge.trim() ? { challenge: draft.challenge.trim() } : {}),
    ...(draft.leader ? { leader: draft.leader.id } : {}),
    ...(draft.units ? { units: [...draft.units] } : {}),
    ...(draft.opds ? { opds: [...draft.opds] } : {}),
  };
}

/** Monday 0. */
export const weekdayOf = (date: string): number =>
  (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** What is sent of a draft without a fault that repeats; its own weekday is always one of them. */
export function seriesOf(id: Id, draft: ActivityDraft): NewSeries {
  const weekdays = [...new Set([weekdayOf(draft.date), ...draft.weekdays])].sort();
  return {
    ...activityOf(id, draft),
    repeat: { until: draft.until, ...(draft.repeat === 'WEEK' ? { weekdays } : {}) },
  };
}

/** A stored activity as it would be typed. */
export function draftOf({ window, venue, leader, ...own }: OwnActivity): ActivityDraft {
  return {
    title: own.title,
    kind: own.kind,
    date: own.date,
    opens: clock(window.opens),
    starts: clock(window.starts),
    late: clock(window.late_after),
    closes: clock(window.closes),
    challenge: own.challenge,
    leader: leader && { id: leader.pegawai_id, name: leader.name },
    venue: venue.own_office ? 'OWN_OFFICE' : 'PLACE',
    place: venue.own_office ? '' : venue.name,
    ...typedOf(venue),
    units: own.units.length > 0 ? own.units : null,
    opds: own.opds.length > 0 ? own.opds : null,
    ...ONCE,
  };
}

/** What is sent of a changed draft without a fault; day and OPDs stay. */
export function changeOf({ id, version }: OwnActivity, draft: ActivityDraft): ActivityChange {
  const { id: _, date, opds, ...details } = activityOf(id, draft);
  return { ...details, version, ...(draft.following ? { following: true } : {}) };
}

/** Open and coming first, the next one on top; then the past, the latest on top. */
export function comingAndPast(
  activities: readonly Activity[],
  now: number,
): { coming: Activity[]; past: Activity[] } {
  const byStart = [...activities].sort((a, b) => a.window.opens.localeCompare(b.window.opens));
  const over = ({ window }: Activity): boolean => Date.parse(window.closes) < now;
  return { coming: byStart.filter((one) => !over(one)), past: byStart.filter(over).reverse() };
}
