import { describe, expect, test } from 'vitest';
import {
  changes,
  coming,
  daysOff,
  entriesOf,
  markedWeeks,
  markOf,
  monthsOf,
  packageCounts,
} from '../../src/core/regency-year.ts';
import type { CalendarDay, Ceremony, DayKind, RegencyYear } from '../../src/core/wire.ts';
import { DayForm } from '../../src/dashboard/screens/calendar-form.tsx';
import { CalendarMonths } from '../../src/dashboard/screens/calendar-months.tsx';
import { CalendarSide, partialNote } from '../../src/dashboard/screens/calendar-side.tsx';
import { drawn, words } from './desk.tsx';
import { OPD, withRole } from './world.ts';

const changed = (at: string) => ({ by: 'Endah', at, decree: 'SE Bupati 800/1177/2026' });
const day = (date: string, kind: DayKind, name: string, part: Partial<CalendarDay> = {}) => ({
  date,
  kind,
  name,
  working: [],
  package: { kind, name },
  changed: null,
  ...part,
});
const ceremony = (date: string, title: string, part: Partial<Ceremony> = {}): Ceremony => ({
  date,
  own_date: date,
  title,
  changed: null,
  ...part,
});
const YEAR: RegencyYear = {
  year: 2026,
  version: 2,
  apel_weekdays: [
    { since: '2026-01-01', weekday: 0 },
    { since: '2026-12-08', weekday: 1 },
  ],
  days: [
    day('2026-06-01', 'LIBUR', 'Hari Lahir Pancasila'),
    day('2026-12-24', 'MASUK', '', {
      package: { kind: 'CUTI_BERSAMA', name: 'Cuti Bersama Hari Raya Natal' },
      changed: changed('2026-11-18T06:20:00Z'),
    }),
    day('2026-12-25', 'LIBUR', 'Hari Raya Natal'),
  ],
  ceremonies: [
    ceremony('2026-06-01', 'Upacara Hari Lahir Pancasila'),
    ceremony('2026-11-30', 'Upacara HUT KORPRI', {
      own_date: '2026-11-29',
      changed: changed('2026-11-16T03:05:00Z'),
    }),
    ceremony('2026-12-17', 'Upacara tanggal 17', { changed: changed('2026-11-10T03:05:00Z') }),
  ],
};
const TODAY = '2026-11-23';

describe('a day of the year', () => {
  test('is a Monday apel unless it is off or has a ceremony', () => {
    const apels = ['2026-11-23', '2026-11-24', '2026-06-01', '2026-11-30'];
    expect(apels.map((date) => markOf(YEAR, date).apel)).toEqual([true, false, false, false]);
  });

  test('is the apel of the weekday that is set for it', () => {
    const apels = ['2026-12-07', '2026-12-08', '2026-12-14', '2026-12-15'];
    expect(apels.map((date) => markOf(YEAR, date).apel)).toEqual([true, true, false, true]);
  });

  test('keeps its ceremony on a holiday', () => {
    const { kind, ceremony: held } = markOf(YEAR, '2026-06-01');
    expect([kind, held?.title]).toEqual(['LIBUR', 'Upacara Hari Lahir Pancasila']);
  });

  test('shows that it was changed, and one that was moved back does not', () => {
    const days = ['2026-12-24', '2026-11-30', '2026-12-17', '2026-12-25'];
    expect(days.map((date) => markOf(YEAR, date).changed)).toEqual([true, true, false, false]);
  });
});

test('a month lies in weeks from Monday to Sunday', () => {
  const weeks = markedWeeks(YEAR, '202611');

  expect(weeks).toHaveLength(6);
  expect(weeks[0]?.map((cell) => cell?.day ?? null)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    1,
  ]);
  expect(monthsOf(2026).at(-1)).toBe('202612');
});

test('a working day again is no day off, but stays in the list of its month', () => {
  expect(daysOff(YEAR, '202612')).toBe(1);
  expect(entriesOf(YEAR, '202612').map(({ date }) => date)).toEqual([
    '2026-12-17',
    '2026-12-24',
    '2026-12-25',
  ]);
});

test('what comes next are days off and ceremonies', () => {
  expect(coming(YEAR, TODAY, 2).map(({ date }) => date)).toEqual(['2026-11-30', '2026-12-17']);
});

test('changes are told against the package, the newest first', () => {
  expect(changes(YEAR).map(({ date }) => date)).toEqual(['2026-12-24', '2026-11-30']);
  expect(packageCounts(YEAR)).toEqual({ holidays: 2, leave: 1 });
});

const side = (mayChange: boolean, year: RegencyYear = YEAR, reading = false): string =>
  drawn(
    withRole('bkpsda'),
    <CalendarSide
      year={year}
      month={`${year.year}12`}
      picked={null}
      today={TODAY}
      mayChange={mayChange}
      told={null}
      reading={reading}
      onChanged={() => 0}
      onStale={() => 0}
    />,
  );

test('BKPSDA changes coming days, everybody else and the past are read', () => {
  expect(side(true)).toContain('Simpan perubahan');
  expect(side(true)).toContain('Pindahkan Upacara tanggal 17');
  for (const html of [side(false), side(true, { ...YEAR, year: 2025 })]) {
    expect(html).not.toContain('Simpan perubahan');
    expect(html).not.toContain('Pindahkan');
  }
});

test('nothing is saved while the year is read again after somebody else was faster', () => {
  expect(side(true, YEAR, true)).toContain('aria-disabled="true"');
  expect(side(true)).not.toContain('aria-disabled="true"');
});

test('a month is told in words, and its table is for the eye alone', () => {
  expect(words(side(false))).toContain('Cuti Bersama Hari Raya Natal Masuk Diubah BKPSDA');
  const months = drawn(
    withRole('auditor'),
    <CalendarMonths year={YEAR} today={TODAY} chosen="202612" onChoose={() => 0} />,
  );

  expect(words(months)).toContain('Desember , 1 hari libur');
  expect(months.match(/<table aria-hidden="true"/g)).toHaveLength(12);
});

test('a day off on which some OPD work says for how many, and asks which', () => {
  const partial = day('2026-12-24', 'CUTI_BERSAMA', 'Cuti Bersama Hari Raya Natal', {
    working: [OPD.id],
  });
  const year = { ...YEAR, days: [partial] };
  const text = (date: string): string =>
    words(
      drawn(
        withRole('bkpsda'),
        <DayForm
          year={year}
          date={date}
          today={TODAY}
          reading={false}
          onDone={() => 0}
          onStale={() => 0}
        />,
      ),
    );

  expect(partialNote(partial)).toEqual(['masuk untuk 1 OPD']);
  expect(text('2026-12-24')).toContain(`Masuk untuk ${OPD.name}`);
  expect(text('2026-12-25')).not.toContain('Masuk untuk');
  expect(markOf(year, '2026-12-24').apel).toBe(false);
});
