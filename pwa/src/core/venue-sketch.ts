import { type Circle, distance, EARTH_RADIUS_M, radians } from './place.ts';
import type { TypedPlace } from './typed-place.ts';
import type { Place } from './wire.ts';

/** Half of the picture's side, in radii of the circle: some ground shows around it. */
const AROUND = 1.25;
/** From this many radii on, where one stands is told and not drawn: the circle would be a dot. */
const FARTHEST = 6;
/** The most of the picture's side that the scale bar takes. */
const WIDEST_BAR = 0.4;

export type Fix = Omit<Place, 'age_s'>;
export interface Sketch {
  /** All in shares of the picture's side, from its top left. */
  radius: number;
  bar: { length: number; metres: number };
  /** Where one stands, and how surely; null where that is unknown or too far to be drawn. */
  own: { x: number; y: number; accuracy: number } | null;
}

/** The circle to scale, the venue in the middle, north on top. */
export function sketchOf(circle: Circle, fix: Fix | null): Sketch {
  const north = fix ? radians(fix.lat - circle.lat) * EARTH_RADIUS_M : 0;
  const east = fix
    ? radians(fix.lon - circle.lon) * EARTH_RADIUS_M * Math.cos(radians(circle.lat))
    : 0;
  const farthest = Math.max(Math.abs(north), Math.abs(east));
  const near = fix !== null && farthest <= circle.radius * FARTHEST;
  const side = 2 * AROUND * Math.max(circle.radius, near ? farthest : 0);
  const metres = roundLength(side * WIDEST_BAR);
  return {
    radius: circle.radius / side,
    bar: { length: metres / side, metres },
    own: near
      ? { x: 0.5 + east / side, y: 0.5 - north / side, accuracy: fix.accuracy_m / side }
      : null,
  };
}

/** The longest of 1, 2, 5, 10, 20, 50 … metres that is no longer. */
export function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([5, 2].find((step) => step * power <= most) ?? 1);
}

export interface Away {
  metres: number;
  inside: boolean;
}

/** How far one stands from the venue; inside the circle as the phone would have it. */
export function awayFrom(circle: Circle, fix: Fix): Away {
  const metres = Math.round(distance(circle, fix));
  return { metres, inside: metres - fix.accuracy_m <= circle.radius };
}

/** A position as it is typed: five decimals are a metre. */
export const typedPlace = ({ lat, lon }: Fix): Pick<TypedPlace, 'lat' | 'lon'> => ({
  lat: lat.toFixed(5).replace('.', ','),
  lon: lon.toFixed(5).replace('.', ','),
});
