/** How long ago, in the largest whole unit that is not zero. Both in ms since the epoch. */
export type Ago = { unit: 'NOW' } | { unit: 'MINUTES' | 'HOURS' | 'DAYS'; n: number };

const MINUTE_MS = 60_000;

export function ago(then: number, now: number): Ago {
  const minutes = Math.floor((now - then) / MINUTE_MS);
  if (minutes < 1) return { unit: 'NOW' };
  if (minutes < 60) return { unit: 'MINUTES', n: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? { unit: 'HOURS', n: hours } : { unit: 'DAYS', n: Math.floor(hours / 24) };
}
