import render from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { type App, AppContext } from '../src/app/app.ts';
import { clockOf } from '../src/app/clock.ts';
import { months } from '../src/app/months.ts';
import { store } from '../src/app/store.ts';
import { needless } from '../src/core/card.ts';
import { activityIdOf, mayAddNote, mayExplain, mayWithdraw } from '../src/core/permits.ts';
import type {
  Id,
  Month,
  MonthActivity,
  Permit,
  PermitState,
  TodayActivity,
} from '../src/core/wire.ts';
import { DayCard } from '../src/screens/day-card.tsx';
import { LetterPages } from '../src/screens/letter-pages.tsx';
import { lookFor, Past } from '../src/screens/past.tsx';
import { FakeApi } from './fake/api.ts';
import { APEL, ME, MONTH, RAPAT, RECORD, today, wibTime } from './fake/world.ts';

const found = MONTH.days.flatMap(({ activities }) => activities).find(({ id }) => id === APEL.id);
if (!found) throw new Error('the month has no such apel');
const MISSED: MonthActivity = { ...found, code: null, record: null };
const PERMIT = {
  id: APEL.id,
  kind: 'I',
  from: APEL.date,
  to: APEL.date,
  activity_id: null,
  state: 'DIAJUKAN',
  reason: null,
} as const;

const card = (part: Partial<MonthActivity>, date = '2026-11-24'): string =>
  render(<DayCard date={MISSED.date} activity={{ ...MISSED, ...part }} today={date} />);

test('after midnight the reason is given from the history, until the lock', () => {
  expect(card({})).toContain(`href="/tidak-hadir/${APEL.id}"`);
  expect(card({})).toContain('Alasan bisa diajukan s.d. 26 November.');
  expect(card({}, '2026-11-26')).toContain('Ajukan alasan');
  expect(card({}, '2026-11-27')).not.toContain('Ajukan alasan');
});

test('what nobody decided until the lock is said to be counted in favour', () => {
  const words = 'Belum diputus saat terkunci: dihitung bagi Anda.';

  expect(card({ code: 'S', final: true, undecided: true })).toContain(words);
  expect(card({ code: 'S', final: true })).not.toContain(words);
});

test.each<[boolean, Partial<MonthActivity>]>([
  [true, { code: 'TK' }],
  [true, { record: { ...RECORD, state: 'DITOLAK' } }],
  [true, { record: { ...RECORD, state: 'TERCATAT' } }],
  [true, { permit: { ...PERMIT, state: 'DITOLAK' } }],
  [false, { permit: PERMIT }],
  [false, { record: { ...RECORD, state: 'TELAAH' } }],
  [false, { code: 'DL' }],
  [false, { cancelled: true }],
  [false, { final: true }],
  [false, { date: '2026-11-24' }],
])('a reason may be given: %s %o', (may, part) => {
  expect(mayExplain({ ...MISSED, ...part }, '2026-11-24')).toBe(may);
});

const past = (
  known: Record<string, Month>,
  at: string,
  date: string,
  here: readonly TodayActivity[] = [],
): string => {
  const app = {
    clock: clockOf(() => Date.parse(wibTime(at, date))),
    connection: store(true),
    months: store({ months: known, fault: null }),
    today: {
      ...store({ today: today([RAPAT, ...here], wibTime(at, date)), fault: null }),
      activity: (id: Id) => here.find((one) => one.id === id) ?? null,
    },
  } as unknown as App;
  return render(
    <AppContext.Provider value={app}>
      <Past id={APEL.id} title="Ajukan alasan" draw={({ date: day }) => <p>{`hari ${day}`}</p>} />
    </AppContext.Provider>,
  );
};

test('an activity that is no longer on the page of today is found in its month', () => {
  const known = { [MONTH.month]: MONTH };

  expect(past(known, '06.00', '2026-11-24')).toBe('<p>hari 2026-11-23</p>');
  expect(past(known, '06.00', '2026-11-27')).toContain('Batas mengajukan alasan sudah lewat.');
  expect(past({}, '06.00', '2026-11-24')).not.toContain('belum ada di HP ini');
});

test('it is drawn in the same place when the page of today comes after it was asked for', () => {
  expect(past({}, '06.00', '2026-11-23', [APEL])).toBe('<p>hari 2026-11-23</p>');
});

test('on the first days of a month it is looked for in the month before, too', async () => {
  const api = new FakeApi();
  api.answers.set('GET /me/months/202612', { month: '202612', days: [], counts: {} });
  api.answers.set('GET /me/months/202611', MONTH);
  const kept = { read: async () => null, write: async () => undefined };
  const box = months(api, kept, () => undefined);
  await box.open(ME.pegawai_id);
  const clock = clockOf(() => Date.parse(wibTime('06.00', '2026-12-01')));
  const app = { clock, months: box } as unknown as App;

  await lookFor(app, APEL.id);
  await lookFor(app, APEL.id);

  expect(api.calls.map(({ path }) => path)).toEqual(['/me/months/202612', '/me/months/202611']);
});

test.each([
  ['I', '2026-11-23', '2026-11-23', { activity_id: APEL.id }],
  ['GT', '2026-11-23', '2026-11-23', { activity_id: APEL.id }],
  ['I', '2026-11-24', '2026-11-24', {}],
  ['GT', '2026-11-23', '2026-11-24', {}],
  ['S', '2026-11-23', '2026-11-23', {}],
  ['C', '2026-11-23', '2026-11-23', {}],
] as const)('%s from %s to %s names its activity on its own day alone', (kind, from, to, sent) => {
  expect(activityIdOf(kind, MISSED, from, to)).toEqual(sent);
});

const asked = (state: PermitState): Permit =>
  ({ to: '2026-11-23', people: [{ pegawai_id: ME.pegawai_id, state }] }) as Permit;

test.each<[boolean, PermitState, string]>([
  [true, 'DIAJUKAN', '2026-11-23'],
  [true, 'DISETUJUI', '2026-11-23'],
  [false, 'DISETUJUI', '2026-11-24'],
  [false, 'DITOLAK', '2026-11-23'],
  [false, 'DIBATALKAN', '2026-11-23'],
])('withdrawn %s: %s on %s', (may, state, day) => {
  expect(mayWithdraw(asked(state), ME.pegawai_id, day)).toBe(may);
  expect(mayWithdraw(asked(state), RAPAT.id, day)).toBe(false);
});

test.each<[boolean, string, Partial<Permit>, string]>([
  [true, 'on its last day', {}, '2026-11-23'],
  [true, 'a week later', {}, '2026-11-30'],
  [false, 'after that', {}, '2026-12-01'],
  [true, 'once it is approved', { state: 'DISETUJUI' }, '2026-11-24'],
  [false, 'once it is refused', { state: 'DITOLAK' }, '2026-11-24'],
  [false, 'of another kind', { kind: 'I' }, '2026-11-24'],
  [false, "of another's request", { created_by: RAPAT.id }, '2026-11-24'],
  [false, 'with four pages', { letter: { number: null, purpose: null, photos: 4 } }, '2026-11-24'],
])("%s: the doctor's letter is added %s", (may, _, part, day) => {
  const sick = { kind: 'S', created_by: ME.pegawai_id, state: 'DIAJUKAN', to: '2026-11-23' };
  const permit = { ...sick, letter: null, ...part } as Permit;

  expect(mayAddNote(permit, ME.pegawai_id, day)).toBe(may);
});

test('who is present after all may take the request back, whether approved or not', () => {
  const present = { ...MISSED, record: RECORD };

  expect(needless({ ...present, permit: { ...PERMIT, state: 'DISETUJUI' } })?.id).toBe(PERMIT.id);
  expect(needless({ ...present, permit: PERMIT })?.id).toBe(PERMIT.id);
  expect(needless({ ...present, permit: { ...PERMIT, state: 'DIBATALKAN' } })).toBe(null);
  expect(needless({ ...MISSED, permit: PERMIT })).toBe(null);
});

test("a PDF is offered where the letter's number can be typed instead, as in no doctor's letter", () => {
  const pages = (numbered: boolean): string =>
    render(
      <AppContext.Provider value={{} as App}>
        <LetterPages title="Surat" numbered={numbered} pages={[]} setPages={() => undefined} />
      </AppContext.Provider>,
    );

  expect(pages(true)).toContain('Galeri atau PDF');
  expect(pages(true)).toContain('application/pdf');
  expect(pages(false)).not.toContain('PDF');
  expect(pages(false)).not.toContain('application/pdf');
});
