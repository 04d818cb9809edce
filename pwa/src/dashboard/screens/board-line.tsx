import {
  type Counts,
  countsOf,
  hasDots,
  MOST_DOTS,
  seen,
  type UnitRow,
  unitRows,
} from '../../core/board.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { percent } from '../../core/percent.ts';
import { clock, longDate, wib } from '../../core/time.ts';
import type { Board, Phase } from '../../core/wire.ts';
import { columnsFor, DotSign, Dots } from '../elements/dots.tsx';
import { t } from '../i18n.ts';
import { number } from '../words.ts';

/**
 * Barisan: the count, one dot per person in each unit, the legend. No percent while it is open; before
 * that nobody is missing yet, they are only expected.
 */
export const BoardLine = ({ board }: { board: Board }) => {
  const { phase, people, units } = board;
  const counts = countsOf(people, phase);
  const rows = unitRows(units, people, phase);
  const columns = columnsFor(Math.max(0, ...rows.map(({ total }) => total)));
  return (
    <section
      class={phase === 'BEFORE' ? 'kartu barisan barisan--nanti' : 'kartu barisan'}
      aria-labelledby="barisan"
    >
      <h2 id="barisan" class="sr">
        {t('board.dots')}
      </h2>
      {phase === 'BEFORE' ? (
        <Opening board={board} awaited={counts.awaited} />
      ) : (
        <Head counts={counts} phase={phase} />
      )}
      {counts.total === 0 && <p class="redup">{t('board.nobody')}</p>}
      {hasDots(board) ? (
        <ul class="bidang">
          {rows.map((row) => (
            <li key={row.no}>
              <UnitName row={row} phase={phase} />
              <Dots standings={row.standings} columns={columns} />
              <UnitFigure row={row} phase={phase} />
            </li>
          ))}
        </ul>
      ) : (
        <>
          <p class="kecil redup">{t('board.toomany', { n: MOST_DOTS })}</p>
          <ul class="unit-bar">
            {rows.map((row) => (
              <li key={row.no}>
                <UnitName row={row} phase={phase} />
                <UnitBar row={row} />
                <UnitFigure row={row} phase={phase} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Legend counts={counts} board={board} />
    </section>
  );
};

const Head = ({ counts, phase }: { counts: Counts; phase: Phase }) => {
  const closed = phase === 'CLOSED';
  const [before, after] = t(closed ? 'board.present' : 'board.seen').split('{n}');
  return (
    <div class="barisan-atas">
      <p class="angka-besar">
        <b>{number(seen(counts))}</b>
        <span>
          {before}
          <strong class="tinta">{number(closed ? counts.total : counts.awaited)}</strong>
          {after}
        </span>
      </p>
      {closed && (
        <p class="angka-besar angka-besar--dua">
          <b>{percent(seen(counts), counts.total)}</b>
        </p>
      )}
    </div>
  );
};

const Opening = ({ board, awaited }: { board: Board; awaited: number }) => {
  const { date } = wib(board.activity.window.opens);
  const isToday = date === wib(board.server_time).date;
  const hari = isToday ? t('board.today') : longDate(date, currentLanguage());
  return (
    <div class="barisan-atas">
      <p class="angka-besar">
        <b>{clock(board.activity.window.opens)}</b>
        <span>{t('board.opens', { hari, n: number(awaited) })}</span>
      </p>
    </div>
  );
};

const UnitName = ({ row, phase }: { row: UnitRow; phase: Phase }) => (
  <span>
    <strong>{row.name}</strong>
    <small>{unitText(row, phase)}</small>
  </span>
);

function unitText(row: UnitRow, phase: Phase): string {
  switch (phase) {
    case 'BEFORE':
      return t('board.unit.awaited', { n: row.awaited });
    case 'OPEN':
      return t('board.unit.seen', { a: seen(row), b: row.awaited });
    case 'CLOSED':
      return t('board.unit.present', { a: seen(row), b: row.total });
  }
}

const UnitFigure = ({ row, phase }: { row: UnitRow; phase: Phase }) => {
  if (phase === 'BEFORE') return null;
  if (phase === 'CLOSED') {
    return (
      <span class="n">
        <b>{percent(seen(row), row.total)}</b>
      </span>
    );
  }
  const [before, after] = t('board.unit.missing').split('{n}');
  return (
    <span class="n">
      {before}
      <b class="n-belum">{row.unseen}</b>
      {after}
    </span>
  );
};

const UnitBar = ({ row }: { row: UnitRow }) => {
  const parts = [
    ['h', row.onTime],
    ['t', row.late],
    ['d', row.excused],
    ['x', row.pending + row.unseen],
  ] as const;
  return (
    <span class="tumpuk-bar" aria-hidden="true">
      {parts.map(
        ([look, n]) =>
          n > 0 && <i key={look} class={look} style={{ width: `${(100 * n) / row.total}%` }} />,
      )}
    </span>
  );
};

/** What it is called that nobody has seen somebody. */
export const UNSEEN = {
  BEFORE: 'board.awaited',
  OPEN: 'board.unseen',
  CLOSED: 'board.noexplanation',
} as const;

const Legend = ({ counts, board }: { counts: Counts; board: Board }) => {
  const late = t('board.late', { jam: clock(board.activity.window.late_after) });
  const arrived = [
    ['ON_TIME', t('board.ontime'), counts.onTime],
    ['LATE', late, counts.late],
  ] as const;
  const lines = [
    ...(board.phase === 'BEFORE' ? [] : arrived),
    ['EXCUSED', t('board.excused'), counts.excused],
    ['UNSEEN', t(UNSEEN[board.phase]), counts.unseen + counts.pending],
  ] as const;
  return (
    <ul class="legenda">
      {lines.map(([standing, text, n]) => (
        <li key={standing}>
          <DotSign standing={standing} />
          {text} <b>{number(n)}</b>
        </li>
      ))}
    </ul>
  );
};
