import { useState } from 'preact/hooks';
import { type Figures, lastWeeks, share, YEAR_WEEKS, yearOf } from '../../core/overview.ts';
import { percent } from '../../core/percent.ts';
import type { DeskOpd, Overview } from '../../core/wire.ts';
import { recapPath } from '../app/recaps.ts';
import { Select } from '../elements/select.tsx';
import { TableBehind } from '../elements/table-behind.tsx';
import { t } from '../i18n.ts';
import { weekText } from '../words.ts';
import { WeeksTable } from './overview-table.tsx';

/** Percent at which the next darker step begins. */
const STEPS = [80, 90, 95] as const;
const [CELL, GAP] = [10, 2];

interface Line {
  opd: DeskOpd;
  weeks: { week: string; figures: Figures }[];
}

/** Setahun per OPD: one row of squares for each, darker where more people were present. */
export const OverviewYear = ({ overview }: { overview: Overview }) => {
  const names = lastWeeks(overview, YEAR_WEEKS);
  const lines = yearOf(overview, YEAR_WEEKS).flatMap((figures, n): Line[] => {
    const opd = overview.opds[n];
    return opd
      ? [{ opd, weeks: figures.map((one, at) => ({ week: names[at] ?? '', figures: one })) }]
      : [];
  });
  return (
    <section class="kartu" aria-labelledby="setahun">
      <h2 id="setahun">{t('over.year')}</h2>
      <p class="kecil redup">{t('over.year.note')}</p>
      <p class="kecil">{sentenceOf(lines)}</p>
      <Legend />
      <ul class="setahun">
        {lines.map((line) => (
          <li key={line.opd.id}>
            <a href={recapPath(names.at(-1) ?? '', line.opd.id)}>{line.opd.name}</a>
            <Squares line={line} />
          </li>
        ))}
      </ul>
      <TableBehind title={t('over.table')}>{() => <Table lines={lines} />}</TableBehind>
    </section>
  );
};

const percentOf = ({ present, expected }: Figures): string => percent(present, expected);

const heldIn = ({ weeks }: Line) => weeks.filter(({ figures }) => figures.expected > 0);

/** The week with the lowest share; null where there is no table at all. */
const lowestOf = (line: Line) =>
  heldIn(line).reduce<Line['weeks'][number] | null>(
    (low, one) =>
      low === null || (share(one.figures) ?? 1) < (share(low.figures) ?? 1) ? one : low,
    null,
  );

function sentenceOf(lines: readonly Line[]): string {
  const found = lines.flatMap((line) => {
    const low = lowestOf(line);
    return low ? [{ opd: line.opd, ...low }] : [];
  });
  const first = found.sort((a, b) => (share(a.figures) ?? 1) - (share(b.figures) ?? 1))[0];
  return first
    ? t('over.year.seen', {
        opd: first.opd.name,
        a: percentOf(first.figures),
        pekan: weekText(first.week),
      })
    : '';
}

const stepOf = (figures: Figures): number => {
  const own = (share(figures) ?? 0) * 100;
  return STEPS.filter((step) => own >= step).length;
};

/** One path for each step, so that a year of fifty OPDs stays small. */
const Squares = ({ line }: { line: Line }) => {
  const low = lowestOf(line);
  const label = t('over.year.held', {
    opd: line.opd.name,
    n: heldIn(line).length,
    a: low ? percentOf(low.figures) : '–',
  });
  const squares = (of: (figures: Figures) => boolean): string =>
    line.weeks
      .map(({ figures }, n) =>
        of(figures) ? `M${n * (CELL + GAP)} 0h${CELL}v${CELL}h-${CELL}Z` : '',
      )
      .join('');
  return (
    <svg
      class="kotak-kotak"
      viewBox={`0 0 ${YEAR_WEEKS * (CELL + GAP) - GAP} ${CELL}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path class="kosong" d={squares(({ expected }) => expected === 0)} />
      {[0, ...STEPS].map((step, n) => (
        <path
          key={step}
          class={`langkah-${n}`}
          d={squares((figures) => figures.expected > 0 && stepOf(figures) === n)}
        />
      ))}
    </svg>
  );
};

const Legend = () => (
  <ul class="legenda">
    <Step kind="kosong" text={t('over.year.none')} />
    {[0, ...STEPS].map((step, n) => (
      <Step key={step} kind={`langkah-${n}`} text={stepText(n)} />
    ))}
  </ul>
);

const Step = ({ kind, text }: { kind: string; text: string }) => (
  <li>
    <svg class="kotak-kotak" viewBox="0 0 10 10" aria-hidden="true">
      <path class={kind} d="M0 0h10v10h-10Z" />
    </svg>
    {text}
  </li>
);

function stepText(n: number): string {
  const [a, b] = [STEPS[n - 1], STEPS[n]];
  if (a === undefined) return t('over.year.below', { n: b ?? '' });
  return b === undefined ? t('over.year.from', { n: a }) : t('over.year.between', { a, b });
}

/** One OPD's weeks: fifty OPDs side by side would be read by nobody. */
const Table = ({ lines }: { lines: readonly Line[] }) => {
  const [chosen, setChosen] = useState(lines[0]?.opd.id ?? '');
  const line = lines.find(({ opd }) => opd.id === chosen);
  if (!line) return null;
  return (
    <>
      <Select
        label={t('desk.opd')}
        value={chosen}
        options={lines.map(({ opd }) => ({ value: opd.id, label: opd.name }))}
        onChoose={setChosen}
      />
      <WeeksTable
        weeks={heldIn(line)}
        link={(week) => <a href={recapPath(week, line.opd.id)}>{weekText(week)}</a>}
      />
    </>
  );
};
