import type { Fault } from '../core/problems.ts';
import type { Id, Month, MonthActivity, TodayActivity } from '../core/wire.ts';
import type { Kept } from '../platform/kept.ts';
import type { Net } from '../platform/net.ts';
import { type Store, store } from './store.ts';
import { refused } from './today.ts';

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
  const calls: Record<string, unknown> = {}; // the last one of each month
  let owner: Id | null = null;
  return {
    ...state,
    async open(person) {
      if (owner !== person) state.set({ months: {}, fault: null });
      owner = person;
      const last = await kept.read();
      // The server may have been faster: what it said is not older than what was kept.
      if (owner === person && last?.owner === person)
        state.set({ ...state.get(), months: { ...last.months, ...state.get().months } });
    },
    async load(month) {
      const asked = owner;
      if (asked === null) return;
      const call = net.call<Month>('GET', `/me/months/${month}`);
      calls[month] = call;
      const answer = await call;
      // Somebody else signed in meanwhile, or this month was asked for again.
      if (asked !== owner || call !== calls[month]) return;
      if (!answer.ok) return refused(state, answer.fault, onSignedOut);
      state.set({ months: { ...state.get().months, [month]: answer.value }, fault: null });
      await kept.write({ owner: asked, months: state.get().months });
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
  return Object.values(known)
    .flatMap(({ days }) => days)
    .filter((day) => day.date <= date)
    .flatMap((day) => day.activities.map((activity) => ({ ...activity, date: day.date })))
    .map((past) => {
      const now = today.find((one) => one.id === past.id && one.date === date);
      return now ? { ...past, code: now.code, state: now.state } : past;
    })
    .sort((a, b) => a.window.opens.localeCompare(b.window.opens))
    .slice(-n);
}
