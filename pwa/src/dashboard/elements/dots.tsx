import type { Standing } from '../../core/board.ts';

/** Room of one dot, in units of the drawing. */
const STEP = 18;
const ROW = 20;
/** A short unit draws its dots as large as a unit of this many does. */
const FEWEST_COLUMNS = 22;
const MOST_COLUMNS = 34;

/** One person: full, triangle, square or ring (ux.md §1). */
const Dot = ({ standing, x, y }: { standing: Standing; x: number; y: number }) => {
  switch (standing) {
    case 'ON_TIME':
      return <circle class="b-hadir" cx={x} cy={y} r="6.8" />;
    case 'LATE':
      return <path class="b-telat" d={`M${x} ${y - 7.5}l7.4 13.5h-14.8Z`} />;
    case 'EXCUSED':
      return <rect class="b-tugas" x={x - 6} y={y - 6} width="12" height="12" rx="2" />;
    default:
      return <circle class="b-belum" cx={x} cy={y} r="5.8" />;
  }
};

/** The people of a unit in a line; the figures stand beside it as text. `columns` is that of all units. */
export const Dots = ({
  standings,
  columns,
}: {
  standings: readonly Standing[];
  columns: number;
}) => {
  const rows = Math.max(1, Math.ceil(standings.length / columns));
  return (
    <svg
      viewBox={`0 0 ${columns * STEP + 2} ${rows * ROW}`}
      preserveAspectRatio="xMinYMid meet"
      aria-hidden="true"
      style={{ height: `${rows * ROW}px` }}
    >
      {standings.map((standing, n) => (
        <Dot
          key={n}
          standing={standing}
          x={9 + STEP * (n % columns)}
          y={10 + ROW * Math.floor(n / columns)}
        />
      ))}
    </svg>
  );
};

export const columnsFor = (longest: number): number =>
  Math.min(MOST_COLUMNS, Math.max(FEWEST_COLUMNS, longest));

/** A sign of the legend. */
export const DotSign = ({ standing }: { standing: Standing }) => (
  <svg viewBox="0 0 20 20" aria-hidden="true">
    <Dot standing={standing} x={10} y={10} />
  </svg>
);
