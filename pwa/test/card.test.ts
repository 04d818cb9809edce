import { describe, expect, test } from 'vitest';
import {
  cardOf,
  isOpen,
  mayPhotograph,
  offCards,
  phaseOf,
  todays,
  windowMarks,
} from '../src/core/card.ts';
import { retakeText } from '../src/core/i18n/retake.ts';
import type { AttendanceRecord, TodayActivity } from '../src/core/wire.ts';
import { entry } from './fake/entries.ts';
import { APEL, id, RECEIPT, RECORD, wibTime } from './fake/world.ts';

const at = (clock: string): number => Date.parse(wibTime(clock));
const activity = (part: Partial<TodayActivity> = {}): TodayActivity => ({ ...APEL, ...part });
const record = (part: Partial<AttendanceRecord> = {}): AttendanceRecord => ({ ...RECORD, ...part });
const permit = {
  id: id('PM'),
  kind: 'DL',
  from: '2026-11-23',
  to: '2026-11-25',
  state: 'DIAJUKAN',
  activity_id: null,
  reason: null,
} as const;

describe('without a record the window speaks', () => {
  test.each([
    ['06.44', 'BEFORE'],
    ['06.45', 'OPEN'],
    ['07.15', 'OPEN'],
    ['07.16', 'LATE_WINDOW'],
    ['07.25', 'CLOSING'],
    ['07.30', 'CLOSING'],
    ['07.31', 'CLOSED'],
  ])('at %s it is %s', (clock, kind) => {
    expect(cardOf(activity(), null, at(clock)).kind).toBe(kind);
  });

  test('the minutes to closing are rounded up: 26 at 07.04', () => {
    expect(cardOf(activity(), null, at('07.04') + 10_000)).toEqual({
      kind: 'OPEN',
      minutesLeft: 26,
    });
  });

  test('a short window can be closing before anybody is late', () => {
    const short = { ...APEL.window, opens: wibTime('07.26'), late_after: wibTime('07.29') };

    expect(cardOf(activity({ window: short }), null, at('07.27')).kind).toBe('CLOSING');
  });
});

describe('what is known of the person comes before the window', () => {
  test('a cancelled activity asks nothing', () => {
    expect(cardOf(activity({ cancelled: true }), null, at('07.00')).kind).toBe('CANCELLED');
  });

  test('who is not on the list is not asked', () => {
    expect(cardOf(activity({ required: false }), null, at('07.00')).kind).toBe('NOT_REQUIRED');
  });

  test.each([
    [record(), 'PRESENT'],
    [record({ code: 'T', minutes_late: 4 }), 'LATE'],
    [record({ marks: ['langsung', 'luring'] }), 'UNPROVEN'],
    [record({ state: 'DITOLAK', rejected: { reason: 'Bukan kegiatan' } }), 'REJECTED'],
    [record({ retake: { reason: 'Gelap', until: wibTime('07.30') } }), 'RETAKE'],
  ] as const)('a record is shown: %#', (one, kind) => {
    expect(cardOf(activity({ record: one }), null, at('07.20')).kind).toBe(kind);
  });

  test('a retake whose time is over is no longer asked for', () => {
    const asked = record({ retake: { reason: 'Gelap', until: wibTime('07.30') } });

    expect(cardOf(activity({ record: asked }), null, at('07.31')).kind).toBe('PRESENT');
  });

  test('a photo is missed after a quarter of an hour, not before', () => {
    const awaited = activity({ record: record({ state: 'TERCATAT', photo_state: 'AWAITED' }) });

    expect(cardOf(awaited, null, at('07.19')).kind).toBe('PRESENT');
    expect(cardOf(awaited, null, at('07.20')).kind).toBe('PHOTO_MISSING');
  });

  test('a withdrawn request leaves the question open', () => {
    const asked = activity({ permit });
    const withdrawn = activity({ permit: { ...permit, state: 'DIBATALKAN' } });

    expect(cardOf(asked, null, at('07.00')).kind).toBe('PERMIT');
    expect(cardOf(withdrawn, null, at('07.00')).kind).toBe('OPEN');
  });

  test('TK and the codes of the desk are shown as they are', () => {
    expect(cardOf(activity({ code: 'TK' }), null, at('09.00')).kind).toBe('ABSENT');
    expect(cardOf(activity({ code: 'PK' }), null, at('07.00'))).toEqual({
      kind: 'EXCUSED',
      code: 'PK',
    });
  });
});

describe("this phone's own photo comes first", () => {
  test('unsent, it waits', () => {
    expect(cardOf(activity(), entry({ takenAt: 7 }), at('07.05'))).toEqual({
      kind: 'WAITING',
      takenAt: 7,
      size: 165_000,
    });
  });

  test('committed, presence stands while the photo travels', () => {
    const travelling = entry({ stage: 'COMMITTED', receipt: RECEIPT });

    expect(cardOf(activity(), travelling, at('07.05'))).toMatchObject({
      kind: 'PRESENT',
      uploading: true,
    });
  });

  test('a quarter of an hour later it says that it has not arrived, counted from its own shutter', () => {
    const first = entry({ stage: 'COMMITTED', receipt: RECEIPT });
    const body = { photo: first.photo, source: 'CAMERA', captured_at: '' } as const;
    const again = entry({ request: { kind: 'PHOTO', ref: 'R', body }, takenAt: at('09.00') });
    const stands = activity({ record: record() });

    expect(cardOf(activity(), first, at('07.19')).kind).toBe('PRESENT');
    expect(cardOf(activity(), first, at('07.20'))).toEqual({
      kind: 'PHOTO_WAITS',
      at: RECEIPT.recorded_at,
      checkIn: RECEIPT.check_in_id,
    });
    expect(cardOf(stands, again, at('09.15')).kind).toBe('PRESENT');
    expect(cardOf(stands, again, at('09.16')).kind).toBe('PHOTO_WAITS');
  });

  test('refused, it says why, unless a record stands', () => {
    const refused = entry({ stage: 'REFUSED', refusal: 'sudah-ditutup' });

    expect(cardOf(activity(), refused, at('07.40')).kind).toBe('REFUSED');
    expect(cardOf(activity({ record: record() }), refused, at('07.40')).kind).toBe('PRESENT');
  });

  test('a second photo travels under the record that stands', () => {
    const body = { photo: entry().photo, source: 'CAMERA', captured_at: '' } as const;
    const second = entry({ request: { kind: 'PHOTO', ref: 'R', body }, takenAt: at('07.04') });

    expect(cardOf(activity({ record: record() }), second, at('07.05'))).toMatchObject({
      kind: 'PRESENT',
      uploading: true,
    });
  });

  test('who waits is not asked for another photo', () => {
    const waiting = cardOf(activity(), entry(), at('07.05'));

    expect(mayPhotograph(waiting, APEL.window, at('07.05'))).toBe(false);
  });

  test('after a refusal another photo helps only while the window is open', () => {
    const refused = { kind: 'REFUSED', refusal: 'tiket-tidak-sah' } as const;

    expect(mayPhotograph(refused, APEL.window, at('07.20'))).toBe(true);
    expect(mayPhotograph(refused, APEL.window, at('07.40'))).toBe(false);
  });
});

describe('what no card tells has a row of its own', () => {
  const late = entry({ stage: 'REFUSED', refusal: 'terlambat-kirim' });
  const body = { photo: late.photo, source: 'CAMERA', captured_at: '' } as const;
  const second = entry({ ...late, request: { kind: 'PHOTO', ref: 'R', body } });

  test.each([
    ['of a day that is over', late, []],
    ['of yesterday and unsent', entry({ stage: 'COMMITTED' }), []],
    ['replaced by another phone', entry({ stage: 'SUPERSEDED' }), [activity({ record: record() })]],
    ['a second photo, refused', second, [activity({ record: record() })]],
    ['of a cancelled activity', entry(), [activity({ cancelled: true })]],
    ['stuck', entry({ stage: 'COMMITTED', rounds: 5 }), [activity()]],
  ] as const)('%s', (_what, one, shown) => {
    expect(offCards([one], shown, at('07.05'))).toEqual([one]);
  });

  test.each([
    ['unsent, on its card', entry(), [activity()]],
    ['refused, on its card', late, [activity()]],
    ['second, deleted by itself', entry({ stage: 'DUPLICATE' }), []],
    ['at the server', entry({ stage: 'CONFIRMED' }), []],
  ] as const)('not what is %s', (_what, one, shown) => {
    expect(offCards([one], shown, at('07.05'))).toEqual([]);
  });

  test('the card tells of the newest photo alone', () => {
    const again = entry({ id: id('CK2') });

    expect(offCards([late, again], [activity()], at('07.05'))).toEqual([late]);
  });
});

test('a photo that arrived damaged is asked for again, with the day until which it helps', () => {
  const retake = { reason: null, until: wibTime('07.30', '2026-11-24') };
  const damaged = activity({ record: record({ state: 'TELAAH', retake }) });

  const card = cardOf(damaged, null, at('07.10'));

  expect(card.kind).toBe('RETAKE');
  expect(retakeText(retake)).toBe('Foto rusak saat dikirim. Ambil foto lagi sebelum Selasa 07.30.');
  expect(retakeText({ ...retake, reason: 'Gelap' })).toBe('Gelap. Batas Selasa 07.30.');
});

test('the bar of the window marks lateness and now in percent', () => {
  expect(windowMarks(APEL.window, at('07.04'))).toEqual({ late: 66.7, now: 42.2 });
  expect(windowMarks(APEL.window, at('09.00')).now).toBe(100);
});

test('a window is open from opening to closing, late or not', () => {
  const open = ['06.44', '06.45', '07.30', '07.31'].map((clock) => isOpen(APEL.window, at(clock)));

  expect(open).toEqual([false, true, true, false]);
});

test('closing itself still belongs to the window', () => {
  expect(phaseOf(APEL.window, at('07.30'))).toBe('LATE');
  expect(phaseOf(APEL.window, at('07.30') + 1)).toBe('CLOSED');
});

test('what can be done stands first, then what is done, what opens next, what is over', () => {
  const over = activity({
    id: id('OVER'),
    window: { ...APEL.window, opens: wibTime('05.00'), closes: wibTime('06.00') },
  });
  const next = activity({
    id: id('NEXT'),
    window: { ...APEL.window, opens: wibTime('09.00'), closes: wibTime('10.00') },
  });
  const done = activity({ id: id('DONE'), record: record() });
  const elsewhen = activity({ id: id('ELSE'), date: '2026-11-24' });

  const shown = todays([over, next, elsewhen, done, APEL], '2026-11-23', at('07.00'));

  expect(shown.map((one) => one.id)).toEqual([APEL.id, done.id, next.id, over.id]);
});

test('an activity over midnight stays on the home screen while it is open', () => {
  const night = activity({ date: '2026-11-22' });
  const before = Date.parse(night.window.closes) - 1;

  expect(todays([night], '2026-11-23', before)).toEqual([night]);
  expect(todays([night], '2026-11-23', before + 1)).toEqual([]);
});
