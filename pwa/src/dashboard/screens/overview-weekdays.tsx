import { currentLanguage } from '../../core/i18n/translate.ts';
import { type Figures, weekdaysOf } from '../../core/overview.ts';
import { percent } from '../../core/percent.ts';
import { addDays, dayName } from '../../core/time.ts';
import type { Overview } from '../../core/wire.ts';
import { TableBehind } from '../elements/table-behind.tsx';
import { t } from '../i18n.ts';
import { number } from '../words.ts';
import { FiguresTable } from './overview-table.tsx';

/** Any one: the names of the days are counted from it. */
const A_SUNDAY = '2026-01-04';
const ROW = 30;
const [LEFT, WIDTH] = [70, 220];

/** Terlambat menurut hari: of those present over the year, how many came late; bars begin at 0. */
export const OverviewWeekdays = ({ overview }: { overview: Overview }) => {
  const days = weekdaysOf(overview).map(({ day, figures }) => ({
    name: dayName(addDays(A_SUNDAY, day), currentLanguage()),
    figures,
  }));
  const seen = sentenceOf(days);
  const most = Math.max(...days.map(({ figures }) => lateShare(figures)));
  return (
    <section class="kartu" aria-labelledby="hari">
      <h2 id="hari">{t('over.weekdays')}</h2>
      <svg class="grafik" viewBox={`0 0 360 ${ROW * days.length}`} role="img" aria-label={seen}>
        {days.map(({ name, figures }, n) => {
          const width = most === 0 ? 0 : (WIDTH * lateShare(figures)) / most;
          const y = ROW * n;
          return (
            <g key={name}>
              <text x="0" y={y + 19}>
                {name}
              </text>
              <path d={`M${LEFT}.5 ${y}V${y + ROW}`} stroke="var(--line-strong)" />
              <rect x={LEFT} y={y + 6} width={width} height="18" rx="3" fill="var(--kunyit)" />
              <text class="kuat" x={LEFT + width + 8} y={y + 19}>
                {percent(figures.late, figures.present)}
              </text>
            </g>
          );
        })}
      </svg>
      <p class="kecil">{seen}</p>
      <TableBehind title={t('over.table')}>{() => <Table days={days} />}</TableBehind>
    </section>
  );
};

interface Day {
  name: string;
  figures: Figures;
}

const lateShare = ({ late, present }: Figures): number => (present === 0 ? 0 : late / present);

function sentenceOf(days: readonly Day[]): string {
  const most = days.reduce<Day | null>(
    (found, one) =>
      found === null || lateShare(one.figures) > lateShare(found.figures) ? one : found,
    null,
  );
  if (!most || most.figures.late === 0) return t('over.weekdays.none');
  const { late, present } = most.figures;
  return t(days.length === 1 ? 'over.weekdays.one' : 'over.weekdays.seen', {
    hari: most.name,
    a: percent(late, present),
    n: number(late),
    dari: number(present),
  });
}

const Table = ({ days }: { days: readonly Day[] }) => (
  <FiguresTable
    of="day"
    counted="late"
    rows={days.map(({ name, figures }) => ({
      key: name,
      name,
      some: figures.late,
      all: figures.present,
    }))}
  />
);
