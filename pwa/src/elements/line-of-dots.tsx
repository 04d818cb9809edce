const COLUMNS = 9;
const ROWS = 3;
/** The open place: seventh in the second row, as in the design. */
const OPEN = { row: 1, column: 6 };

/** The line: one dot is one person; one place is still open. */
export const LineOfDots = ({ label }: { label: string }) => (
  <svg viewBox="0 0 312 100" role="img" aria-label={label}>
    {Array.from({ length: ROWS * COLUMNS }, (_, n) => {
      const [row, column] = [Math.floor(n / COLUMNS), n % COLUMNS];
      const [x, y] = [11 + 36 * column, 14 + 36 * row];
      const open = row === OPEN.row && column === OPEN.column;
      return open ? (
        <circle key={n} cx={x} cy={y} r="13" fill="none" stroke="#FFD75E" stroke-width="4.5" />
      ) : (
        <circle key={n} cx={x} cy={y} r="10.5" fill="#fff" opacity={0.92 - 0.22 * row} />
      );
    })}
  </svg>
);
