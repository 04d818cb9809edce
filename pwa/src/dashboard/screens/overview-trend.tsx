import { type Figures, share, TREND_WEEKS, trendOf } from '../../core/overview.ts';
import { percent } from '../../core/percent.ts';
import { mondayOf } from '../../core/weeks.ts';
import type { Overview } from '../../core/wire.ts';
import { recapPath } from '../app/recaps.ts';
import { ShareLines } from '../elements/share-lines.tsx';
import { TableBehind } from '../elements/table-behind.tsx';
import { t } from '../i18n.ts';
import { shortDay, weekText } from '../words.ts';
import { WeeksTable } from './overview-table.tsx';

interface Week {
  week: string;
  figures: Figures;
}

/** Tren: the regency's share week by week; weeks without a table leave a gap. */
export const OverviewTrend = ({ overview }: { overview: Overview }) => {
  const weeks = trendOf(overview, TREND_WEEKS);
  const held = weeks.filter(({ figures }) => figures.expected > 0);
  return (
    <section class="kartu" aria-labelledby="tren">
      <h2 id="tren">{t('over.trend', { n: TREND_WEEKS })}</h2>
      <Chart weeks={weeks} label={sentenceOf(held)} />
      <p class="kecil">{sentenceOf(held)}</p>
      <TableBehind title={t('over.table')}>{() => <Table weeks={held} />}</TableBehind>
    </section>
  );
};

const percentOf = ({ present, expected }: Figures): string => percent(present, expected);

const dayOf = (week: string): string => shortDay(mondayOf(week) ?? '');

function sentenceOf(held: readonly Week[]): string {
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) return '';
  const to = { b: percentOf(last.figures), ke: dayOf(last.week) };
  if (first === last) return t('over.trend.one', to);
  const lowest = held.reduce((low, one) =>
    (share(one.figures) ?? 1) < (share(low.figures) ?? 1) ? one : low,
  );
  return t('over.trend.seen', {
    ...to,
    a: percentOf(first.figures),
    dari: dayOf(first.week),
    c: percentOf(lowest.figures),
    rendah: dayOf(lowest.week),
  });
}

const Chart = ({ weeks, label }: { weeks: readonly Week[]; label: string }) => {
  const last = weeks.filter(({ figures }) => figures.expected > 0).at(-1);
  return (
    <ShareLines
      lines={[
        {
          shares: weeks.map(({ figures }) => share(figures)),
          end: last ? percentOf(last.figures) : '',
        },
      ]}
      label={label}
      from={dayOf(weeks[0]?.week ?? '')}
      to={dayOf(weeks.at(-1)?.week ?? '')}
    />
  );
};

const Table = ({ weeks }: { weeks: readonly Week[] }) => (
  <WeeksTable weeks={weeks} link={(week) => <a href={recapPath(week, null)}>{weekText(week)}</a>} />
);
