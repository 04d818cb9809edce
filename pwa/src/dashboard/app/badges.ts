import { type Store, store } from '../../app/store.ts';
import type { Badges, Id } from '../../core/wire.ts';
import type { Net } from '../../platform/net.ts';

/** How much waits for this person; null until it is known. */
export interface Waiting {
  reviews: number | null;
  permits: number | null;
  devices: number | null;
}
export interface BadgesStore extends Store<Waiting> {
  load(opd: Id): Promise<void>;
  /** The review queue and the board count photos themselves. */
  reviews(n: number): void;
  clear(): void;
}

const NONE: Waiting = { reviews: null, permits: null, devices: null };

export function badges(net: Net): BadgesStore {
  const state = store<Waiting>(NONE);
  return {
    ...state,
    async load(opd) {
      const answer = await net.call<Badges>('GET', `/opds/${opd}/badges`);
      if (answer.ok) state.set({ ...state.get(), ...answer.value });
    },
    reviews: (n) => state.set({ ...state.get(), reviews: n }),
    clear: () => state.set(NONE),
  };
}
