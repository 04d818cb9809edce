import { useState } from 'preact/hooks';
import {
  FEW,
  LINE_WEEKS,
  periodOf,
  pointsText,
  regencyTotal,
  type Span,
  type Standing,
  scaleFrom,
  share,
  standings,
} from '../../core/overview.ts';
import { percent } from '../../core/percent.ts';
import { weekOf } from '../../core/weeks.ts';
import type { Overview } from '../../core/wire.ts';
import { Segments } from '../../elements/segments.tsx';
import { recapPath } from '../app/recaps.ts';
import { t } from '../i18n.ts';
import { number, shortDay, weekText } from '../words.ts';

type Order = 'LOW' | 'HIGH';
const ORDERS: readonly Order[] = ['LOW', 'HIGH'];

/** Peringkat: every OPD with its share, its last weeks and the change; each opens its recap. */
export const OverviewRanking = ({ overview, span }: { overview: Overview; span: Span }) => {
  const [order, setOrder] = useState<Order>('LOW');
  const { now, before } = periodOf(overview, span);
  const all = standings(overview, span);
  const placed = all.filter(({ place }) => place !== null);
  const shown = [
    ...(order === 'LOW' ? [...placed].reverse() : placed),
    ...all.filter(({ place }) => place === null),
  ];
  const total = regencyTotal(now);
  const average = share(total);
  const from = scaleFrom(all.map(({ figures }) => share(figures)).filter((one) => one !== null));
  const week = weekOf(now.at(-1)?.date ?? overview.today);
  const columns = {
    pending: all.some(({ figures }) => figures.pending > 0),
    unexplained: all.some(({ figures }) => figures.unexplained > 0),
  };
  return (
    <div class="kartu peringkat">
      <div class="kepala kepala--rata">
        <div>
          <h2 id="peringkat">{t('over.ranking', { n: placed.length })}</h2>
          <p class="kecil redup skala">{t('over.scale', { n: from })}</p>
        </div>
        <Segments
          label={t('over.order')}
          options={ORDERS.map((value) => ({ value, label: t(`over.order.${value}`) }))}
          chosen={order}
          onChoose={setOrder}
        />
      </div>
      <p class="kecil">{sentenceOf(placed, before.at(-1)?.date ?? null, span)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard */}
      <section class="gulir" tabIndex={0} aria-labelledby="peringkat">
        <table class="tabel tabel--rapat">
          <thead>
            <tr>
              <th class="n" scope="col">
                No
              </th>
              <th scope="col">{t('over.col.opd')}</th>
              <th class="n" scope="col">
                {t('over.col.people')}
              </th>
              <th class="kolom-persen" scope="col">
                {t('over.col.present')}
              </th>
              {columns.pending && (
                <th class="n" scope="col">
                  {t('over.col.pending')}
                </th>
              )}
              {columns.unexplained && (
                <th class="n" scope="col">
                  {t('over.col.unexplained')}
                </th>
              )}
              <th scope="col">{t('over.col.line', { n: LINE_WEEKS })}</th>
              <th class="n" scope="col">
                {t('over.col.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.opd.id}>
                <td class="n redup">{one.place ?? '–'}</td>
                <td>
                  <a href={recapPath(week, one.opd.id)}>
                    {one.opd.name}
                    {one.trial && <small>{t('over.trial')}</small>}
                  </a>
                </td>
                <td class="n">{number(one.figures.expected)}</td>
                <td>
                  <Present standing={one} average={average} from={from} />
                </td>
                {columns.pending && <td class="n">{number(one.figures.pending)}</td>}
                {columns.unexplained && <td class="n">{number(one.figures.unexplained)}</td>}
                <td>
                  <Line shares={one.line} />
                </td>
                <td class="n">
                  <Change points={one.change} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
};

/** What is seen, in a sentence. */
function sentenceOf(placed: readonly Standing[], before: string | null, span: Span): string {
  const [best, worst] = [placed[0], placed.at(-1)];
  if (!best || !worst) return '';
  const values = {
    rendah: worst.opd.name,
    a: percent(worst.figures.present, worst.figures.expected),
    tinggi: best.opd.name,
    b: percent(best.figures.present, best.figures.expected),
  };
  if (before === null) return t('over.seen.first', values);
  return t('over.seen', {
    ...values,
    lalu: beforeText(before, span),
    naik: placed.filter(({ change }) => change !== null && change > 0).length,
    turun: placed.filter(({ change }) => change !== null && change < 0).length,
  });
}

function beforeText(date: string, span: Span): string {
  switch (span) {
    case 'DAY':
      return shortDay(date);
    case 'WEEK':
      return weekText(weekOf(date));
    case 'MONTH':
      return shortDay(date).split(' ')[1] ?? '';
  }
}

interface PresentProps {
  standing: Standing;
  average: number | null;
  /** Percent at which the scale begins. */
  from: number;
}
const Present = ({ standing: { figures }, average, from }: PresentProps) => {
  const own = share(figures);
  if (own === null) return <span class="redup">{t('over.empty')}</span>;
  const at = (of: number): string => `${((of * 100 - from) / (100 - from)) * 100}%`;
  return (
    <div class="persen">
      <span class="posisi" aria-hidden="true">
        {average !== null && <u style={{ left: at(average) }} />}
        <i style={{ left: at(own) }} />
      </span>
      <b class="n angka">{percent(figures.present, figures.expected)}</b>
      {figures.expected < FEW && (
        <small>{t('over.few', { a: figures.present, b: figures.expected })}</small>
      )}
    </div>
  );
};

const WIDTH = 76;
const HEIGHT = 24;

/** The last weeks as a small line; the column beside it says the change in words. */
const Line = ({ shares }: { shares: readonly (number | null)[] }) => {
  const known = shares.filter((one) => one !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const step = (WIDTH - 6) / Math.max(1, shares.length - 1);
  const points = shares.flatMap((one, n) =>
    one === null
      ? []
      : [{ x: 2 + step * n, y: 4 + (high === low ? 8 : ((high - one) / (high - low)) * 16) }],
  );
  const last = points.at(-1);
  if (!last) return null;
  return (
    <svg class="garis-kecil" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      <circle cx={last.x} cy={last.y} r="3" />
    </svg>
  );
};

const Change = ({ points }: { points: number | null }) => {
  if (points === null) return <span class="redup">–</span>;
  if (points === 0) return <span class="redup">{pointsText(points)}</span>;
  const up = points > 0;
  return (
    <span class={up ? 'selisih naik' : 'selisih turun'}>
      <span class="sr">{t(up ? 'over.up' : 'over.down')}</span>
      <span aria-hidden="true">{up ? '▲' : '▼'}</span> {pointsText(points)}
    </span>
  );
};
