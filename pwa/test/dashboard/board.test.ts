import { expect, test } from 'vitest';
import {
  arrivalsOf,
  countsOf,
  mergeBoard,
  missing,
  newestPhotos,
  peakOf,
  reviewsOf,
  seen,
  standingOf,
  unitRows,
} from '../../src/core/board.ts';
import { clock } from '../../src/core/time.ts';
import { wibTime } from '../fake/world.ts';
import { board, person, present } from './world.ts';

test('a photo that is awaited anew waits for nobody who reviews', () => {
  const people = [
    present('A', '07.01', { state: 'TELAAH' }),
    present('B', '07.01', { state: 'TELAAH', retake: true }),
    present('C', '07.01'),
  ];

  expect(reviewsOf(people)).toBe(1);
});

test('while it is open a committed record is enough to be seen', () => {
  const committed = person('A', { state: 'TERCATAT', code: 'H', waiting: true });

  expect(standingOf(committed, 'OPEN')).toBe('ON_TIME');
  expect(standingOf(committed, 'CLOSED')).toBe('PENDING');
});

test('after closing only what counts in the recap is present', () => {
  const cases = [
    [present('A', '07.01'), 'ON_TIME'],
    [present('B', '07.20', { code: 'T' }), 'LATE'],
    [present('C', '07.01', { state: 'TELAAH', waiting: true }), 'PENDING'],
    // The lock settled it in their favour: nothing waits any more.
    [present('D', '07.01', { state: 'TELAAH' }), 'ON_TIME'],
    // Present by a record, and a permit that nobody decided: the record counts.
    [present('E', '07.01', { waiting: true }), 'ON_TIME'],
    [person('F', { code: 'GT' }), 'ON_TIME'],
    [person('G', { code: 'DL' }), 'EXCUSED'],
    [person('H', { waiting: true }), 'PENDING'],
    [person('I', { code: 'TK' }), 'UNSEEN'],
    [person('J', { code: 'TK', state: 'TERCATAT' }), 'UNSEEN'],
    [person('K', { code: 'O' }), 'OUTSIDE'],
  ] as const;

  for (const [who, standing] of cases) {
    expect([who.name, standingOf(who, 'CLOSED')]).toEqual([who.name, standing]);
  }
});

test('a refused photo shows nobody as present, whatever its code was', () => {
  expect(standingOf(present('A', '07.01', { state: 'DITOLAK' }), 'OPEN')).toBe('UNSEEN');
});

test('the counts add up: whom one waits for is everybody without duty and leave', () => {
  const people = [
    present('A', '07.01'),
    present('B', '07.20', { code: 'T' }),
    person('C', { code: 'DL' }),
    person('D'),
    person('E', { code: 'L' }),
  ];

  const counts = countsOf(people, 'OPEN');

  expect(counts).toEqual({
    awaited: 3,
    total: 4,
    onTime: 1,
    late: 1,
    excused: 1,
    pending: 0,
    unseen: 1,
  });
  expect(seen(counts)).toBe(2);
});

test('each unit with people has a row; its dots stand in the order full, triangle, square, ring', () => {
  const { units } = board([]);
  const people = [
    person('A', { unit_no: 2 }),
    person('B', { unit_no: 2, code: 'C' }),
    present('C', '07.16', { unit_no: 2, code: 'T' }),
    present('D', '07.00', { unit_no: 2 }),
  ];

  const rows = unitRows(units, people, 'OPEN');

  expect(rows.map(({ name }) => name)).toEqual(['Aplikasi Informatika']);
  expect(rows[0]?.standings).toEqual(['ON_TIME', 'LATE', 'EXCUSED', 'UNSEEN']);
  expect(rows[0]?.unseen).toBe(1);
});

test('arrivals are counted per five minutes from the opening, gaps are bars of nothing', () => {
  const arrivals = arrivalsOf(
    board([
      present('A', '06.46'),
      present('B', '06.49'),
      present('C', '06.57'),
      present('D', '07.16', { code: 'T' }),
      person('E', { at: wibTime('07.01'), state: 'DITOLAK' }),
    ]),
  );

  expect(arrivals.map(({ from, n }) => [clock(from), n])).toEqual([
    ['06.45', 2],
    ['06.50', 0],
    ['06.55', 1],
    ['07.00', 0],
    ['07.05', 0],
    ['07.10', 0],
    ['07.15', 1],
  ]);
  expect(arrivals.map(({ late }) => late).lastIndexOf(false)).toBe(5);
  expect(peakOf(arrivals)?.n).toBe(2);
});

test('nobody came yet: no bars and no peak', () => {
  expect(arrivalsOf(board([person('A')]))).toEqual([]);
  expect(peakOf([])).toBeNull();
});

test('a partial answer changes only who is in it', () => {
  const known = board([person('A'), person('B')]);
  const answer = board([present('B', '07.03')], { full: false, cursor: '00000002' });

  const merged = mergeBoard(known, answer);

  expect(merged.cursor).toBe('00000002');
  expect(merged.full).toBe(true);
  expect(merged.people.map(({ state }) => state)).toEqual(['BELUM', 'TERVERIFIKASI']);
});

test('a partial answer of a reminder keeps the record and the permit that it does not know', () => {
  const permit = { kind: 'S', state: 'DIAJUKAN' } as const;
  const known = board([
    present('A', '07.03', { permit }),
    person('B', { code: 'DL', permit: { kind: 'DL', state: 'DISETUJUI' } }),
  ]);
  const reminded = board(
    [
      person('A', { reminded_at: wibTime('07.10') }),
      person('B', { reminded_at: wibTime('07.10') }),
    ],
    { full: false },
  );

  const [a, b] = mergeBoard(known, reminded).people;

  expect(a).toMatchObject({ state: 'TERVERIFIKASI', code: 'H', permit });
  expect(a?.reminded_at).toBe(wibTime('07.10'));
  expect(b?.code).toBe('DL');
});

test('a photo that is refused brings back what the permit gives', () => {
  const known = board([person('A', { code: 'I' })]);
  const refused = board([person('A', { state: 'DITOLAK', code: 'H' })], { full: false });

  const [a] = mergeBoard(known, refused).people;

  expect(a?.code).toBe('I');
});

test('the whole board replaces what was known', () => {
  const known = board([person('A'), person('B')]);

  expect(mergeBoard(known, board([person('A')])).people).toHaveLength(1);
  expect(mergeBoard(null, board([person('A')])).people).toHaveLength(1);
});

test('whom somebody looks for is listed by name', () => {
  const people = [person('Zaini'), present('B', '07.00'), person('Abd. Wahid')];

  expect(missing(people, 'OPEN').map(({ name }) => name)).toEqual(['Abd. Wahid', 'Zaini']);
});

test('the newest photos come first, and only those that arrived', () => {
  const people = [
    present('A', '06.50'),
    person('B', { state: 'TERCATAT', code: 'H', at: wibTime('07.05') }),
    present('C', '07.01'),
    present('D', '07.00'),
  ];

  expect(newestPhotos(people, 2).map(({ name }) => name)).toEqual(['C', 'D']);
});
