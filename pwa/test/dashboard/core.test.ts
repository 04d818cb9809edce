import { expect, test } from 'vitest';
import {
  activityOf,
  changeOf,
  comingAndPast,
  draftFault,
  draftOf,
  emptyDraft,
  momentOf,
  seriesOf,
  timeOf,
} from '../../src/core/activity-form.ts';
import { ago } from '../../src/core/ago.ts';
import {
  currentActivity,
  mainRole,
  mayChange,
  mayMove,
  menuAt,
  rightsAt,
} from '../../src/core/desk.ts';
import { deskRouteOf, settingsPath, signaturePath } from '../../src/core/desk-routes.ts';
import { percent } from '../../src/core/percent.ts';
import {
  clashes,
  decidable,
  isFinal,
  openedIn,
  saysFinal,
  split,
} from '../../src/core/permit-desk.ts';
import { problemOf } from '../../src/core/problems.ts';
import { after, mainReason, needsReview, retakeUntil, stepTo } from '../../src/core/reviews.ts';
import { numberOf } from '../../src/core/typed-place.ts';
import { unitTree } from '../../src/core/unit-tree.ts';
import { mondayOf, weekOf } from '../../src/core/weeks.ts';
import type { Activity, Me, OwnActivity } from '../../src/core/wire.ts';
import { id, ME, wibTime } from '../fake/world.ts';
import {
  ACTIVITY,
  admin,
  board,
  OPD,
  permit,
  person,
  present,
  reviewItem,
  withRole,
} from './world.ts';

test('a percent has two decimals, rounded half up, and a comma', () => {
  expect(percent(87, 96)).toBe('90,63%');
  expect(percent(1, 3)).toBe('33,33%');
  expect(percent(1, 800)).toBe('0,13%');
  expect(percent(5, 5)).toBe('100,00%');
  expect(percent(0, 0)).toBe('–');
});

test('weeks are those of ISO 8601, over the ends of years too', () => {
  expect(weekOf('2026-11-23')).toBe('2026-W48');
  expect(weekOf('2026-11-29')).toBe('2026-W48');
  expect(weekOf('2027-01-01')).toBe('2026-W53');
  expect(weekOf('2024-12-30')).toBe('2025-W01');
  expect(mondayOf('2026-W48')).toBe('2026-11-23');
  expect(mondayOf('2026-W53')).toBe('2026-12-28');
});

test('a week that no year has is no week', () => {
  expect(mondayOf('2027-W53')).toBeNull();
  expect(mondayOf('2026-W00')).toBeNull();
  expect(mondayOf('kini')).toBeNull();
});

test('the addresses of the dashboard, and nothing else, are pages', () => {
  const of = { date: '2026-11-23', id: ACTIVITY.id };

  expect(deskRouteOf('/papan')).toEqual({ name: 'BOARD', of: null });
  expect(deskRouteOf(`/papan/2026-11-23/${ACTIVITY.id}`)).toEqual({ name: 'BOARD', of });
  expect(deskRouteOf(`/telaah/2026-11-23/${ACTIVITY.id}/`)).toEqual({ name: 'REVIEW', of });
  expect(deskRouteOf('/rekap')).toEqual({ name: 'RECAP', week: null });
  expect(deskRouteOf('/rekap/2026-W48')).toEqual({ name: 'RECAP', week: '2026-W48' });
  expect(deskRouteOf('/rekap/2026-W48/cetak')).toEqual({ name: 'RECAP_PRINT', week: '2026-W48' });
  for (const path of ['/papan/2026-11-23', '/papan/x/y', '/rekap/2026-W60', '/orang/1', '/audit']) {
    expect(deskRouteOf(path)).toEqual({ name: 'MISSING' });
  }
});

test('the menu shows an admin only what they look after', () => {
  expect(menuAt(admin(['telaah', 'izin', 'akun', 'kegiatan']), OPD.id)).toEqual([
    'BOARD',
    'REVIEW',
    'PERMITS',
    'ACTIVITIES',
    'CALENDAR',
    'DUTY',
    'RECAP',
    'PEOPLE',
  ]);
  expect(menuAt(admin(['akun']), OPD.id)).toEqual(['BOARD', 'RECAP', 'PEOPLE']);
});

test('a head and BKPSDA appoint; an admin and the auditor do not', () => {
  const appoints = (me: Me): boolean => menuAt(me, OPD.id).includes('APPOINTMENTS');
  expect([withRole('kepala_opd'), withRole('bkpsda')].map(appoints)).toEqual([true, true]);
  expect([admin(['akun']), withRole('auditor')].map(appoints)).toEqual([false, false]);
});

test('BKPSDA changes the settings and the auditor reads them', () => {
  const sees = (me: Me): boolean => menuAt(me, OPD.id).includes('SETTINGS');
  expect([withRole('bkpsda'), withRole('auditor')].map(sees)).toEqual([true, true]);
  expect([withRole('kepala_opd'), admin(['akun'])].map(sees)).toEqual([false, false]);
  expect(deskRouteOf('/pengaturan')).toEqual({ name: 'SETTINGS', part: null });
  expect(deskRouteOf(settingsPath('final'))).toEqual({ name: 'SETTINGS', part: 'final' });
  expect(deskRouteOf('/pengaturan/lain')).toEqual({ name: 'MISSING' });
});

test('who has no role at an OPD reads recaps alone', () => {
  expect(menuAt(ME, null)).toEqual(['RECAP']);
  expect(menuAt(admin(['telaah']), id('LAIN'))).toEqual(['RECAP']);
});

test('rights follow the table of security.md §7', () => {
  const rights = (me: typeof ME) => rightsAt(me, OPD.id);

  expect(rights(withRole('kepala_opd'))).toEqual({
    remind: true,
    review: true,
    permits: true,
    accounts: false,
    activities: true,
    answersInvitations: true,
    signs: true,
    regencyActivities: false,
    givesReason: false,
  });
  expect(rights(withRole('auditor'))).toMatchObject({ remind: false, givesReason: true });
  expect(rights(withRole('bkpsda'))).toMatchObject({
    remind: true,
    review: false,
    accounts: true,
    activities: false,
    regencyActivities: true,
    givesReason: true,
  });
  expect(rights(admin(['izin']))).toMatchObject({ review: false, permits: true, remind: true });
});

test('an OPD is signed for by its head alone, not by who leads one of its units', () => {
  const signs = (me: Me): boolean => rightsAt(me, OPD.id).signs;
  const head = withRole('kepala_opd');
  const ofUnit = {
    ...head,
    roles: head.roles.map((one) => ({ ...one, unit: { no: 1, name: 'UPT' } })),
  };

  expect(signs(head)).toBe(true);
  expect([ofUnit, withRole('bkpsda'), admin(['izin'])].map(signs)).toEqual([false, false, false]);
  expect(deskRouteOf(signaturePath)).toEqual({ name: 'SIGNATURE' });
  expect(deskRouteOf(`${signaturePath}/cetak`)).toEqual({ name: 'MISSING' });
});

test('an activity is changed and cancelled by who organises it, until it is over', () => {
  const may = (me: typeof ME, part: Partial<Activity> = {}): boolean =>
    mayChange({ ...ACTIVITY, ...part }, rightsAt(me, OPD.id), Date.parse(wibTime('07.00')));
  const [head, bkpsda] = [withRole('kepala_opd'), withRole('bkpsda')];

  expect([may(head), may(bkpsda)]).toEqual([false, true]);
  expect([may(head, { regency: false }), may(bkpsda, { regency: false })]).toEqual([true, false]);
  expect(may(bkpsda, { cancelled: true })).toBe(false);
  expect(may(bkpsda, { final: true })).toBe(false);
  expect(may(bkpsda, { window: { ...ACTIVITY.window, closes: wibTime('06.59') } })).toBe(false);
});

test('an activity is moved to another day, but for the ceremonies of the calendar', () => {
  expect(mayMove(ACTIVITY)).toBe(true);
  expect(mayMove({ ...ACTIVITY, kind: 'UPACARA' })).toBe(false);
  expect(mayMove({ ...ACTIVITY, kind: 'UPACARA', source: 'PERSON' })).toBe(true);
});

test('the role that reaches the regency is named first', () => {
  const both = { ...ME, roles: [...admin([]).roles, ...withRole('auditor').roles] };

  expect(mainRole(both)?.role).toBe('auditor');
  expect(mainRole(ME)).toBeNull();
});

const at = (name: string, opens: string, closes: string, cancelled = false): Activity => ({
  ...ACTIVITY,
  id: id(name),
  title: name,
  cancelled,
  window: { ...ACTIVITY.window, opens: wibTime(opens), closes: wibTime(closes) },
});

test('the activity that matters: open, else the last that closed, else the next', () => {
  const early = at('A', '06.00', '06.30');
  const open = at('B', '06.45', '07.30');
  const later = at('C', '09.00', '10.00');
  const now = (clock: string): number => Date.parse(wibTime(clock));

  expect(currentActivity([later, open, early], now('07.00'))).toBe(open);
  expect(currentActivity([later, open, early], now('08.00'))).toBe(open);
  expect(currentActivity([later], now('08.00'))).toBe(later);
  expect(currentActivity([at('D', '06.45', '07.30', true)], now('07.00'))).toBeNull();
});

test('a retake may come until a day after closing, or after asking where that is later', () => {
  const closes = wibTime('07.30');

  expect(retakeUntil(closes, Date.parse(wibTime('07.10')))).toBe(
    Date.parse(wibTime('07.30', '2026-11-24')),
  );
  expect(retakeUntil(closes, Date.parse(wibTime('09.00')))).toBe(
    Date.parse(wibTime('09.00', '2026-11-24')),
  );
});

test('a photo of which another was asked waits for its owner, not for us', () => {
  const retake = { reason: 'gelap', until: wibTime('07.30', '2026-11-24') };

  expect(needsReview(reviewItem('A'))).toBe(true);
  expect(needsReview(reviewItem('A', { retake }))).toBe(false);
  expect(needsReview(reviewItem('A', { state: 'TERCATAT' }))).toBe(true); // its photo is overdue
  expect(needsReview(reviewItem('A', { state: 'DITERIMA' }))).toBe(false);
});

test('a hard sign is named before the sample', () => {
  const reasons = [
    { code: 'sampel', hard: false },
    { code: 'berkas', hard: true },
  ];

  expect(mainReason(reviewItem('A', { reasons }))).toBe('berkas');
  expect(mainReason(reviewItem('A', { reasons: [] }))).toBeNull();
});

test('J and K stop at the ends; after a decision the next one is shown', () => {
  const list = ['a', 'b', 'c'];

  expect(stepTo(list, 'c', 1)).toBe('c');
  expect(stepTo(list, 'b', -1)).toBe('a');
  expect(stepTo(list, null, 1)).toBe('a');
  expect(stepTo([], null, 1)).toBeNull();
  expect(after(list, 'a')).toBe('b');
  expect(after(list, 'c')).toBe('b');
  expect(after(['a'], 'a')).toBeNull();
});

test('nobody decides about themselves, and who is unchecked is refused', () => {
  const { people } = permit('DIAJUKAN', { names: ['A', 'B'] });
  const [decided] = permit('DISETUJUI', { names: ['C'] }).people;
  const mixed = { ...permit('DIAJUKAN'), people: decided ? [...people, decided] : people };

  expect(decidable(mixed, id('A')).map(({ name }) => name)).toEqual(['B']);
  expect(split(mixed.people, new Set([id('B')]))).toEqual({
    approve: [id('B')],
    reject: [id('A'), id('C')],
  });
});

/** A morning's activity of a day in November 2026. */
const on = (day: number, part: Partial<Activity> = {}): Activity => {
  const date = `2026-11-${day}`;
  const window = { ...ACTIVITY.window, opens: wibTime('06.45', date) };
  return { ...ACTIVITY, id: id(`K${day}`), date, window, ...part };
};
const days = (list: readonly Activity[]): string[] => list.map(({ date }) => date.slice(8));

test('of a request counts what has opened inside it, the newest first', () => {
  const asked = permit('DIAJUKAN', { from: '2026-11-23', to: '2026-11-25' });
  const all = [on(22), on(23), on(24), on(25), on(26)];
  const at = (clock: string, date: string): number => Date.parse(wibTime(clock, date));

  expect(days(openedIn(asked, all, at('06.45', '2026-11-24')))).toEqual(['24', '23']);
  expect(days(openedIn(asked, all, at('06.44', '2026-11-24')))).toEqual(['23']);
  expect(days(openedIn(asked, all, at('12.00', '2026-11-27')))).toEqual(['25', '24', '23']);
  expect(openedIn(asked, [on(23, { cancelled: true })], at('12.00', '2026-11-27'))).toEqual([]);
});

test('a request for one activity says nothing about the others of its day', () => {
  const asked = permit('DIAJUKAN', { from: '2026-11-23', to: '2026-11-23', activity_id: id('A') });
  const all = [on(23, { id: id('A'), final: true }), on(23, { id: id('B') })];

  expect(openedIn(asked, all, Date.parse(wibTime('12.00')))).toHaveLength(1);
  expect(isFinal(asked, all, '2026-11-27')).toBe(true);
});

test('a request is locked once all of it is over and FINAL, as the server says', () => {
  const asked = permit('DIAJUKAN', { from: '2026-11-23', to: '2026-11-24' });
  const locked = [on(23, { final: true }), on(24, { final: true })];
  const cancelled = on(24, { cancelled: true });

  expect(isFinal(asked, locked, '2026-11-25')).toBe(true);
  expect(isFinal(asked, locked, '2026-11-24')).toBe(false);
  expect(isFinal(asked, [on(23, { final: true }), on(24)], '2026-11-27')).toBe(false);
  expect(isFinal(asked, [on(23, { final: true }), cancelled], '2026-11-27')).toBe(true);
  expect(isFinal(asked, [cancelled], '2026-11-27')).toBe(false);
});

test('a refusal of what is locked is told from one of what was decided', () => {
  const refused = (code: string, pointer?: string) => ({
    kind: 'PROBLEM' as const,
    problem: problemOf(409, { type: `/masalah/${code}`, ...(pointer ? { pointer } : {}) }, null),
  });

  expect(saysFinal(refused('status-berubah'))).toBe(true);
  expect(saysFinal(refused('status-berubah', '/approve'))).toBe(false);
  expect(saysFinal(refused('konflik-versi'))).toBe(false);
  expect(saysFinal({ kind: 'OFFLINE', cause: null })).toBe(false);
});

test('who is in a request and was recorded is found, with what the record counts as', () => {
  const { people } = permit('DIAJUKAN', { names: ['A', 'B', 'C', 'D', 'E', 'F'] });
  const shown = board([
    present('A', '07.01'),
    present('B', '07.20', { code: 'T', state: 'DITERIMA' }),
    present('C', '07.02', { state: 'TELAAH', waiting: true }),
    present('D', '07.03', { state: 'TERCATAT' }),
    present('E', '07.04', { state: 'DITOLAK', code: null }),
    person('F'),
    present('G', '07.05'),
  ]);

  const found = clashes(people, [shown]);

  expect(found.map(({ pegawai_id, as }) => [pegawai_id, as])).toEqual([
    [id('A'), 'ON_TIME'],
    [id('B'), 'LATE'],
    [id('C'), 'IN_CHECK'],
    [id('D'), 'NO_PHOTO'],
  ]);
  expect(found[1]).toMatchObject({ at: wibTime('07.20'), activity: ACTIVITY });
});

test('after the lock an undecided photo counts, and a record without its photo does not', () => {
  const { people } = permit('DIAJUKAN', { names: ['A', 'B'] });
  const shown = [
    present('A', '07.20', { state: 'TELAAH', code: 'T' }),
    present('B', '07.03', { state: 'TERCATAT', code: 'TK' }),
  ];
  const locked = board(shown, { activity: { ...ACTIVITY, final: true } });

  expect(clashes(people, [locked]).map(({ as }) => as)).toEqual(['LATE', 'NO_PHOTO']);
});

test('units hang under the OPD, and each counts the people below it', () => {
  const tree = unitTree([
    { no: 0, name: 'Dinas', parent: null, people: 2 },
    { no: 1, name: 'Sekretariat', parent: 0, people: 3 },
    { no: 2, name: 'Subbag', parent: 1, people: 4 },
  ]);

  expect(tree).toEqual([
    {
      no: 0,
      name: 'Dinas',
      people: 9,
      below: [
        {
          no: 1,
          name: 'Sekretariat',
          people: 7,
          below: [{ no: 2, name: 'Subbag', people: 4, below: [] }],
        },
      ],
    },
  ]);
});

test('how long ago is told in one unit', () => {
  const minute = 60_000;

  expect(ago(0, 59_000)).toEqual({ unit: 'NOW' });
  expect(ago(0, 12 * minute)).toEqual({ unit: 'MINUTES', n: 12 });
  expect(ago(0, 119 * minute)).toEqual({ unit: 'HOURS', n: 1 });
  expect(ago(0, 49 * 60 * minute)).toEqual({ unit: 'DAYS', n: 2 });
});

const DRAFT = { ...emptyDraft('2026-11-24'), title: ' Rapat ', place: 'Pendopo' };
const NOW = Date.parse(wibTime('07.00'));

test('times are typed in WIB and sent in UTC', () => {
  expect(momentOf('2026-11-24', '06.45')).toBe('2026-11-23T23:45:00Z');

  const made = activityOf(id('BARU'), { ...DRAFT, lat: '-7,0455', lon: '112.7351' });

  expect(made.title).toBe('Rapat');
  expect(made.window.closes).toBe('2026-11-24T03:00:00Z');
  expect(made.venue).toEqual({ name: 'Pendopo', lat: -7.0455, lon: 112.7351, radius_m: 150 });
  expect(made).not.toHaveProperty('units');
  expect(made).not.toHaveProperty('opds');
  expect(made).not.toHaveProperty('challenge');
});

const MEETING: OwnActivity = {
  id: id('RAPAT'),
  kind: 'RAPAT',
  title: 'Rapat',
  date: '2026-11-24',
  window: {
    opens: '2026-11-24T01:45:00Z',
    starts: '2026-11-24T02:00:00Z',
    late_after: '2026-11-24T02:15:00Z',
    closes: '2026-11-24T03:00:00Z',
  },
  venue: { name: 'Pendopo', lat: -7.0455, lon: 112.7351, radius_m: 80 },
  cancelled: false,
  version: 7,
  challenge: 'Dua jari',
  leader: { pegawai_id: id('SITI'), name: 'Siti Aminah' },
  units: [1],
  opds: [OPD.id],
  series: false,
};

test('a stored activity is edited as it would be typed, and sent over its version', () => {
  const draft = draftOf(MEETING);
  const { window, venue, units, challenge } = MEETING;

  expect(draft).toMatchObject({ opens: '08.45', lat: '-7,0455', radius: '80', units: [1] });
  expect(changeOf(MEETING, draft)).toEqual({
    ...{ version: 7, kind: 'RAPAT', title: 'Rapat', window, venue, units, challenge },
    leader: id('SITI'),
  });
});

test('a change of a series is for this one, unless all that follow are chosen', () => {
  const draft = draftOf({ ...MEETING, series: true });

  expect(changeOf(MEETING, draft)).not.toHaveProperty('following');
  expect(changeOf(MEETING, { ...draft, following: true }).following).toBe(true);
});

test('whoever leads, the units and a place without coordinates are left out where there are none', () => {
  const bare = { ...MEETING, leader: null, units: [], opds: [], venue: { name: 'Pendopo' } };

  expect(draftOf(bare)).toMatchObject({ units: null, opds: null, lat: '', radius: '150' });
  expect(changeOf(bare, draftOf(bare))).not.toHaveProperty('leader');
});

test('an activity of the regency names the OPDs that were chosen', () => {
  expect(activityOf(id('BARU'), { ...DRAFT, opds: [OPD.id] }).opds).toEqual([OPD.id]);
});

test('a draft is sent only when nothing is missing, in disorder or over', () => {
  expect(draftFault(DRAFT, NOW)).toBeNull();
  expect(draftFault({ ...DRAFT, title: ' ' }, NOW)).toEqual({ field: 'title', why: 'REQUIRED' });
  expect(draftFault({ ...DRAFT, late: '08.00' }, NOW)).toEqual({ field: 'closes', why: 'ORDER' });
  expect(draftFault({ ...DRAFT, date: '2026-11-22' }, NOW)).toEqual({
    field: 'closes',
    why: 'OVER',
  });
  expect(draftFault({ ...DRAFT, lat: '-7' }, NOW)).toEqual({ field: 'lon', why: 'NUMBER' });
  expect(draftFault({ ...DRAFT, units: [] }, NOW)).toEqual({ field: 'units', why: 'NONE' });
  expect(draftFault({ ...DRAFT, opds: [] }, NOW)).toEqual({ field: 'opds', why: 'NONE' });
});

test('a time is read however it is typed, and refused where there is none', () => {
  expect(['6.45', '06:45', '0645', ' 06.45 '].map(timeOf)).toEqual(Array(4).fill('06:45'));
  expect(['24.00', '6.60', '6', 'pagi', ''].map(timeOf)).toEqual(Array(5).fill(null));
  expect(draftFault({ ...DRAFT, starts: 'pagi' }, NOW)).toEqual({ field: 'starts', why: 'TIME' });
});

test('what repeats by the week holds the weekday of its date, by the month no weekday', () => {
  const repeated = { ...DRAFT, weekdays: [3], until: '2026-12-31' }; // from a Tuesday on

  expect(seriesOf(id('BARU'), { ...repeated, repeat: 'WEEK' }).repeat).toEqual({
    weekdays: [1, 3],
    until: '2026-12-31',
  });
  expect(seriesOf(id('BARU'), { ...repeated, repeat: 'MONTH' }).repeat).toEqual({
    until: '2026-12-31',
  });
});

test('a series ends after its first day and within a year', () => {
  const why = (until: string): string | undefined =>
    draftFault({ ...DRAFT, repeat: 'WEEK', until }, NOW)?.why;

  expect(why('')).toBe('REQUIRED');
  expect([why('2026-11-24'), why('2027-11-26')]).toEqual(['SPAN', 'SPAN']);
  expect([why('2026-11-25'), why('2027-11-25')]).toEqual([undefined, undefined]);
  expect(draftFault({ ...DRAFT, until: '2026-01-01' }, NOW)).toBeNull();
});

test('a number may have a comma; a word is none', () => {
  expect(numberOf(' -7,5 ')).toBe(-7.5);
  expect(numberOf('')).toBeNull();
  expect(numberOf('tujuh')).toBeNull();
});

test('what comes is listed from the next one on, what is over from the last one back', () => {
  const list = [at('C', '09.00', '10.00'), at('A', '05.00', '06.00'), at('B', '06.00', '06.30')];
  const open = at('D', '06.45', '07.30');

  const { coming, past } = comingAndPast([...list, open], NOW);

  expect(coming.map(({ title }) => title)).toEqual(['D', 'C']);
  expect(past.map(({ title }) => title)).toEqual(['B', 'A']);
});
