import { describe, expect, test } from 'vitest';
import { menuAt } from '../../src/core/desk.ts';
import { deskRouteOf } from '../../src/core/desk-routes.ts';
import {
  arrivalsOf,
  change,
  comparedUnits,
  dotsOf,
  extremes,
  lastWeeks,
  peopleADot,
  periodOf,
  pointsText,
  regencyTotal,
  scaleFrom,
  share,
  standings,
  trendOf,
  weekdaysOf,
  yearOf,
} from '../../src/core/overview.ts';
import type {
  ActivityKind,
  FollowUps,
  Overview,
  OverviewActivity,
  OverviewRow,
} from '../../src/core/wire.ts';
import { CompareWeeks } from '../../src/dashboard/screens/compare-weeks.tsx';
import { OverviewArrivals } from '../../src/dashboard/screens/overview-arrivals.tsx';
import { OverviewCompare } from '../../src/dashboard/screens/overview-compare.tsx';
import { FollowUpList } from '../../src/dashboard/screens/overview-follow-ups.tsx';
import { OverviewRanking } from '../../src/dashboard/screens/overview-ranking.tsx';
import { OverviewTotal } from '../../src/dashboard/screens/overview-total.tsx';
import { OverviewTrend } from '../../src/dashboard/screens/overview-trend.tsx';
import { OverviewWeekdays } from '../../src/dashboard/screens/overview-weekdays.tsx';
import { OverviewYear } from '../../src/dashboard/screens/overview-year.tsx';
import { id } from '../fake/world.ts';
import { drawn, words } from './desk.tsx';
import { admin, OPD, withRole } from './world.ts';

const [KOMINFO, DINKES, KONANG, BAPPEDA] = [0, 1, 2, 3];
const OPDS = [
  { ...OPD, trial: false },
  { id: id('DKS'), name: 'Dinas Kesehatan', trial: false },
  { id: id('KNG'), name: 'Kecamatan Konang', trial: true },
  { id: id('BPD'), name: 'Bappeda', trial: false },
];
const held = (
  date: string,
  rows: OverviewRow[],
  part: Partial<OverviewActivity> = {},
): OverviewActivity => ({
  id: id(date),
  kind: 'APEL_PAGI',
  date,
  as_of: `${date}T02:00:00Z`,
  final: true,
  rows,
  ...part,
});
const ceremony: { kind: ActivityKind } = { kind: 'UPACARA' };
/** OPD, trial, expected, present, late, excused, pending, unexplained. */
const YEAR: Overview = {
  today: '2026-11-23',
  opds: OPDS,
  activities: [
    held('2026-10-26', [[KOMINFO, 0, 100, 70, 7, 10, 0, 20]]),
    held('2026-11-10', [[KOMINFO, 0, 100, 99, 1, 1, 0, 0]], ceremony),
    held('2026-11-16', [
      [KOMINFO, 0, 100, 80, 8, 10, 0, 10],
      [DINKES, 0, 8, 8, 0, 0, 0, 0],
      [KONANG, 1, 30, 3, 0, 0, 27, 0],
    ]),
    held(
      '2026-11-23',
      [
        [KOMINFO, 0, 100, 90, 20, 6, 4, 0],
        [DINKES, 0, 8, 6, 0, 0, 2, 0],
        [KONANG, 1, 30, 30, 0, 0, 0, 0],
      ],
      { final: false },
    ),
  ],
};

describe('what is looked at', () => {
  test('is the newest day, week or month, against the last one with the same kind', () => {
    const dates = (span: 'DAY' | 'WEEK' | 'MONTH') => {
      const { now, before } = periodOf(YEAR, span);
      return [now, before].map((all) => all.map(({ date }) => date));
    };

    expect(dates('DAY')).toEqual([['2026-11-23'], ['2026-11-16']]);
    expect(dates('WEEK')).toEqual([['2026-11-23'], ['2026-11-16']]);
    expect(dates('MONTH')).toEqual([['2026-11-10', '2026-11-16', '2026-11-23'], ['2026-10-26']]);
  });

  test('is compared to nothing where it is the first of its kind', () => {
    const activities = YEAR.activities.slice(0, 2);

    expect(periodOf({ ...YEAR, activities }, 'DAY').before).toEqual([]);
    expect(periodOf({ ...YEAR, activities: [] }, 'DAY')).toEqual({ now: [], before: [] });
  });
});

test('those in their trial are left out of the regency', () => {
  expect(regencyTotal(periodOf(YEAR, 'DAY').now)).toEqual({
    expected: 108,
    present: 96,
    late: 20,
    excused: 6,
    pending: 6,
    unexplained: 0,
  });
});

test('OPDs stand by their share; without a table or in a trial they have no place', () => {
  const found = standings(YEAR, 'DAY').map(({ opd, place, change: points }) => [
    opd.name,
    place,
    points,
  ]);

  expect(found).toEqual([
    [OPD.name, 1, 10],
    ['Dinas Kesehatan', 2, -25],
    ['Bappeda', null, null],
    ['Kecamatan Konang', null, 90],
  ]);
});

test('the same share stands in the order of the names', () => {
  const rows: OverviewRow[] = [BAPPEDA, DINKES].map((at) => [at ?? 0, 0, 10, 9, 0, 0, 1, 0]);
  const names = standings({ ...YEAR, activities: [held('2026-11-23', rows)] }, 'DAY')
    .slice(0, 2)
    .map(({ opd }) => opd.name);

  expect(names).toEqual(['Bappeda', 'Dinas Kesehatan']);
});

test('weeks follow each other over the turn of the year', () => {
  const newest = { ...YEAR, activities: [held('2026-01-05', [])] };

  expect(lastWeeks(newest, 3)).toEqual(['2025-W52', '2026-W01', '2026-W02']);
  expect(lastWeeks({ ...YEAR, activities: [] }, 3)).toEqual([]);
});

test('a week without a table is a gap in the trend, not nought', () => {
  const shares = trendOf(YEAR, 5).map(({ figures }) => share(figures));

  expect(shares).toEqual([0.7, null, 0.99, 88 / 108, 96 / 108]);
});

test('an OPD’s year holds its weeks, a trial’s too', () => {
  const [, dinkes, konang] = yearOf(YEAR, 2).map((weeks) => weeks.map(share));

  expect(dinkes).toEqual([1, 0.75]);
  expect(konang).toEqual([0.1, 1]);
});

test('weekdays are those on which something was held, Monday first', () => {
  const days = weekdaysOf(YEAR).map(({ day, figures }) => [day, figures.late, figures.present]);

  expect(days).toEqual([
    [1, 35, 254],
    [2, 1, 99],
  ]);
});

const CAME: OverviewRow = [KOMINFO, 0, 12, 10, 3, 0, 0, 2, 1, 1, 4, 1, 2, 1, 0, 0];
const ON_TRIAL: OverviewRow = [KONANG, 1, 5, 5, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0];

test('arrivals of the regency leave trials out, one OPD’s are its own', () => {
  const days = [held('2026-11-16', [CAME]), held('2026-11-23', [CAME, ON_TRIAL])];

  expect(arrivalsOf(days, null)).toEqual([2, 2, 8, 2, 4, 2, 0, 0]);
  expect(arrivalsOf(days, KONANG)).toEqual([5, 0, 0, 0, 0, 0, 0, 0]);
  expect(arrivalsOf(YEAR.activities, DINKES)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});

test('a change is told in points with one decimal', () => {
  expect([change(0.9331, 0.913), change(0.8852, 0.9052), change(null, 1)]).toEqual([2, -2, null]);
  expect([2, -2.3, 0].map(pointsText)).toEqual(['2,0', '2,3', '0,0']);
});

test('a dot is as many people as fit the drawing, and the dots add up', () => {
  expect([108, 600, 603, 11_927].map((people) => peopleADot(people, 602))).toEqual([1, 1, 2, 20]);
  expect(dotsOf([11_129, 415, 383], 20)).toEqual([556, 21, 19]);
  expect(scaleFrom([0.885, 0.97])).toBe(80);
  expect(scaleFrom([])).toBe(90);
});

test('the page is the first of BKPSDA’s and the auditor’s, and nobody else’s', () => {
  for (const role of ['bkpsda', 'auditor'] as const) {
    expect(menuAt(withRole(role), OPD.id)[0]).toBe('OVERVIEW');
  }
  for (const me of [withRole('kepala_opd'), admin(['telaah'])]) {
    expect(menuAt(me, OPD.id)).not.toContain('OVERVIEW');
  }
  expect(deskRouteOf('/ikhtisar')).toEqual({ name: 'OVERVIEW' });
  expect(deskRouteOf('/ikhtisar/x')).toEqual({ name: 'MISSING' });
});

describe('what is drawn', () => {
  const me = withRole('bkpsda');
  const ranking = drawn(me, <OverviewRanking overview={YEAR} span="DAY" />);

  test('the total says counts beside the percent, and names no percent of nobody', () => {
    const html = drawn(me, <OverviewTotal activities={periodOf(YEAR, 'DAY').now} />);

    expect(words(html)).toContain('88,89% hadir 96 hadir dari 108');
    expect(words(html)).toContain('6 belum ada keterangan');
    expect(words(html)).not.toContain('tanpa keterangan');
    expect(html).toContain('href="/rekap/2026-W48"');
  });

  test('each OPD opens its recap, the lowest first, a small one in people', () => {
    const text = words(ranking);

    expect(text.indexOf('Dinas Kesehatan 8')).toBeLessThan(text.indexOf(`${OPD.name} 100`));
    expect(text).toContain('6 dari 8 orang');
    expect(text).toContain('turun ▼ 25,0');
    expect(text).toContain('Kecamatan Konang uji coba, di luar jumlah');
    expect(text).toContain('Bappeda 0 belum ada');
    expect(text).toContain('Dibanding 16 Nov: 1 OPD naik, 1 turun.');
    expect(ranking).toContain(`href="/rekap/2026-W48?opd=${OPD.id}"`);
  });

  test('arrivals are told by their minutes from the start, and OPDs are compared', () => {
    const arrivals = drawn(
      me,
      <OverviewArrivals opds={OPDS} activities={[held('2026-11-23', [CAME, ON_TRIAL])]} />,
    );
    const compared = drawn(me, <OverviewCompare overview={YEAR} span="DAY" />);

    expect(words(arrivals)).toContain(
      '7 dari 10 orang datang sebelum jam mulai (70,00%). Terbanyak 5 sampai 10 menit sebelum mulai.',
    );
    expect(words(compared)).toContain(
      'Dinas Kesehatan 87,50% (14 dari 16), Dinas Komunikasi dan Informatika 84,75% (339 dari 400): selisih 2,7 poin.',
    );
    for (const html of [arrivals, compared]) expect(html).toContain('<summary>Tabel</summary>');
  });

  test('units are compared as OPDs are, the highest and the lowest at first', () => {
    const units = comparedUnits({
      weeks: ['2026-W47', '2026-W48'],
      units: [
        { no: 0, name: 'Sekretariat', weeks: [[10, 8, 0, 1, 0, 1], null] },
        { no: 1, name: 'Bidang Satu', weeks: [null, null] },
        {
          no: 2,
          name: 'Bidang Dua',
          weeks: [
            [5, 5, 0, 0, 0, 0],
            [5, 4, 0, 0, 0, 1],
          ],
        },
        {
          no: 3,
          name: 'Bidang Tiga',
          weeks: [
            [9, 8, 0, 1, 0, 0],
            [9, 8, 0, 1, 0, 0],
          ],
        },
      ],
    });
    const first = extremes(units);
    const html = drawn(
      me,
      <CompareWeeks
        title="Unit"
        choice={(sign) => sign}
        few="Pilih dua"
        all={units}
        first={first}
        names={['2026-W47', '2026-W48']}
        path={(week) => week}
      />,
    );

    expect(first).toEqual(['2', '0']);
    expect(words(html)).toContain(
      'Bidang Dua 90,00% (9 dari 10), Sekretariat 80,00% (8 dari 10): selisih 10,0 poin.',
    );
    expect(extremes(units.slice(1, 3))).toEqual(['2']);
  });

  test('nobody whose time is known is said', () => {
    const html = drawn(me, <OverviewArrivals opds={OPDS} activities={[held('2026-11-23', [])]} />);

    expect(words(html)).toContain('Belum ada yang datang');
  });

  test('each chart is told in a sentence', () => {
    const charts = [
      <OverviewTrend key="t" overview={YEAR} />,
      <OverviewWeekdays key="w" overview={YEAR} />,
      <OverviewYear key="y" overview={YEAR} />,
    ].map((chart) => drawn(me, chart));

    expect(words(charts[0] ?? '')).toContain(
      'Dari 70,00% (26 Okt) menjadi 88,89% (23 Nov); terendah 70,00% (26 Okt).',
    );
    expect(words(charts[1] ?? '')).toContain(
      'Paling sering terlambat hari Senin: 13,78% dari yang hadir (35 dari 254).',
    );
    expect(words(charts[2] ?? '')).toContain('Kecamatan Konang, 10,00% pada 2026-W47');
    for (const html of charts) expect(html).toContain('<summary>Tabel</summary>');
  });

  const FOUND: FollowUps = {
    vacant: [{ opd: OPD, roles: ['admin_opd'] }],
    letters: [{ opd: OPD, count: 2 }],
    in_a_row: { times: 3, opds: [{ opd: OPD, count: 5 }] },
  };

  test('what is to be seen to leads to the OPD; the auditor appoints nobody', () => {
    const [bkpsda, auditor] = [withRole('bkpsda'), withRole('auditor')].map((who) =>
      drawn(who, <FollowUpList found={FOUND} />),
    );

    expect(words(bkpsda ?? '')).toContain('1 OPD belum punya admin');
    expect(words(bkpsda ?? '')).toContain('2 pengajuan menunggu');
    expect(bkpsda).toContain('href="/penugasan"');
    expect(auditor).not.toContain('href="/penugasan"');
    expect(auditor).toContain('href="/pengajuan"');
    expect(words(auditor ?? '')).toContain('5 orang TK 3 kali berturut-turut');
    expect(auditor).toContain('href="/orang/berturut"');
  });

  test('nothing to see to is said', () => {
    const html = drawn(
      me,
      <FollowUpList found={{ vacant: [], letters: [], in_a_row: { times: 3, opds: [] } }} />,
    );

    expect(words(html)).toBe('Tidak ada yang menunggu.');
  });
});
