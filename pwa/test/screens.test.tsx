import render from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { type App, AppContext } from '../src/app/app.ts';
import { clockOf } from '../src/app/clock.ts';
import { store } from '../src/app/store.ts';
import type { Entry } from '../src/core/outbox.ts';
import { problemOf } from '../src/core/problems.ts';
import type { Mark, Me, Month, MonthActivity } from '../src/core/wire.ts';
import { FaultMessage } from '../src/elements/message.tsx';
import { Skeleton } from '../src/elements/skeleton.tsx';
import { refusalOf } from '../src/screens/activation.tsx';
import { CardActions } from '../src/screens/card-actions.tsx';
import { DayCard } from '../src/screens/day-card.tsx';
import { History } from '../src/screens/history.tsx';
import { Home } from '../src/screens/home.tsx';
import { daysText } from '../src/screens/permit.tsx';
import { PhotosHere } from '../src/screens/photos-here.tsx';
import { Receipt } from '../src/screens/receipt.tsx';
import type { View } from '../src/screens/ticket.tsx';
import { Ticket } from '../src/screens/ticket.tsx';
import { WindowBar } from '../src/screens/window-bar.tsx';
import { entry } from './fake/entries.ts';
import { APEL, id, ME, MONTH, RAPAT, RECEIPT, RECORD, today, wibTime } from './fake/world.ts';

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

const history = (me: Me, months: Record<string, Month>, entries: readonly Entry[] = []): string => {
  const app = {
    clock: clockOf(() => Date.parse(wibTime('07.05'))),
    connection: store(true),
    months: store({ months, fault: null }),
    outbox: { entries: store(entries) },
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

test('every tab counts the own photos that the server does not have, of whatever day', () => {
  const yesterday = { ...APEL, id: id('AP9'), closes: APEL.window.closes };
  const own = [
    entry(),
    entry({ id: id('CK2'), stage: 'COMMITTED', activity: yesterday }),
    entry({ id: id('CK3'), stage: 'UPLOADED' }),
  ];
  const others = [
    entry({ id: id('CK4'), owner: id('ZZ') }),
    entry({ id: id('CK5'), stage: 'REFUSED' }),
    entry({ id: id('CK6'), stage: 'SUPERSEDED' }),
  ];

  expect(history(ME, {}, [...own, ...others])).toContain('3 foto menunggu kirim');
  expect(history(ME, {}, others)).not.toContain('menunggu kirim');
});

test('home has a place for what no card of today tells', () => {
  const old = entry({
    stage: 'REFUSED',
    refusal: 'terlambat-kirim',
    activity: { ...APEL, id: id('AP9'), closes: '' },
  });
  const home = (entries: readonly Entry[]): string => {
    const app = {
      camera: { start: () => undefined },
      clock: clockOf(() => Date.parse(wibTime('07.05'))),
      connection: store(true),
      months: store({ months: {}, fault: null }),
      notices: store([]),
      outbox: { entries: store(entries), progress: store({}) },
      today: store({ today: today([APEL], wibTime('07.04')), fault: null }),
    } as unknown as App;
    return render(
      <AppContext.Provider value={app}>
        <Home me={ME} />
      </AppContext.Provider>,
    );
  };
  const loading = render(<Skeleton />); // its code comes with the later screens

  expect(home([old])).toContain(loading);
  expect(home([])).not.toContain(loading);
  expect(home([{ ...old, owner: id('ZZ') }])).not.toContain(loading);
});

test('a waiting photo counts those of its owner alone', () => {
  const entries = [entry(), entry({ id: id('CK2'), owner: id('ZZ') })];
  const app = {
    clock: clockOf(() => Date.parse(wibTime('07.05'))),
    outbox: { entries: store(entries) },
  } as unknown as App;
  const card = { kind: 'WAITING', takenAt: 0, size: 165_000 } as const;

  const html = render(
    <AppContext.Provider value={app}>
      <CardActions card={card} activity={APEL} me={ME} first />
    </AppContext.Provider>,
  );

  expect(html).toContain('1 foto menunggu kirim');
  expect(html).toContain('162 KB');
});

const here = (part: Partial<Entry>): string =>
  render(
    <AppContext.Provider value={{} as App}>
      <PhotosHere entries={[entry(part)]} />
    </AppContext.Provider>,
  );
const secondPhoto: Entry['request'] = {
  kind: 'PHOTO',
  ref: RECORD.ref,
  body: { photo: entry().photo, source: 'CAMERA', captured_at: RECORD.recorded_at },
};

test.each([
  [{ stage: 'REFUSED', refusal: 'terlambat-kirim' }, 'Hubungi admin OPD; foto tetap di HP.', true],
  [{ stage: 'REFUSED', refusal: 'tidak-ada', request: secondPhoto }, 'sudah diputus', true],
  [{ stage: 'REFUSED', refusal: 'sudah-ditutup', request: secondPhoto }, 'Batas foto ulang', true],
  [{ stage: 'SUPERSEDED', receipt: RECEIPT }, 'Foto lain sudah dikirim', true],
  [{ stage: 'COMMITTED', rounds: 5 }, 'Server belum menerima foto ini', false],
  [{ stage: 'COMMITTED', rounds: 4 }, 'belum sampai server', false],
] as const)('a photo that is still here says why: %o', (part, why, isDroppable) => {
  const html = here(part);

  expect(html).toContain(why);
  expect(html.includes('Hapus dari HP')).toBe(isDroppable);
});

test('a month on its way says so where there is no calendar', () => {
  expect(agenda(history(ME, {}))).toContain('Memuat…');
  expect(agenda(history(ME, { [MONTH.month]: MONTH }))).not.toContain('Memuat…');
});

const ticket = (
  part: Partial<Entry> | null,
  retake: View['retake'] = null,
  receipt = RECEIPT,
): string => {
  const app = {
    camera: { start: () => undefined },
    clock: clockOf(() => Date.parse(wibTime('07.10'))),
    connection: store(true),
    outbox: { progress: store({}) },
    origin: 'https://apel.example',
    today: { activity: () => APEL },
  } as unknown as App;
  const own = part && entry({ receipt, ...part });
  const view = { entry: own, receipt, activity: APEL, place: null, retake, settled: false };
  return render(
    <AppContext.Provider value={app}>
      <Ticket view={view} me={ME} />
    </AppContext.Provider>,
  );
};

test('a photo that has arrived waits to be looked at, not for a busy server', () => {
  expect(ticket({ stage: 'COMMITTED', failures: 2 })).toContain('Server sedang sibuk');
  expect(ticket({ stage: 'UPLOADED', failures: 2 })).not.toContain('Server sedang sibuk');
});

test('a photo that the server does not get after five forms is said to be so', () => {
  expect(ticket({ stage: 'COMMITTED', rounds: 4 })).not.toContain('Server belum menerima');
  expect(ticket({ stage: 'COMMITTED', rounds: 5 })).toContain('Server belum menerima foto ini.');
});

test('a receipt whose photo arrived damaged asks for another in time, and calls none sent', () => {
  const damaged = { reason: null, until: wibTime('07.30', '2026-11-24') };
  const asked = ticket(null, damaged);

  expect(asked).toContain('Foto rusak saat dikirim. Ambil foto lagi sebelum Selasa 07.30.');
  expect(asked).toContain('Ambil foto lagi</a>');
  expect(asked).toContain('Hadir dicatat');
  expect(asked).not.toContain('terkirim');
  expect(ticket(null)).toContain('Foto terkirim');
  expect(ticket({ stage: 'WAITING' }, damaged)).not.toContain('Foto rusak');
  expect(ticket(null, { ...damaged, until: wibTime('07.09') })).not.toContain('Foto rusak');
});

test('a refused second photo is not called sent, and presence stands', () => {
  const html = ticket({ stage: 'REFUSED', refusal: 'tidak-ada', request: secondPhoto });

  expect(html).toContain('Foto tidak terkirim');
  expect(html).toContain('Hadir dicatat');
  expect(html).not.toContain('Foto terkirim');
  expect(html).not.toContain('Belum dapat dicatat');
});

test('a receipt tells of the other photo that was sent in place of this one', () => {
  expect(ticket({ stage: 'SUPERSEDED' })).toContain('Foto lain sudah dikirim');
});

test('a receipt says when only on time or late is still open', () => {
  expect(ticket({ stage: 'CONFIRMED' })).not.toContain('Waktu belum terbukti');
  expect(
    ticket({ stage: 'CONFIRMED' }, null, { ...RECEIPT, marks: ['langsung', 'luring'] }),
  ).toContain('Waktu belum terbukti. Hadir sudah pasti');
});

test('a receipt says what the lock made of a punctuality that nobody could tell', () => {
  const marks: Mark[] = ['langsung', 'luring'];
  const receipt = { ...RECEIPT, marks };
  const receiptPage = (final: boolean): string => {
    const past = { ...ACTIVITY, id: receipt.activity_id, code: 'H', record: RECORD, final };
    const activities = [{ ...past, record: { ...RECORD, marks } }] as MonthActivity[];
    const app = {
      clock: clockOf(() => Date.parse(wibTime('07.10', '2026-11-30'))),
      connection: store(true),
      months: store({
        months: { '202611': { ...MONTH, days: [{ date: APEL.date, activities }] } },
      }),
      origin: 'https://apel.example',
      outbox: { entries: store([entry({ receipt, stage: 'CONFIRMED' })]), progress: store({}) },
      today: store({ today: today([], wibTime('07.04', '2026-11-30')), fault: null }),
    } as unknown as App;
    return render(
      <AppContext.Provider value={app}>
        <Receipt checkIn={receipt.check_in_id} me={ME} />
      </AppContext.Provider>,
    );
  };

  expect(receiptPage(false)).toContain('Waktu belum terbukti. Hadir sudah pasti');
  expect(receiptPage(true)).toContain('belum terbukti sampai terkunci: dihitung tepat waktu');
});

test('a day says whether its punctuality is open, or what the lock made of it', () => {
  const record = { ...RECORD, marks: ['langsung', 'luring'] as Mark[] };

  expect(drawn({ code: 'H', record, final: false })).toContain('tinggal tepat atau terlambat');
  expect(drawn({ code: 'H', record, final: true })).toContain('sampai terkunci');
  expect(drawn({ code: 'H', record: RECORD, final: true })).not.toContain('terbukti');
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
