import type { Place, Venue } from './wire.ts';

export const EARTH_RADIUS_M = 6_371_000;
export const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in metres (haversine). */
export function distance(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const [lat1, lat2] = [radians(a.lat), radians(b.lat)];
  const h =
    Math.sin((lat2 - lat1) / 2) ** 2 +
    Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(h));
}

/** Degrees, and metres. */
export interface Circle {
  lat: number;
  lon: number;
  radius: number;
}

/** Accuracy beyond which a position says nothing, and the most that is forgiven, m (security.md G1). */
const USELESS_ACCURACY_M = 200;

export type Nearness =
  | { kind: 'NONE' }
  | { kind: 'KNOWN'; accuracy: number }
  | { kind: 'HERE'; accuracy: number }
  | { kind: 'FAR'; km: number };

/** How a position lies to a venue; only a hint to the person, the server judges for itself. */
export function nearness(place: Place | null, venue: Venue): Nearness {
  if (!place || place.accuracy_m > USELESS_ACCURACY_M) return { kind: 'NONE' };
  const accuracy = Math.round(place.accuracy_m);
  const { lat, lon, radius_m: radius } = venue;
  if (lat === undefined || lon === undefined || radius === undefined) {
    return { kind: 'KNOWN', accuracy };
  }
  const away = distance(place, { lat, lon }) - place.accuracy_m;
  return away > radius
    ? { kind: 'FAR', km: Math.max(0.1, Math.round(away / 100) / 10) }
    : { kind: 'HERE', accuracy };
}
