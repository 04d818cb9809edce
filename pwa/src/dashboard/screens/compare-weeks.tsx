import { useState } from 'preact/hooks';
import { change, type Figures, pointsText, ranked, share } from '../../core/overview.ts';
import { percent } from '../../core/percent.ts';
import { mondayOf } from '../../core/weeks.ts';
import { Select } from '../elements/select.tsx';
import { LineSign, ShareLines } from '../elements/share-lines.tsx';
import { TableBehind } from '../elements/table-behind.tsx';
import { t } from '../i18n.ts';
import { number, shortDay, weekText } from '../words.ts';

const SIGNS = ['A', 'B', 'C'] as const;

export interface Compared {
  id: string;
  name: string;
  /** Of the weeks of `names`. */
  weeks: readonly Figures[];
}
interface Line extends Compared {
  sign: string;
}
interface Props {
  title: string;
  /** The name of a choice, by its sign. */
  choice: (sign: string) => string;
  /** What to do where there are not two to compare. */
  few: string;
  all: readonly Compared[];
  /** Chosen at first. */
  first: readonly string[];
  /** The weeks, oldest first. */
  names: readonly string[];
  path: (week: string, id: string) => string;
}

/** Two or three lines week by week, what they say in a sentence, and the table behind them. */
export const CompareWeeks = ({ title, choice, few, all, first, names, path }: Props) => {
  const [chosen, setChosen] = useState(first);
  const lines = SIGNS.flatMap((sign, n): Line[] => {
    const one = all.find(({ id }) => id === chosen[n]);
    return one ? [{ ...one, sign }] : [];
  });
  const seen = sentenceOf(lines) ?? few;
  const options = all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section class="kartu tumpuk" aria-labelledby="banding">
      <h2 id="banding">{title}</h2>
      <div class="garis-garis">
        {SIGNS.map((sign, n) => (
          <div key={sign} class="pilih-garis">
            <b aria-hidden="true">{sign}</b>
            <LineSign n={n} />
            <Select
              compact
              label={choice(sign)}
              value={chosen[n] ?? ''}
              options={[{ value: '', label: t('over.compare.none') }, ...options]}
              onChoose={(id) =>
                setChosen(SIGNS.map((_, at) => (at === n ? id : (chosen[at] ?? ''))))
              }
            />
          </div>
        ))}
      </div>
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
      <TableBehind title={t('over.table')}>
        {() => <Table {...{ lines, names, path }} />}
      </TableBehind>
    </section>
  );
};

const dayOf = (week = ''): string => shortDay(mondayOf(week) ?? '');

const countsOf = ({ present, expected }: Figures): string =>
  t('over.of', { a: number(present), b: number(expected) });

/** Who is highest and who lowest over all these weeks; null where there are not two. */
function sentenceOf(lines: readonly Line[]): string | null {
  const found = ranked(lines);
  const [best, worst] = [found[0], found.at(-1)];
  if (!best || !worst || best === worst) return null;
  return t('over.compare.seen', {
    tinggi: best.name,
    a: percent(best.all.present, best.all.expected),
    x: countsOf(best.all),
    rendah: worst.name,
    b: percent(worst.all.present, worst.all.expected),
    y: countsOf(worst.all),
    n: pointsText(change(share(best.all), share(worst.all)) ?? 0),
  });
}

interface TableProps extends Pick<Props, 'names' | 'path'> {
  lines: readonly Line[];
}
const Table = ({ lines, names, path }: TableProps) => (
  <table class="tabel tabel--rapat">
    <thead>
      <tr>
        <th scope="col">{t('over.col.week')}</th>
        {lines.map(({ sign, name }) => (
          <th key={sign} scope="col">
            {name}
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
            {lines.map(({ sign, id, weeks }) => (
              <td key={sign}>
                <Cell figures={weeks[n]} path={path(week, id)} />
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
