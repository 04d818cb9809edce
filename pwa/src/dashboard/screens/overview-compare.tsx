import { useState } from 'preact/hooks';
import {
  change,
  type Figures,
  lastWeeks,
  pointsText,
  type Span,
  share,
  standings,
  TREND_WEEKS,
  together,
  yearOf,
} from '../../core/overview.ts';
import { percent } from '../../core/percent.ts';
import { mondayOf } from '../../core/weeks.ts';
import type { DeskOpd, Id, Overview } from '../../core/wire.ts';
import { recapPath } from '../app/recaps.ts';
import { Select } from '../elements/select.tsx';
import { LineSign, ShareLines } from '../elements/share-lines.tsx';
import { TableBehind } from '../elements/table-behind.tsx';
import { t } from '../i18n.ts';
import { number, shortDay, weekText } from '../words.ts';

const SIGNS = ['A', 'B', 'C'] as const;

interface Line {
  sign: string;
  opd: DeskOpd;
  weeks: readonly Figures[];
}

/** Perbandingan: two or three OPDs week by week; at first the highest and the lowest. */
export const OverviewCompare = ({ overview, span }: { overview: Overview; span: Span }) => {
  const placed = standings(overview, span).filter(({ place }) => place !== null);
  const [chosen, setChosen] = useState<readonly Id[]>([
    placed[0]?.opd.id ?? '',
    placed.at(-1)?.opd.id ?? '',
    '',
  ]);
  const names = lastWeeks(overview, TREND_WEEKS);
  const lines = linesOf(overview, chosen);
  const seen = sentenceOf(lines);
  const options = overview.opds.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section class="kartu tumpuk" aria-labelledby="banding">
      <h2 id="banding">{t('over.compare', { n: TREND_WEEKS })}</h2>
      {SIGNS.map((sign, n) => (
        <div key={sign} class="pilih-garis">
          <b aria-hidden="true">{sign}</b>
          <LineSign n={n} />
          <Select
            compact
            label={t('over.compare.opd', { huruf: sign })}
            value={chosen[n] ?? ''}
            options={[{ value: '', label: t('over.compare.none') }, ...options]}
            onChoose={(id) => setChosen(chosen.map((one, at) => (at === n ? id : one)))}
          />
        </div>
      ))}
      <ShareLines
        lines={SIGNS.map((sign) => ({
          shares: lines.find((line) => line.sign === sign)?.weeks.map(share) ?? [],
          end: sign,
        }))}
        label={seen}
        from={dayOf(names[0])}
        to={dayOf(names.at(-1))}
      />
      <p class="kecil">{seen}</p>
      <TableBehind title={t('over.table')}>{() => <Table {...{ lines, names }} />}</TableBehind>
    </section>
  );
};

const dayOf = (week = ''): string => shortDay(mondayOf(week) ?? '');

const linesOf = (overview: Overview, chosen: readonly Id[]): Line[] => {
  const weeks = yearOf(overview, TREND_WEEKS);
  return SIGNS.flatMap((sign, n) => {
    const at = overview.opds.findIndex(({ id }) => id === chosen[n]);
    const [opd, own] = [overview.opds[at], weeks[at]];
    return opd && own ? [{ sign, opd, weeks: own }] : [];
  });
};

const countsOf = ({ present, expected }: Figures): string =>
  t('over.of', { a: number(present), b: number(expected) });

function sentenceOf(lines: readonly Line[]): string {
  const found = lines
    .map(({ opd, weeks }) => ({ opd, all: together(weeks) }))
    .filter(({ all }) => all.expected > 0)
    .sort((a, b) => (share(b.all) ?? 0) - (share(a.all) ?? 0));
  const [best, worst] = [found[0], found.at(-1)];
  if (!best || !worst || best === worst) return t('over.compare.few');
  return t('over.compare.seen', {
    tinggi: best.opd.name,
    a: percent(best.all.present, best.all.expected),
    x: countsOf(best.all),
    rendah: worst.opd.name,
    b: percent(worst.all.present, worst.all.expected),
    y: countsOf(worst.all),
    n: pointsText(change(share(best.all), share(worst.all)) ?? 0),
  });
}

const Table = ({ lines, names }: { lines: readonly Line[]; names: readonly string[] }) => (
  <table class="tabel tabel--rapat">
    <thead>
      <tr>
        <th scope="col">{t('over.col.week')}</th>
        {lines.map(({ sign, opd }) => (
          <th key={sign} scope="col">
            {opd.name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {names
        .map((week, n) => ({ week, n }))
        .filter(({ n }) => lines.some(({ weeks }) => weeks[n]?.expected))
        .reverse()
        .map(({ week, n }) => (
          <tr key={week}>
            <th scope="row">{weekText(week)}</th>
            {lines.map(({ sign, opd, weeks }) => (
              <td key={sign}>
                <Cell figures={weeks[n]} path={recapPath(week, opd.id)} />
              </td>
            ))}
          </tr>
        ))}
    </tbody>
  </table>
);

const Cell = ({ figures, path }: { figures: Figures | undefined; path: string }) =>
  figures?.expected ? (
    <a href={path}>
      {percent(figures.present, figures.expected)}
      <small>{countsOf(figures)}</small>
    </a>
  ) : (
    <span class="redup">–</span>
  );
