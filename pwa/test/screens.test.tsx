import render from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { type App, AppContext } from '../src/app/app.ts';
import { clockOf } from '../src/app/clock.ts';
import { store } from '../src/app/store.ts';
import type { Entry } from '../src/core/outbox.ts';
import { problemOf } from '../src/core/problems.ts';
import type { Me, Month, MonthActivity } from '../src/core/wire.ts';
import { FaultMessage } from '../src/elements/message.tsx';
import { refusalOf } from '../src/screens/activation.tsx';
import { DayCard } from '../src/screens/day-card.tsx';
import { History } from '../src/screens/history.tsx';
import { daysText } from '../src/screens/permit.tsx';
import { Ticket } from '../src/screens/ticket.tsx';
import { WindowBar } from '../src/screens/window-bar.tsx';
import { entry } from './fake/entries.ts';
import { APEL, ME, MONTH, RAPAT, RECEIPT, today, wibTime } from './fake/world.ts';

const [DAY] = MONTH.days;
const [ACTIVITY] = DAY?.activities ?? [];
const drawn = (part: Partial<MonthActivity>): string => {
  if (!DAY || !ACTIVITY) throw new Error('the month is empty');
  const activity = { ...ACTIVITY, code: null, record: null, ...part };
  return render(<DayCard date={DAY.date} activity={activity} today="2026-11-30" />);
};

test('a cancelled activity says so, and not that a record is missing', () => {
  expect(drawn({ cancelled: true })).toContain('Kegiatan dibatalkan');
  expect(drawn({ cancelled: false })).toContain('Belum tercatat');
});

test('the bar of a window names its late part only where there is one', () => {
  const { window } = APEL;
  const bar = (late_after: string): string =>
    render(<WindowBar window={{ ...window, late_after }} now={Date.parse(window.starts)} />);

  expect(bar(window.late_after)).toContain('terlambat');
  expect(bar(window.closes)).not.toContain('terlambat');
});

test('a request of one day names it once', () => {
  expect(daysText({ from: '2026-11-23', to: '2026-11-23' })).toBe('23 Nov 2026');
  expect(daysText({ from: '2026-11-23', to: '2026-11-25' })).toBe('23 Nov 2026 s.d. 25 Nov 2026');
});

test('a refused activation tells the field where it can be mended', () => {
  const refused = (code: string, pointer: string | null = null) =>
    refusalOf({
      kind: 'PROBLEM',
      problem: problemOf(422, { type: `/masalah/${code}`, pointer }, null),
    });

  expect(refused('nama-terpakai')).toMatchObject({ field: 'USERNAME' });
  expect(refused('tipe', '/username')).toMatchObject({ field: 'USERNAME' });
  expect(refused('sandi-lemah').field).toBe('PASSWORD');
  expect(refused('kode-tidak-sah').field).toBe(null);
});

test('whoever was decided about reads by whom and why', () => {
  const decision = { code: 'TK', reason: 'Tidak ada kabar', by: 'Eko Puspitasari' } as const;

  const card = drawn({ code: 'TK', decision });

  expect(card).toContain('Diputus Eko Puspitasari');
  expect(card).toContain('Tidak ada kabar');
});

test('without a network the last content is promised only where it is shown', () => {
  const fault = { kind: 'OFFLINE', cause: null } as const;
  const told = (kept: boolean): string => render(<FaultMessage fault={fault} kept={kept} />);

  expect(told(true)).toContain('Isi yang terakhir tetap tampil.');
  expect(told(false)).toContain('Coba lagi nanti.');
  expect(told(false)).not.toContain('tetap tampil');
});

const history = (me: Me, months: Record<string, Month>): string => {
  const app = {
    clock: clockOf(() => Date.parse(wibTime('07.05'))),
    connection: store(true),
    months: store({ months, fault: null }),
    today: store({ today: today([APEL, RAPAT], wibTime('07.04')), fault: null }),
  } as unknown as App;
  return render(
    <AppContext.Provider value={app}>
      <History me={me} />
    </AppContext.Provider>,
  );
};
/** The list, which a phone of 320 px shows instead of the calendar. */
const agenda = (html: string): string => /<ol class="agenda.*?<\/ol>/.exec(html)?.[0] ?? '';

test('a phone that is not registered lists today, whatever else it knows', () => {
  const unbound: Me = { ...ME, device: { state: 'NONE', id: null } };
  const html = history(unbound, {});

  expect(agenda(html)).toContain('<b>23</b>');
  expect(agenda(html)).not.toContain('<b>25</b>');
  expect(html).toContain('Apel pagi');
});

test('a month on its way says so where there is no calendar', () => {
  expect(agenda(history(ME, {}))).toContain('Memuat…');
  expect(agenda(history(ME, { [MONTH.month]: MONTH }))).not.toContain('Memuat…');
});

const ticket = (stage: Entry['stage'], receipt = RECEIPT): string => {
  const app = {
    clock: clockOf(() => 0),
    connection: store(true),
    outbox: { progress: store({}) },
    origin: 'https://apel.example',
  } as unknown as App;
  const view = {
    entry: entry({ stage, failures: 2, nextAt: 9_000, receipt }),
    receipt,
    activity: APEL,
    place: null,
  };
  return render(
    <AppContext.Provider value={app}>
      <Ticket view={view} me={ME} />
    </AppContext.Provider>,
  );
};

test('a photo that has arrived waits to be looked at, not for a busy server', () => {
  expect(ticket('COMMITTED')).toContain('Server sedang sibuk');
  expect(ticket('UPLOADED')).not.toContain('Server sedang sibuk');
});

test('a receipt says when only on time or late is still open', () => {
  expect(ticket('CONFIRMED')).not.toContain('Waktu belum terbukti');
  expect(ticket('CONFIRMED', { ...RECEIPT, marks: ['langsung', 'luring'] })).toContain(
    'Waktu belum terbukti. Hadir sudah pasti',
  );
});

test('what is still to come is not called unrecorded', () => {
  const later = '2026-11-30';
  const activities = (ACTIVITY ? [ACTIVITY] : []).map((one) => ({
    ...one,
    code: null,
    record: null,
  }));
  const days = [...MONTH.days, { date: later, activities }];

  const html = history(ME, { '202611': { ...MONTH, days } });

  expect(agenda(html)).toContain('<b>30</b><span>Sen</span></span>');
  expect(agenda(html)).toContain('<b>Akan datang</b></span></button>');
  expect(html).toContain('akan datang</span>');
});
