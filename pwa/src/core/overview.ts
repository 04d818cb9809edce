import { addDays } from './time.ts';
import { mondayOf, weekdayOf, weekOf } from './weeks.ts';
import type { DeskOpd, Overview, OverviewActivity, OverviewRow, RecapUnits } from './wire.ts';

/** What is looked at: the newest day, week or month in which something was held. */
export type Span = 'DAY' | 'WEEK' | 'MONTH';

export interface Figures {
  expected: number;
  present: number;
  late: number;
  excused: number;
  pending: number;
  unexplained: number;
}

/** An OPD with fewer people than this is told in people, not only in percent (ux.md §5). */
export const FEW = 10;
/** Weeks of the year, of the trend, and of an OPD's small line. */
export const YEAR_WEEKS = 52;
export const TREND_WEEKS = 12;
export const LINE_WEEKS = 8;

const figuresOf = ([, , ...row]: OverviewRow): Figures => {
  const [expected, present, late, excused, pending, unexplained] = row;
  return { expected, present, late, excused, pending, unexplained };
};

const isTrial = ([, trial]: OverviewRow): boolean => trial === 1;

const sum = (all: readonly Figures[]): Figures => {
  const of = (name: keyof Figures): number => all.reduce((n, one) => n + one[name], 0);
  return {
    expected: of('expected'),
    present: of('present'),
    late: of('late'),
    excused: of('excused'),
    pending: of('pending'),
    unexplained: of('unexplained'),
  };
};

/** HADIR ÷ JUMLAH; null where nobody is expected. */
export const share = ({ present, expected }: Figures): number | null =>
  expected === 0 ? null : present / expected;

/** The difference of two shares in points, one decimal; null where one is missing. */
export const change = (now: number | null, before: number | null): number | null =>
  now === null || before === null ? null : Math.round((now - before) * 1000) / 10;

/** `2,0`: the sign is drawn. */
export const pointsText = (points: number): string => Math.abs(points).toFixed(1).replace('.', ',');

/** The regency's figures: those in their trial are left out (domain.md §2). */
export const regencyTotal = (activities: readonly OverviewActivity[]): Figures =>
  sum(activities.flatMap(({ rows }) => rows.filter((row) => !isTrial(row)).map(figuresOf)));

export interface Period {
  /** Of the newest day, week or month. */
  now: OverviewActivity[];
  /** Of the last one before it with an activity of the same kind: what it is compared to. */
  before: OverviewActivity[];
}

const KEY: Readonly<Record<Span, (date: string) => string>> = {
  DAY: (date) => date,
  WEEK: weekOf,
  MONTH: (date) => date.slice(0, 7),
};

export function periodOf({ activities }: Overview, span: Span): Period {
  const keyOf = KEY[span];
  const of = (key: string | undefined): OverviewActivity[] =>
    activities.filter(({ date }) => keyOf(date) === key);
  const newest = activities.at(-1);
  const now = of(newest && keyOf(newest.date));
  const kinds = new Set(now.map(({ kind }) => kind));
  const earlier = activities.filter((one) => kinds.has(one.kind) && !now.includes(one)).at(-1);
  return { now, before: of(earlier && keyOf(earlier.date)) };
}

/** The weeks of these activities, oldest first. */
export const weeksOf = (activities: readonly OverviewActivity[]): string[] => [
  ...new Set(activities.map(({ date }) => weekOf(date))),
];

/** So many weeks that follow each other, up to that of the newest activity. */
export function lastWeeks({ activities }: Overview, count: number): string[] {
  const newest = activities.at(-1);
  if (!newest) return [];
  const monday = mondayOf(weekOf(newest.date)) ?? newest.date;
  return Array.from({ length: count }, (_, n) => weekOf(addDays(monday, 7 * (n + 1 - count))));
}

export interface Standing {
  opd: DeskOpd;
  /** In its trial: shown apart, without a place. */
  trial: boolean;
  figures: Figures;
  /** 1 for the highest share; null in a trial or without a table. */
  place: number | null;
  /** In points against the period before. */
  change: number | null;
  /** Shares of the last weeks, oldest first. */
  line: (number | null)[];
}

/** Every OPD, the highest share first; then those without a table, then those in their trial. */
export function standings(overview: Overview, span: Span): Standing[] {
  const { now, before } = periodOf(overview, span);
  const lines = yearOf(overview, LINE_WEEKS);
  const found = overview.opds.map((opd, at): Standing => {
    const rows = now.flatMap(({ rows }) => rows.filter(([place]) => place === at));
    const figures = sum(rows.map(figuresOf));
    const last = rows.at(-1);
    return {
      opd,
      trial: last ? isTrial(last) : opd.trial,
      figures,
      place: null,
      change: change(share(figures), share(ofOpd(before, at))),
      line: lines[at]?.map(share) ?? [],
    };
  });
  const rank = ({ trial, figures }: Standing): number => (trial ? 3 : 1 - (share(figures) ?? -1));
  found.sort((a, b) => rank(a) - rank(b) || a.opd.name.localeCompare(b.opd.name, 'id'));
  return found.map((one, n) => ({
    ...one,
    place: one.trial || share(one.figures) === null ? null : n + 1,
  }));
}

const ofOpd = (activities: readonly OverviewActivity[], at: number): Figures =>
  sum(activities.flatMap(({ rows }) => rows.filter(([place]) => place === at).map(figuresOf)));

/** The regency's figures of the last weeks, oldest first. */
export const trendOf = (overview: Overview, count: number): { week: string; figures: Figures }[] =>
  lastWeeks(overview, count).map((week) => ({
    week,
    figures: regencyTotal(overview.activities.filter(({ date }) => weekOf(date) === week)),
  }));

/** Each OPD's figures of the last weeks: [OPD][week], oldest first. */
export function yearOf(overview: Overview, count: number): Figures[][] {
  const weeks = new Map(lastWeeks(overview, count).map((week, n) => [week, n]));
  const found = overview.opds.map(() => Array.from({ length: count }, (): Figures => sum([])));
  for (const { date, rows } of overview.activities) {
    const week = weeks.get(weekOf(date));
    if (week === undefined) continue;
    for (const row of rows) {
      const line = found[row[0]];
      const known = line?.[week];
      if (line && known) line[week] = sum([known, figuresOf(row)]);
    }
  }
  return found;
}

/** The regency by weekday, Monday first; days on which nothing was held left out. */
export const weekdaysOf = ({ activities }: Overview): { day: number; figures: Figures }[] =>
  [1, 2, 3, 4, 5, 6, 7]
    .map((day) => ({
      day,
      figures: regencyTotal(activities.filter(({ date }) => weekdayOf(date) === day)),
    }))
    .filter(({ figures }) => figures.expected > 0);

/** Minutes after the start at which the next stretch of arrivals begins; the first is open. */
export const ARRIVALS = [-15, -10, -5, 0, 5, 10, 15] as const;

/** How many came in each stretch: to one OPD, or in the regency without those in their trial. */
export const arrivalsOf = (activities: readonly OverviewActivity[], at: number | null): number[] =>
  activities
    .flatMap(({ rows }) => rows)
    .filter((row) => (at === null ? !isTrial(row) : row[0] === at))
    .reduce<number[]>(
      (counts, [, , , , , , , , ...row]) => counts.map((n, part) => n + (row[part] ?? 0)),
      Array(ARRIVALS.length + 1).fill(0),
    );

/** An OPD's units with their figures of each week: nobody where there was no table. */
export const comparedUnits = ({ units }: RecapUnits) =>
  units.map(({ no, name, weeks }) => ({
    id: `${no}`,
    name,
    weeks: weeks.map((week) => (week ? figuresOf([0, 0, ...week]) : sum([]))),
  }));

/** Those of whom anybody was expected, with all their weeks together; the highest share first. */
export const ranked = <T extends { weeks: readonly Figures[] }>(
  of: readonly T[],
): (T & { all: Figures })[] =>
  of
    .map((one) => ({ ...one, all: sum(one.weeks) }))
    .filter(({ all }) => all.expected > 0)
    .sort((a, b) => (share(b.all) ?? 0) - (share(a.all) ?? 0));

/** The highest and the lowest; one alone is both. */
export const extremes = (of: readonly { id: string; weeks: readonly Figures[] }[]): string[] => {
  const ids = ranked(of).map(({ id }) => id);
  return [...new Set([...ids.slice(0, 1), ...ids.slice(-1)])];
};

/** How many people one dot is, so that at most `most` dots are drawn: 1, 2, 5, 10, 20, 50 … */
export function peopleADot(people: number, most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [1, 2, 5]) if (people / (step * power) <= most) return step * power;
  }
}

/** How many dots each count gets; together as many as their sum would. */
export function dotsOf(counts: readonly number[], each: number): number[] {
  let people = 0;
  let drawn = 0;
  return counts.map((count) => {
    people += count;
    const dots = Math.round(people / each) - drawn;
    drawn += dots;
    return dots;
  });
}

/** Where the scale of the shares begins: the ten percent below the lowest, at most 90. */
export const scaleFrom = (shares: readonly number[]): number =>
  Math.min(90, Math.floor(Math.min(1, ...shares) * 10) * 10);
