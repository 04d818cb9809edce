import { correction, generate } from 'lean-qr/nano';
import { useMemo } from 'preact/hooks';

/** Free modules around the code (ISO/IEC 18004 §6.3.8); the white field continues it. */
const QUIET = 2;

/** A QR code, black on white in every theme: scanners need it so. */
export const Qr = ({ text, label }: { text: string; label: string }) => {
  const { path, size } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      class="qr"
      viewBox={`${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
};

function drawn(text: string): { path: string; size: number } {
  // On a screen nothing is torn or stained: the lowest correction gives the largest modules.
  const code = generate(text, { minCorrectionLevel: correction.L });
  let path = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1Z`;
  }
  return { path, size: code.size };
}
