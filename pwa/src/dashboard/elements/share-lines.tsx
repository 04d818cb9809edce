const [LEFT, RIGHT] = [38, 336]; // `88,5` stands before it
const [TOP, BOTTOM] = [16, 116];
/** Told apart without colours. */
const DASHES = [undefined, '8 4', '2 4'] as const;

export interface ShareLine {
  /** 0 to 1, oldest first; null leaves a gap. */
  shares: readonly (number | null)[];
  /** Written at the newest point. */
  end: string;
}
interface Props {
  lines: readonly ShareLine[];
  label: string;
  /** Below the first and the last point. */
  from: string;
  to: string;
}

/** Shares over time, three lines at most; the scale begins just below the lowest. */
export const ShareLines = ({ lines, label, from, to }: Props) => {
  const known = lines.flatMap(({ shares }) => shares.filter((one) => one !== null));
  const low = Math.max(0, Math.floor(Math.min(1, ...known) * 100) - 1);
  const high = Math.min(100, Math.ceil(Math.max(0, ...known) * 100) + 1);
  const y = (of: number): number => BOTTOM - ((BOTTOM - TOP) * (of - low)) / (high - low);
  return (
    <svg class="grafik" viewBox="0 0 360 150" role="img" aria-label={label}>
      {[low, (low + high) / 2, high].map((of) => (
        <g key={of}>
          <path d={`M${LEFT} ${y(of)}H346`} stroke="var(--line)" />
          <text x={LEFT - 6} y={y(of) + 4} text-anchor="end">
            {String(of).replace('.', ',')}
          </text>
        </g>
      ))}
      {lines.map((line, n) => (
        <Line key={line.end} line={line} y={y} dash={DASHES[n]} />
      ))}
      <text x={LEFT} y="142">
        {from}
      </text>
      <text x={RIGHT} y="142" text-anchor="end">
        {to}
      </text>
    </svg>
  );
};

interface LineProps {
  line: ShareLine;
  /** The height of so many percent. */
  y: (percent: number) => number;
  dash: string | undefined;
}
const Line = ({ line: { shares, end }, y, dash }: LineProps) => {
  const x = (n: number): number => LEFT + ((RIGHT - LEFT) * n) / Math.max(1, shares.length - 1);
  const points = shares.flatMap((one, n) =>
    one === null ? [] : [{ x: x(n), y: y(one * 100), n }],
  );
  const last = points.at(-1);
  const falls = (points.at(-2)?.y ?? BOTTOM) < (last?.y ?? 0); // the figure stays off the line
  return (
    <>
      <path
        d={points
          .map((at, n) => {
            const joins = n > 0 && points[n - 1]?.n === at.n - 1;
            return `${joins ? 'L' : 'M'}${at.x.toFixed(1)} ${at.y.toFixed(1)}`;
          })
          .join('')}
        fill="none"
        stroke="var(--nila)"
        stroke-width="3"
        stroke-linejoin="round"
        stroke-dasharray={dash}
      />
      {points.map((at) => (
        <circle key={at.n} cx={at.x} cy={at.y} r={at === last ? 5 : 3} fill="var(--nila)" />
      ))}
      {last && (
        <text
          class="kuat"
          x={RIGHT - 2}
          y={falls ? last.y + 18 : Math.max(12, last.y - 10)}
          text-anchor="end"
        >
          {end}
        </text>
      )}
    </>
  );
};

/** The sign of a line, for the words beside the chart. */
export const LineSign = ({ n }: { n: number }) => (
  <svg class="tanda-garis" viewBox="0 0 28 12" aria-hidden="true">
    <path d="M0 6H28" stroke="var(--nila)" stroke-width="3" stroke-dasharray={DASHES[n]} />
  </svg>
);
