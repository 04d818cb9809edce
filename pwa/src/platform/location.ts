import type { Place } from '../core/wire.ts';

/** How long the phone may search before it is told "no location yet". Milliseconds. */
const SEARCH_MS = 20_000;

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
    ({ coords, timestamp }) =>
      onPlace(
        { lat: coords.latitude, lon: coords.longitude, accuracy_m: Math.round(coords.accuracy) },
        timestamp,
      ),
    onNone,
    { enableHighAccuracy: true, maximumAge: 0, timeout: SEARCH_MS },
  );
  return () => geolocation.clearWatch(watch);
}
