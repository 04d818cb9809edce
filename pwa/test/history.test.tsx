import render from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { MonthActivity } from '../src/core/wire.ts';
import { FaultMessage } from '../src/elements/message.tsx';
import { DayCard } from '../src/screens/day-card.tsx';
import { MONTH } from './fake/world.ts';

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
