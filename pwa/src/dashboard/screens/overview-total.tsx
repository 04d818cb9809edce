import { dotsOf, type Figures, peopleADot, regencyTotal, weeksOf } from '../../core/overview.ts';
import { percent } from '../../core/percent.ts';
import type { OverviewActivity } from '../../core/wire.ts';
import { recapPath } from '../app/recaps.ts';
import { t } from '../i18n.ts';
import { number } from '../words.ts';

const ROWS = 7;
const COLUMNS = 86;
const STEP = 8;

/** Barisan of the regency: percent, counts, and one dot for so many people. */
export const OverviewTotal = ({ activities }: { activities: readonly OverviewActivity[] }) => {
  const total = regencyTotal(activities);
  const each = peopleADot(total.expected, ROWS * COLUMNS);
  return (
    <section class="kartu barisan" aria-labelledby="kehadiran">
      <div class="barisan-atas">
        <h2 id="kehadiran" class="sr">
          {t('over.total')}
        </h2>
        <p class="angka-besar">
          <b>{percent(total.present, total.expected)}</b>
          <span>{t('over.present')}</span>
        </p>
        <ul class="deret">
          <Count n={total.present} text={t('over.present.of', { n: number(total.expected) })} />
          <Count n={total.excused} text={t('over.excused')} />
          {(total.pending > 0 || total.unexplained === 0) && (
            <Count n={total.pending} text={t('over.pending')} />
          )}
          {total.unexplained > 0 && <Count n={total.unexplained} text={t('over.unexplained')} />}
        </ul>
      </div>
      <Line total={total} each={each} />
      <p class="kecil redup rekap-pekan">
        <span>{t('over.dot', { n: each })}</span>
        <span class="dorong">{t('over.recaps')}</span>
        {weeksOf(activities).map((week) => (
          <a key={week} href={recapPath(week, null)}>
            {week}
          </a>
        ))}
      </p>
    </section>
  );
};

const Count = ({ n, text }: { n: number; text: string }) => (
  <li>
    <b>{number(n)}</b>
    <span>{text}</span>
  </li>
);

/** Three paths, however many dots: full is present, a square is excused, a ring is anybody else. */
const Line = ({ total, each }: { total: Figures; each: number }) => {
  const missing = total.pending + total.unexplained;
  const [present = 0, excused = 0, rings = 0] = dotsOf(
    [total.present, total.excused, missing],
    each,
  );
  const label = t('over.dots', {
    titik: each,
    hadir: number(total.present),
    tugas: number(total.excused),
    belum: number(total.pending),
    tk: number(total.unexplained),
  });
  return (
    <svg
      class="titik-titik"
      viewBox={`0 0 ${COLUMNS * STEP} ${ROWS * STEP}`}
      role="img"
      aria-label={label}
    >
      <path class="b-hadir" d={path(0, present, circle)} />
      <path class="b-tugas" d={path(present, excused, square)} />
      <path class="b-belum" d={path(present + excused, rings, circle)} />
    </svg>
  );
};

const circle = (x: number, y: number): string => `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0-6 0Z`;
const square = (x: number, y: number): string => `M${x - 2.6} ${y - 2.6}h5.2v5.2h-5.2Z`;

/** Dots from the n-th on, column by column. */
const path = (from: number, count: number, draw: (x: number, y: number) => string): string =>
  Array.from({ length: count }, (_, n) => {
    const at = from + n;
    return draw(STEP / 2 + STEP * Math.floor(at / ROWS), STEP / 2 + STEP * (at % ROWS));
  }).join('');
