import { useState } from 'preact/hooks';
import { ARRIVALS, arrivalsOf, type Period } from '../../core/overview.ts';
import { percent } from '../../core/percent.ts';
import type { DeskOpd } from '../../core/wire.ts';
import { Select } from '../elements/select.tsx';
import { TableBehind } from '../elements/table-behind.tsx';
import { t } from '../i18n.ts';
import { number } from '../words.ts';
import { FiguresTable } from './overview-table.tsx';

const BAR = 43;
const LEFT = 8;
const [TOP, BOTTOM] = [22, 116];
/** The stretches before the start come first. */
const BEFORE = ARRIVALS.indexOf(0) + 1;

interface Props {
  opds: readonly DeskOpd[];
  activities: Period['now'];
}
/** Jam datang: how many minutes before or after the start people came. */
export const OverviewArrivals = ({ opds, activities }: Props) => {
  const [chosen, setChosen] = useState('');
  const at = opds.findIndex(({ id }) => id === chosen);
  const counts = arrivalsOf(activities, at < 0 ? null : at);
  const all = counts.reduce((n, count) => n + count, 0);
  const seen = sentenceOf(counts, all);
  return (
    <section class="kartu tumpuk" aria-labelledby="datang">
      <h2 id="datang">{t('over.arrivals')}</h2>
      <Select
        compact
        label={t('desk.opd')}
        value={chosen}
        options={[
          { value: '', label: t('desk.regency') },
          ...opds.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChoose={setChosen}
      />
      {all > 0 && <Bars counts={counts} label={seen} />}
      <p class="kecil">{seen}</p>
      <TableBehind title={t('over.table')}>
        {() => (
          <FiguresTable
            of="arrival"
            counted="present"
            rows={counts.map((some, n) => ({ key: `${n}`, name: stretch(n), some, all }))}
          />
        )}
      </TableBehind>
    </section>
  );
};

const Bars = ({ counts, label }: { counts: readonly number[]; label: string }) => {
  const most = Math.max(...counts);
  return (
    <svg class="grafik" viewBox="0 0 360 150" role="img" aria-label={label}>
      {counts.map((count, n) => {
        const height = ((BOTTOM - TOP) * count) / most;
        const x = LEFT + BAR * n;
        return (
          <g key={ARRIVALS[n]}>
            <rect
              x={x + 3}
              y={BOTTOM - height}
              width={BAR - 6}
              height={height}
              rx="3"
              fill="var(--nila)"
              fill-opacity={n < BEFORE ? 1 : 0.45}
            />
            <text class="kuat" x={x + BAR / 2} y={BOTTOM - height - 6} text-anchor="middle">
              {number(count)}
            </text>
          </g>
        );
      })}
      <path d={`M${LEFT} ${BOTTOM}.5H352`} stroke="var(--line-strong)" />
      {ARRIVALS.map((minutes, n) => (
        <text key={minutes} x={LEFT + BAR * (n + 1)} y={BOTTOM + 16} text-anchor="middle">
          {minutes === 0 ? t('over.arrivals.start') : minutes > 0 ? `+${minutes}` : `−${-minutes}`}
        </text>
      ))}
      <text x="180" y="148" text-anchor="middle">
        {t('over.arrivals.minutes')}
      </text>
    </svg>
  );
};

function sentenceOf(counts: readonly number[], all: number): string {
  if (all === 0) return t('over.arrivals.none');
  const early = counts.slice(0, BEFORE).reduce((n, count) => n + count, 0);
  return t('over.arrivals.seen', {
    n: number(early),
    dari: number(all),
    a: percent(early, all),
    saat: stretch(counts.indexOf(Math.max(...counts))),
  });
}

/** `5 sampai 10 menit sesudah mulai`. */
function stretch(n: number): string {
  const side = n < BEFORE ? 'before' : 'after';
  const [from, to] = [ARRIVALS[n - 1], ARRIVALS[n]].map((one) => one && Math.abs(one));
  if (from === undefined || to === undefined)
    return t(`over.arrivals.${side}.far`, { n: from ?? to ?? 0 });
  return t(`over.arrivals.${side}`, { a: Math.min(from, to), b: Math.max(from, to) });
}
