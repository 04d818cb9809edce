import { describe, expect, test } from 'vitest';
import { type ActivityDraft, emptyDraft } from '../../src/core/activity-form.ts';
import { daysOffOf, daysOfSeries } from '../../src/core/series.ts';
import type { CalendarDay, Id, RegencyYear } from '../../src/core/wire.ts';
import { DaysOffText } from '../../src/dashboard/screens/series-days-off.tsx';
import { drawn, words } from './desk.tsx';
import { admin, OPD } from './world.ts';

const day = (date: string, name: string, part: Partial<CalendarDay> = {}): CalendarDay => ({
  date,
  kind: 'LIBUR',
  name,
  working: [],
  package: { kind: 'LIBUR', name },
  changed: null,
  ...part,
});
const year = (number: number, ...days: CalendarDay[]): RegencyYear => ({
  year: number,
  version: 0,
  apel_weekdays: [],
  days,
  ceremonies: [],
});
const YEARS = [
  year(2026, day('2026-12-25', 'Hari Raya Natal'), day('2026-12-28', 'x', { kind: 'MASUK' })),
  year(2027, day('2027-01-01', 'Tahun Baru Masehi', { working: [OPD.id] })),
];
/** Fridays, from the 18th of December on. */
const DRAFT: ActivityDraft = {
  ...emptyDraft('2026-12-18'),
  kind: 'APEL_SORE',
  repeat: 'WEEK',
  until: '2027-01-08',
};
const dates = (draft: ActivityDraft, of: Id[]) =>
  daysOffOf(draft, of, YEARS).days.map((d) => d.date);

describe('the days of a series', () => {
  test('are its weekdays until its last day, or its day of each month that has one', () => {
    expect(daysOfSeries(DRAFT)).toEqual(['2026-12-18', '2026-12-25', '2027-01-01', '2027-01-08']);
    expect(daysOfSeries({ ...DRAFT, weekdays: [0], until: '2026-12-25' })).toEqual([
      '2026-12-18',
      '2026-12-21',
      '2026-12-25',
    ]);
    const last = { ...DRAFT, repeat: 'MONTH', date: '2027-10-31', until: '2028-01-31' } as const;
    expect(daysOfSeries(last)).toEqual(['2027-10-31', '2027-12-31', '2028-01-31']);
  });

  test('meet days off, but those on which all of its OPDs work', () => {
    expect(dates(DRAFT, ['01KB000000000000000000ELSE'])).toEqual(['2026-12-25', '2027-01-01']);
    expect(dates(DRAFT, [OPD.id])).toEqual(['2026-12-25']);
    expect(dates(DRAFT, [])).toEqual(['2026-12-25', '2027-01-01']);
    expect(dates({ ...DRAFT, weekdays: [0] }, [OPD.id])).not.toContain('2026-12-28');
  });
});

test('the form says which days an apel leaves out, and on which others are held all the same', () => {
  const text = (draft: ActivityDraft): string =>
    words(drawn(admin(['kegiatan']), <DaysOffText draft={draft} of={[OPD.id]} years={YEARS} />));

  expect(text(DRAFT)).toContain('Dilewati karena libur: 25 Des 2026 (Hari Raya Natal).');
  expect(text({ ...DRAFT, kind: 'UPACARA' })).toContain('Tetap diadakan pada hari libur: 25 Des');
  expect(text({ ...DRAFT, until: '2026-12-24' })).toContain('Tidak ada yang jatuh');
});
