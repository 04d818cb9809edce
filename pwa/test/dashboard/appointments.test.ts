import { describe, expect, test } from 'vitest';
import { filtered, holders, movedTo, ordered, stateOf } from '../../src/core/appointments.ts';
import type { AppointmentDesk, Held } from '../../src/core/wire.ts';

const TODAY = '2026-11-24';

const held = (part: Partial<Held> = {}): Held => ({
  pegawai_id: '01K0000000000000000000000A',
  name: 'Ach. Rizal Firdaus',
  role: 'admin_opd',
  since: '2026-08-04',
  until: null,
  unit: 0,
  duties: ['izin'],
  title: '',
  decree: '',
  active: true,
  ...part,
});
const HEAD = held({ role: 'kepala_opd', name: 'Joko Santosa' });

const desk = (part: Partial<AppointmentDesk> = {}): AppointmentDesk => ({
  id: '01K0000000000000000000000B',
  name: 'Diskominfo',
  trial: false,
  trial_ended_on: '2026-08-31',
  units: [],
  held: [HEAD, held()],
  vacant: [],
  moved: [],
  ...part,
});

describe('the state of a desk', () => {
  test('is complete with a head and an admin', () => {
    expect(stateOf(desk(), TODAY)).toEqual({ kind: 'FULL' });
  });

  test('is vacant for its admin before its head', () => {
    const vacant = [
      { role: 'kepala_opd' as const, since: null },
      { role: 'admin_opd' as const, since: '2026-11-12' },
    ];
    expect(stateOf(desk({ held: [], vacant }), TODAY)).toEqual({
      kind: 'VACANT',
      role: 'admin_opd',
    });
  });

  test.each([
    ['2026-11-24', { kind: 'ENDING', days: 0 }],
    ['2026-12-08', { kind: 'ENDING', days: 14 }],
    ['2026-12-09', { kind: 'FULL' }],
  ])('warns two weeks before somebody ends: %s', (until, state) => {
    expect(stateOf(desk({ held: [HEAD, held({ until })] }), TODAY)).toEqual(state);
  });

  test('warns of nothing where somebody follows', () => {
    const next = held({ pegawai_id: 'B', since: '2026-12-01', active: false });
    const both = desk({ held: [HEAD, held({ until: '2026-11-30' }), next] });
    expect(stateOf(both, TODAY)).toEqual({ kind: 'FULL' });
  });
});

test('who moved to another OPD is seen to after what is vacant and before what ends', () => {
  const moved = [{ pegawai_id: HEAD.pegawai_id, to: 'Dinas Kesehatan' }];
  const vacant = [{ role: 'admin_opd' as const, since: null }];
  const ending = desk({ name: 'A', held: [HEAD, held({ until: '2026-11-30' })] });
  const gone = [{ pegawai_id: HEAD.pegawai_id, to: null }];

  expect(stateOf(desk({ moved }), TODAY)).toEqual({ kind: 'MOVED' });
  expect(stateOf(desk({ moved, vacant }), TODAY).kind).toBe('VACANT');
  expect(ordered([ending, desk({ name: 'B', moved })], TODAY).map(({ name }) => name)).toEqual([
    'B',
    'A',
  ]);
  expect(movedTo(desk({ moved }), HEAD)).toBe('Dinas Kesehatan');
  expect(movedTo(desk({ moved: gone }), HEAD)).toBe(null);
  expect(movedTo(desk(), HEAD)).toBe(undefined);
});

test('who comes later holds nothing yet', () => {
  const later = held({ since: '2026-12-01', active: false });
  expect(holders(desk({ held: [later] }), 'admin_opd')).toEqual([]);
});

test('what needs somebody comes first, then by name', () => {
  const desks = [
    desk({ name: 'B' }),
    desk({ name: 'A' }),
    desk({ name: 'Z', held: [HEAD, held({ until: '2026-11-30' })] }),
    desk({ name: 'Y', vacant: [{ role: 'admin_opd', since: null }] }),
  ];
  expect(ordered(desks, TODAY).map(({ name }) => name)).toEqual(['Y', 'Z', 'A', 'B']);
  expect(filtered(desks, 'VACANT', TODAY).map(({ name }) => name)).toEqual(['Y']);
  expect(filtered(desks, 'ALL', TODAY)).toHaveLength(4);
});
