import { describe, expect, test } from 'vitest';
import { shiftMonth } from '../../src/core/calendar.ts';
import { deskRouteOf, dutyPath } from '../../src/core/desk-routes.ts';
import {
  asksReason,
  cellOf,
  changedRows,
  copiedFrom,
  countOf,
  daysOf,
  edited,
  linesOf,
  pasted,
  previewOf,
  rowsOf,
} from '../../src/core/duty.ts';
import type { DutyMatch, DutyMonth, DutyPerson } from '../../src/core/wire.ts';
import { DutyGrid } from '../../src/dashboard/screens/duty-grid.tsx';
import { Clashes } from '../../src/dashboard/screens/duty-words.tsx';
import { id } from '../fake/world.ts';
import { drawn, words } from './desk.tsx';
import { withRole } from './world.ts';

const ALI: DutyPerson = { pegawai_id: id('ALI'), name: 'Ali Mansur', unit: 'Regu A' };
const BUDI: DutyPerson = { pegawai_id: id('BUDI'), name: 'Budi', unit: 'Regu B' };
const ROSTER: DutyMonth = {
  month: '202611',
  version: 3,
  rows: [{ ...ALI, row: `12${'-'.repeat(28)}` }],
  permits: [],
  clashes: [],
  activities: [
    {
      id: id('APEL'),
      date: '2026-11-02',
      kind: 'APEL_PAGI',
      title: 'Apel pagi',
      closes: '2026-11-02T00:30:00Z',
      on_shift: 7,
    },
  ],
  locked: ['2026-11-01'],
};
const sure = ({ pegawai_id, name, unit }: DutyPerson): DutyMatch => ({
  name: name ?? '',
  sure: true,
  people: [{ pegawai_id, name, unit }],
});
const NOW = Date.parse('2026-11-10T00:00:00Z');

test('a month has its days and neighbours, and its own address', () => {
  expect(daysOf('202602')).toHaveLength(28);
  expect(daysOf('202612').at(-1)).toBe('2026-12-31');
  expect([shiftMonth('202612', 1), shiftMonth('202601', -1)]).toEqual(['202701', '202512']);
  expect(deskRouteOf(dutyPath('202611'))).toEqual({ name: 'DUTY', month: '202611' });
  expect(deskRouteOf('/piket')).toEqual({ name: 'DUTY', month: null });
  expect(deskRouteOf('/piket/2026-13')).toEqual({ name: 'MISSING' });
  expect(deskRouteOf('/piket/2026-11/1')).toEqual({ name: 'MISSING' });
});

describe('changed cells', () => {
  test('that are again as they were saved are none', () => {
    const once = edited(ROSTER, {}, ALI.pegawai_id, '2026-11-02', '3');
    const back = edited(ROSTER, once, ALI.pegawai_id, '2026-11-02', '2');

    expect([countOf(once), countOf(back)]).toEqual([1, 0]);
    expect(back).toEqual({});
  });

  test('send the whole month of whoever was changed, and nobody else', () => {
    const edits = edited(ROSTER, {}, BUDI.pegawai_id, '2026-11-03', 'L');

    expect(rowsOf(ROSTER, edits, [BUDI]).map(({ name }) => name)).toEqual(['Ali Mansur', 'Budi']);
    expect(changedRows(ROSTER, edits, [BUDI])).toEqual([
      { pegawai_id: BUDI.pegawai_id, row: `--L${'-'.repeat(27)}` },
    ]);
  });

  test('ask why once an activity that counts them is over, on the eve too', () => {
    const asks = (date: string, now = NOW): boolean =>
      asksReason(ROSTER, edited(ROSTER, {}, ALI.pegawai_id, date, 'L'), now);

    expect(['2026-11-01', '2026-11-02', '2026-11-03'].map((date) => asks(date))).toEqual([
      true,
      true,
      false,
    ]);
    expect(asks('2026-11-02', Date.parse('2026-11-02T00:29:00Z'))).toBe(false);
  });
});

test('last month is copied by the weekday, into empty cells of days that are open', () => {
  const october: DutyMonth = {
    ...ROSTER,
    month: '202610',
    rows: [
      { ...ALI, row: `${'-'.repeat(3)}33L${'2'.repeat(25)}` },
      { ...BUDI, name: null, row: '1'.repeat(31) },
    ],
  };

  const copied = copiedFrom(october, ROSTER, {});

  const cells = copied[ALI.pegawai_id] ?? {};
  expect([cells['2026-11-01'], cells['2026-11-02'], cells['2026-11-03']]).toEqual([
    undefined, // 4 October was a night, but the day is locked
    undefined, // not empty
    'L',
  ]);
  expect([cells['2026-11-28'], cells['2026-11-29'], cells['2026-11-30']]).toEqual([
    '2',
    '1', // of the 1st, which is of this month already
    '2',
  ]);
  expect(copied[BUDI.pegawai_id]).toBeUndefined();
});

describe('what is pasted', () => {
  test('is cut at tabs, semicolons or commas, numbers and NIPs before the name', () => {
    expect(linesOf('Ali Mansur\tL\t1\t\r\n\n')).toEqual([{ who: 'Ali Mansur', cells: ['L', '1'] }]);
    expect(linesOf('1;Budi Hartono;2;3')).toEqual([{ who: 'Budi Hartono', cells: ['2', '3'] }]);
    expect(linesOf('"Siti Aminah, S.Kom.",1,2')).toEqual([
      { who: 'Siti Aminah, S.Kom.', cells: ['1', '2'] },
    ]);
    expect(linesOf('7\tAli\t19800101 200501 1 900\tRegu A\t1')).toEqual([
      { who: '19800101 200501 1 900', cells: ['1'] },
    ]);
  });

  test('loses its head and lines without anybody', () => {
    expect(linesOf('Nama\t1\t2\t3\t4\nAli Mansur\t1\t2\n1\t2\t3')).toEqual([
      { who: 'Ali Mansur', cells: ['1', '2'] },
    ]);
  });

  test('reads the letters of other sheets with a word about it', () => {
    expect(['1', 'l', '·', ''].map((code) => cellOf(code).letter)).toEqual(['1', 'L', 'L', '-']);
    expect(['P', 's', 'M', 'LM'].map(cellOf)).toEqual(
      (['1', '2', '3', 'L'] as const).map((letter) => ({ letter, guessed: true })),
    );
    expect(cellOf('X')).toEqual({ letter: null, guessed: false });
  });

  const kinds = (text: string, matches: DutyMatch[], choices = {}): string[] =>
    previewOf(ROSTER, linesOf(text), matches, choices).remarks.map(({ kind }) => kind);

  test('is taken over only as a whole: names, letters, length; what is FINAL stays', () => {
    const days = `1\t${'-\t'.repeat(28)}`;
    expect(kinds(`Ali\t${days}M`, [sure(ALI)])).toEqual(['GUESSED']);
    expect(kinds(`Ali\t${days}X`, [sure(ALI)])).toEqual(['UNKNOWN']);
    expect(kinds('Ali\t1\t2', [sure(ALI)])).toEqual(['SHORT']);
    expect(kinds(`Ali\t${days}1\t1`, [sure(ALI)])).toEqual(['LONG']);
    const late = previewOf(ROSTER, linesOf(`Ali\t2\t${days.slice(2)}1`), [sure(ALI)], {});
    expect([late.remarks[0]?.kind, late.ready]).toEqual(['LOCKED', true]);
    expect(Object.keys(pasted(ROSTER, {}, late)[ALI.pegawai_id] ?? {})).toEqual([
      '2026-11-02',
      '2026-11-30',
    ]);
    expect(kinds('Ali\t1\nAli M\t1', [sure(ALI), sure(ALI)])).toContain('TWICE');

    const unknown = previewOf(ROSTER, linesOf('Budi\t-\tX'), [sure(BUDI)], {});
    expect([unknown.ready, unknown.known, unknown.cells]).toEqual([false, 1, 2]);
  });

  test('asks whom a short name means, and takes the answer or leaves the line out', () => {
    const text = 'B. Hartono\t-\t3\nAli\t1';
    const matches = [{ name: 'B. Hartono', sure: false, people: [BUDI] }, sure(ALI)];
    const preview = (choices: Parameters<typeof previewOf>[3]) =>
      previewOf(ROSTER, linesOf(text), matches, choices);

    expect(preview({}).ready).toBe(false);
    const chosen = preview({ 'B. Hartono': BUDI });
    expect(chosen.ready).toBe(true);
    expect(pasted(ROSTER, {}, chosen)).toEqual({ [BUDI.pegawai_id]: { '2026-11-02': '3' } });
    expect(preview({ 'B. Hartono': 'SKIP' }).people).toEqual([ALI]);
  });
});

const grid = (mayPlan: boolean, roster = ROSTER): string =>
  drawn(
    withRole('kepala_opd'),
    <DutyGrid
      roster={roster}
      rows={rowsOf(roster, edited(roster, {}, ALI.pegawai_id, '2026-11-03', '3'), [])}
      edits={edited(roster, {}, ALI.pegawai_id, '2026-11-03', '3')}
      mayPlan={mayPlan}
      onLetter={() => 0}
      onOpen={() => 0}
    />,
  );

test('a cell says person, day, shift, permit and that it is not saved; one takes the focus', () => {
  const html = grid(true, {
    ...ROSTER,
    permits: [{ pegawai_id: ALI.pegawai_id, date: '2026-11-02', code: 'C' }],
  });

  expect(html).toContain('aria-label="Ali Mansur, Minggu, 1 November: 1 Pagi"');
  expect(html).toContain('aria-label="Ali Mansur, Senin, 2 November: 2 Sore, Cuti"');
  expect(html).toContain('aria-label="Ali Mansur, Selasa, 3 November: 3 Malam, belum disimpan"');
  expect(html.match(/tabindex="0" aria-label="Ali/g)).toHaveLength(1);
  expect(words(html)).toContain('PK saat apel 7');
  expect(words(grid(false))).not.toContain('Panah untuk berpindah');
});

test('what clashes is told with the name and the day', () => {
  const roster: DutyMonth = {
    ...ROSTER,
    clashes: [
      { pegawai_id: ALI.pegawai_id, kind: 'izin', date: '2026-11-02', code: 'C' },
      { pegawai_id: ALI.pegawai_id, kind: 'tanpa-jeda', date: '2026-11-03', code: null },
    ],
  };

  const text = words(drawn(withRole('auditor'), <Clashes roster={roster} />));

  expect(text).toContain('Ali Mansur Senin, 2 November 2026: berjaga, padahal disetujui Cuti');
  expect(text).toContain('Selasa, 3 November 2026: pagi langsung sesudah malam');
});
