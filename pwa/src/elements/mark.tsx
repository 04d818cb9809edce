const DOTS = [
  [8, 15.5],
  [16, 15.5],
  [24, 15.5],
  [8, 23.5],
  [16, 23.5],
] as const;

/** The mark: a leader before a line in which one place is still open. */
export const Mark = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="#fff" />
    <circle cx="16" cy="7.6" r="3" fill="#A3172F" />
    <g fill="#1F2960">
      {DOTS.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="2.4" />
      ))}
    </g>
    <circle cx="24" cy="23.5" r="2" fill="none" stroke="#1F2960" stroke-width="1.5" />
  </svg>
);
