import type { Fault } from '../core/problems.ts';
import { isSignedOut } from '../core/problems.ts';
import type { Id, Month, MonthActivity, TodayActivity } from '../core/wire.ts';
import type { Kept } from '../platform/kept.ts';
import type { Net } from '../platform/net.ts';
import { type Store, store } from './store.ts';

export interface MonthsState {
  /** By `yyyymm`. */
  months: Readonly<Record<string, Month>>;
  fault: Fault | null;
}
export interface KeptMonths {
  owner: Id;
  months: Readonly<Record<string, Month>>;
}
export interface MonthsStore extends Store<MonthsState> {
  open(owner: Id): Promise<void>;
  load(month: string): Promise<void>;
  clear(): Promise<void>;
}

/** One's own months: the last answers stay for the hours without a network. */
export function months(net: Net, kept: Kept<KeptMonths>, onSignedOut: () => void): MonthsStore {
  const state = store<MonthsState>({ months: {}, fault: null });
  let owner: Id | null = null;
  return {
    ...state,
    async open(person) {
      owner = person;
      const last = await kept.read();
      state.set({ months: last?.owner === person ? last.months : {}, fault: null });
    },
    async load(month) {
      const asked = owner;
      if (asked === null) return;
      const answer = await net.call<Month>('GET', `/me/months/${month}`);
      if (asked !== owner) return;
      if (!answer.ok) {
        if (isSignedOut(answer.fault)) onSignedOut();
        state.set({ ...state.get(), fault: answer.fault });
        return;
      }
      const known = { ...state.get().months, [month]: answer.value };
      state.set({ months: known, fault: null });
      await kept.write({ owner: asked, months: known });
    },
    async clear() {
      owner = null;
      state.set({ months: {}, fault: null });
      await kept.write(null);
    },
  };
}

export interface PastActivity extends MonthActivity {
  date: string;
}

/**
 * The last `n` activities up to and including `date`, oldest first, from all known months. `today` is
 * fresher than the months and wins.
 */
export function lastActivities(
  known: MonthsState['months'],
  today: readonly TodayActivity[],
  date: string,
  n: number,
): PastActivity[] {
  const fresh = (id: Id): TodayActivity | undefined =>
    today.find((one) => one.id === id && one.date === date);
  return Object.values(known)
    .flatMap(({ days }) => days)
    .filter((day) => day.date <= date)
    .flatMap((day) => day.activities.map((activity) => ({ ...activity, date: day.date })))
    .map((past) => {
      const now = past.date === date ? fresh(past.id) : undefined;
      return now ? { ...past, code: now.code, state: now.state } : past;
    })
    .sort((a, b) => a.window.opens.localeCompare(b.window.opens))
    .slice(-n);
}
