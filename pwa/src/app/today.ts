import type { Fault } from '../core/problems.ts';
import { isSignedOut } from '../core/problems.ts';
import type { Id, Today, TodayActivity } from '../core/wire.ts';
import type { Kept } from '../platform/kept.ts';
import type { Net } from '../platform/net.ts';
import type { Clock } from './clock.ts';
import { type Store, store } from './store.ts';

export interface TodayState {
  today: Today | null;
  /** Why the last refresh brought nothing; the last data stays. */
  fault: Fault | null;
}
/** Kept with its owner: the next person to sign in must not see it. */
export interface KeptToday {
  owner: Id;
  today: Today;
}

export interface TodayStore extends Store<TodayState> {
  /** Shows what the device kept for this person, then asks the server. */
  open(owner: Id): Promise<void>;
  refresh(): Promise<void>;
  activity(id: Id): TodayActivity | null;
  clear(): Promise<void>;
}

/** Nothing came: the last data stays, with why; a 401 is the session's, too. */
export function refused<S extends { fault: Fault | null }>(
  state: Store<S>,
  fault: Fault,
  onSignedOut: () => void,
): void {
  if (isSignedOut(fault)) onSignedOut();
  state.set({ ...state.get(), fault });
}

export function today(
  net: Net,
  kept: Kept<KeptToday>,
  clock: Clock,
  onSignedOut: () => void,
): TodayStore {
  const state = store<TodayState>({ today: null, fault: null });
  let owner: Id | null = null;
  const refresh = async (): Promise<void> => {
    const asked = owner;
    if (asked === null) return;
    const sent = clock.device();
    const answer = await net.call<Today>('GET', '/me/today');
    if (asked !== owner) return; // somebody else signed in meanwhile
    if (!answer.ok) return refused(state, answer.fault, onSignedOut);
    clock.learn(answer.value.server_time, sent, clock.device());
    state.set({ today: answer.value, fault: null });
    await kept.write({ owner: asked, today: answer.value });
  };
  return {
    ...state,
    refresh,
    async open(person) {
      if (owner !== person) state.set({ today: null, fault: null });
      owner = person;
      const last = await kept.read();
      // The server may have been faster: what it said is not older than what was kept.
      if (owner === person && last?.owner === person)
        state.set({ ...state.get(), today: state.get().today ?? last.today });
      await refresh();
    },
    activity: (id) => state.get().today?.activities.find((one) => one.id === id) ?? null,
    async clear() {
      owner = null;
      state.set({ today: null, fault: null });
      await kept.write(null);
    },
  };
}
