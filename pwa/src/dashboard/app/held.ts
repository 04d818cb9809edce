import { type Store, store } from '../../app/store.ts';

/** How long a decision can be taken back (ux.md §2). ms. */
export const HOLD_MS = 10_000;

export interface Held<T> {
  key: string;
  decision: T;
  /** When it is sent, ms since the epoch. */
  until: number;
}
export interface Holding<T> extends Store<readonly Held<T>[]> {
  hold(key: string, decision: T): void;
  /** Takes the newest one back; null where none is held. */
  undo(): Held<T> | null;
  /** Sends what is held now: the page goes away, or somebody else sits down. */
  flush(): void;
}

/**
 * Keeps each decision for some seconds on this page before it is sent once; nothing was said to the
 * server when it is taken back.
 */
export function holding<T>(parts: {
  send: (key: string, decision: T) => void;
  now: () => number;
  after: (ms: number, work: () => void) => () => void;
}): Holding<T> {
  const state = store<readonly Held<T>[]>([]);
  const timers = new Map<string, () => void>();
  const release = (key: string): Held<T> | null => {
    const found = state.get().find((one) => one.key === key);
    timers.get(key)?.();
    timers.delete(key);
    if (found) state.set(state.get().filter((one) => one !== found));
    return found ?? null;
  };
  const send = (key: string): void => {
    const found = release(key);
    if (found) parts.send(key, found.decision);
  };
  return {
    ...state,
    hold(key, decision) {
      release(key);
      state.set([...state.get(), { key, decision, until: parts.now() + HOLD_MS }]);
      timers.set(
        key,
        parts.after(HOLD_MS, () => send(key)),
      );
    },
    undo() {
      const newest = state.get().at(-1);
      return newest ? release(newest.key) : null;
    },
    flush() {
      for (const { key } of [...state.get()]) send(key);
    },
  };
}
