import { useEffect, useState } from 'preact/hooks';

/** The server's time as well as this device knows it; ms since the epoch. */
export interface Clock {
  /** This device's own clock. */
  device(): number;
  /** By the server's clock; the device's own until the server has told the time once. */
  server(): number;
  /** Device minus server, ms; null until the server has told the time. */
  offset(): number | null;
  /** Learns from an answer: the server said `serverTime` somewhere between two looks at the device's clock. */
  learn(serverTime: string, sent: number, received: number): void;
}

export function clockOf(device: () => number): Clock {
  let offset: number | null = null;
  return {
    device,
    server: () => device() - (offset ?? 0),
    offset: () => offset,
    learn(serverTime, sent, received) {
      offset = Math.round((sent + received) / 2 - Date.parse(serverTime));
    },
  };
}

/** Draws again every `everyMs` with the server's time. */
export function useNow(clock: Clock, everyMs: number): number {
  const [now, setNow] = useState(clock.server());
  useEffect(() => {
    setNow(clock.server());
    const timer = setInterval(() => setNow(clock.server()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
