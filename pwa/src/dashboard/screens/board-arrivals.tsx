import { type Arrivals, arrivalsOf, peakOf } from '../../core/board.ts';
import { clock } from '../../core/time.ts';
import type { Board } from '../../core/wire.ts';
import { t } from '../i18n.ts';

const WIDTH = 620;
const BASE = 88;
const TALLEST = 70;
const WIDEST_STEP = 88;
/** So many labels fit side by side. */
const MOST_LABELS = 8;
const MOST_FIGURES = 20;

/** Kedatangan per 5 menit: bars in nila, those after the limit in kunyit. */
export const BoardArrivals = ({ board }: { board: Board }) => {
  const arrivals = arrivalsOf(board);
  const peak = peakOf(arrivals);
  const limit = clock(board.activity.window.late_after);
  return (
    <section class="kartu" aria-labelledby="kedatangan">
      <div class="kepala">
        <h2 id="kedatangan">{t('board.arrivals')}</h2>
        {peak && (
          <span class="kecil redup">
            {t('board.arrivals.note', { puncak: clock(peak.from), batas: limit })}
          </span>
        )}
      </div>
      {peak ? (
        <>
          <Chart arrivals={arrivals} peak={peak} />
          <Table arrivals={arrivals} />
        </>
      ) : (
        <p class="redup kecil">{t('board.arrivals.none')}</p>
      )}
    </section>
  );
};

const Chart = ({ arrivals, peak }: { arrivals: readonly Arrivals[]; peak: Arrivals }) => {
  const step = Math.min(WIDEST_STEP, (WIDTH - 16) / arrivals.length);
  const width = step * 0.6;
  const every = Math.ceil(arrivals.length / MOST_LABELS);
  const label = t('board.arrivals.label', { n: peak.n, puncak: clock(peak.from) });
  return (
    <svg class="grafik" viewBox={`0 0 ${WIDTH} 118`} role="img" aria-label={label}>
      <path d={`M0 ${BASE}.5H${WIDTH}`} stroke="var(--line-strong)" />
      {arrivals.map(({ from, n, late }, at) => {
        const x = 8 + step * at;
        const height = n === 0 ? 0 : Math.max(4, (TALLEST * n) / peak.n);
        const middle = x + width / 2;
        return (
          <g key={from}>
            <rect
              x={x}
              y={BASE - height}
              width={width}
              height={height}
              rx="4"
              fill={late ? 'var(--kunyit)' : 'var(--nila)'}
            />
            {n > 0 && arrivals.length <= MOST_FIGURES && (
              <text class="kuat" x={middle} y={BASE - height - 6} text-anchor="middle">
                {n}
              </text>
            )}
            {at % every === 0 && (
              <text x={middle} y={BASE + 18} text-anchor="middle">
                {clock(from)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
};

/** The same figures for who cannot see the bars. */
const Table = ({ arrivals }: { arrivals: readonly Arrivals[] }) => (
  <table class="sr">
    <caption>{t('board.table')}</caption>
    <thead>
      <tr>
        <th scope="col">{t('board.table.time')}</th>
        <th scope="col">{t('board.table.people')}</th>
      </tr>
    </thead>
    <tbody>
      {arrivals.map(({ from, n }) => (
        <tr key={from}>
          <th scope="row">{clock(from)}</th>
          <td>{n}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
