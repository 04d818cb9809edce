import type { Place } from '../core/wire.ts';

/** How long the phone may search before it is told "no location yet". Milliseconds. */
const SEARCH_MS = 20_000;
/** PERMISSION_DENIED: w3.org/TR/geolocation §"code attribute". */
const DENIED = 1;

/**
 * Follows the position until stopped; `onPlace` gets each better or newer fix with the moment it was
 * taken. Says nothing where it is refused or missing: location is optional.
 */
export function watchPlace(
  geolocation: Geolocation | undefined,
  onPlace: (place: Omit<Place, 'age_s'>, takenAt: number) => void,
  onNone: () => void,
): () => void {
  if (!geolocation) {
    onNone();
    return () => undefined;
  }
  const watch = geolocation.watchPosition(
    ({ coords, timestamp }) => onPlace(placeOf(coords), timestamp),
    onNone,
    { enableHighAccuracy: true, maximumAge: 0, timeout: SEARCH_MS },
  );
  return () => geolocation.clearWatch(watch);
}

export type Located =
  | { ok: true; place: Omit<Place, 'age_s'> }
  | { ok: false; fault: 'DENIED' | 'NONE'; cause: unknown };

/** Asks for the position once. Never throws. `geolocation` is undefined on insecure pages. */
export const findPlace = (geolocation: Geolocation | undefined): Promise<Located> =>
  new Promise((resolve) => {
    if (!geolocation) {
      resolve({ ok: false, fault: 'NONE', cause: undefined });
      return;
    }
    geolocation.getCurrentPosition(
      ({ coords }) => resolve({ ok: true, place: placeOf(coords) }),
      (cause) => resolve({ ok: false, fault: cause.code === DENIED ? 'DENIED' : 'NONE', cause }),
      { enableHighAccuracy: true, maximumAge: 0, timeout: SEARCH_MS },
    );
  });

const placeOf = ({ latitude, longitude, accuracy }: GeolocationCoordinates) => ({
  lat: latitude,
  lon: longitude,
  accuracy_m: Math.round(accuracy),
});
