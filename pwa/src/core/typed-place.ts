import type { Circle } from './place.ts';
import type { Office } from './wire.ts';

/** A circle as it is typed: degrees and metres. */
export interface TypedPlace {
  lat: string;
  lon: string;
  radius: string;
}
export interface PlaceFault {
  field: keyof TypedPlace;
  why: 'NUMBER' | 'RANGE';
}

/** Metres around the place that are taken where nothing else is typed (domain.md §7). */
export const RADIUS_M = 150;
/** What the server takes of each, in degrees and metres. */
const BOUNDS = { lat: [-90, 90], lon: [-180, 180], radius: [10, 50_000] } as const;
const NUMBERS = ['lat', 'lon', 'radius'] as const;

/** A number as people here write it, with a comma or a point. */
export function numberOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value) ? null : value;
}

/** What of its three numbers has to be mended; null where nothing. */
export function circleFault(typed: TypedPlace): PlaceFault | null {
  for (const field of NUMBERS) {
    const [value, [least, most]] = [numberOf(typed[field]), BOUNDS[field]];
    if (value === null) return { field, why: 'NUMBER' };
    if (value < least || value > most) return { field, why: 'RANGE' };
  }
  return null;
}

/** The circle that is typed; null where its numbers name none. */
export function circleOf(typed: TypedPlace): Circle | null {
  const [lat, lon, radius] = [typed.lat, typed.lon, typed.radius].map(numberOf);
  const known = typeof lat === 'number' && typeof lon === 'number' && typeof radius === 'number';
  return known && circleFault(typed) === null ? { lat, lon, radius } : null;
}

/** A stored place as it would be typed. */
export function typedOf({ lat, lon, radius_m }: Partial<Office>): TypedPlace {
  const number = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return {
    lat: number(lat).replace('.', ','),
    lon: number(lon).replace('.', ','),
    radius: number(radius_m ?? RADIUS_M),
  };
}
