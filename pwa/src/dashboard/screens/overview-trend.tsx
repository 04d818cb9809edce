import { type Figures, share, TREND_WEEKS, trendOf } from '../../core/overview.ts';
import { percent } from '../../core/percent.ts';
import { mondayOf } from '../../core/weeks.ts';
import type { Overview } from '../../core/wire.ts';
import { recapPath } from '../app/recaps.ts';
import { TableBehind } from '../elements/table-behind.tsx';
import { t } from '../i18n.ts';
import { shortDay, weekText } from '../words.ts';
import { WeeksTable } from './overview-table.tsx';

interface Week {
  week: string;
  figures: Figures;
}
const LEFT = 30;
const RIGHT = 336;
const [TOP, BOTTOM] = [16, 116];

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
  const shares = weeks.map(({ figures }) => share(figures));
  const known = shares.filter((one) => one !== null).map((one) => one * 100);
  const low = Math.max(0, Math.floor(Math.min(100, ...known)) - 1);
  const high = Math.min(100, Math.ceil(Math.max(0, ...known)) + 1);
  const x = (n: number): number => LEFT + ((RIGHT - LEFT) * n) / Math.max(1, weeks.length - 1);
  const y = (of: number): number => BOTTOM - ((BOTTOM - TOP) * (of - low)) / (high - low);
  const points = shares.flatMap((one, n) =>
    one === null ? [] : [{ x: x(n), y: y(one * 100), n }],
  );
  const last = points.at(-1);
  const text = last && weeks[last.n];
  const falls = (points.at(-2)?.y ?? BOTTOM) < (last?.y ?? 0); // the figure stays off the line
  return (
    <svg class="grafik" viewBox="0 0 360 150" role="img" aria-label={label}>
      {[low, (low + high) / 2, high].map((of) => (
        <g key={of}>
          <path d={`M${LEFT} ${y(of)}H346`} stroke="var(--line)" />
          <text x={LEFT - 6} y={y(of) + 4} text-anchor="end">
            {String(of).replace('.', ',')}
          </text>
        </g>
      ))}
      <path
        d={points
          .map((at, n) => {
            const joins = n > 0 && points[n - 1]?.n === at.n - 1;
            return `${joins ? 'L' : 'M'}${at.x.toFixed(1)} ${at.y.toFixed(1)}`;
          })
          .join('')}
        fill="none"
        stroke="var(--nila)"
        stroke-width="3"
        stroke-linejoin="round"
      />
      {points.map((at) => (
        <circle key={at.n} cx={at.x} cy={at.y} r={at === last ? 5 : 3} fill="var(--nila)" />
      ))}
      {last && text && (
        <text
          class="kuat"
          x={RIGHT - 2}
          y={falls ? last.y + 18 : Math.max(12, last.y - 10)}
          text-anchor="end"
        >
          {percentOf(text.figures)}
        </text>
      )}
      <text x={LEFT} y="142">
        {dayOf(weeks[0]?.week ?? '')}
      </text>
      <text x={RIGHT} y="142" text-anchor="end">
        {dayOf(weeks.at(-1)?.week ?? '')}
      </text>
    </svg>
  );
};

const Table = ({ weeks }: { weeks: readonly Week[] }) => (
  <WeeksTable weeks={weeks} link={(week) => <a href={recapPath(week, null)}>{weekText(week)}</a>} />
);
