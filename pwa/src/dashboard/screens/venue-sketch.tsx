import type { Circle } from '../../core/place.ts';
import { type Fix, sketchOf } from '../../core/venue-sketch.ts';
import { t } from '../i18n.ts';

const SIDE = 240;

/** `150 m`, `2,5 km`. */
export const lengthText = (metres: number): string =>
  metres < 1000 ? `${metres} m` : `${String(Math.round(metres / 100) / 10).replace('.', ',')} km`;

/** The circle around the venue to scale, and where one stands; drawn here, of no map's tiles. */
export const VenueSketch = ({ circle, fix }: { circle: Circle; fix: Fix | null }) => {
  const { radius, bar, own } = sketchOf(circle, fix);
  const middle = SIDE / 2;
  const end = 12 + bar.length * SIDE;
  return (
    <svg
      class="sketsa"
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      role="img"
      aria-label={t('acts.form.sketch', { jari: lengthText(circle.radius) })}
    >
      <circle class="sketsa-lingkar" cx={middle} cy={middle} r={radius * SIDE} />
      <path class="sketsa-titik" d={`M${middle - 5} ${middle}h10M${middle} ${middle - 5}v10`} />
      {own && (
        <g class="sketsa-sendiri">
          <circle cx={own.x * SIDE} cy={own.y * SIDE} r={Math.min(own.accuracy, 1) * SIDE} />
          <circle cx={own.x * SIDE} cy={own.y * SIDE} r={4} />
        </g>
      )}
      <path class="sketsa-skala" d={`M12 ${SIDE - 16}v6H${end}v-6`} />
      <text x={end + 6} y={SIDE - 9}>
        {lengthText(bar.metres)}
      </text>
    </svg>
  );
};
