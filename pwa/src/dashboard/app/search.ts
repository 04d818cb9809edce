import { useEffect, useMemo } from 'preact/hooks';
import { useLoaded } from '../../app/load.ts';
import { type Store, store, useStore } from '../../app/store.ts';
import { seesEveryOpd } from '../../core/desk.ts';
import type { Answer, Fault } from '../../core/problems.ts';
import { addDays, wib } from '../../core/time.ts';
import type { Activity, Opd, People, RegencyPeople, RegencyUnit } from '../../core/wire.ts';
import type { Net } from '../../platform/net.ts';
import { type Desk, useDesk, useMe } from './desk.ts';

/** Letters from which on people and units are asked for. */
export const LEAST = 3;
/** A pause in typing after which the search goes out. ms. */
const PAUSE_MS = 250;
/** Before and after today: whose activities are found. */
const DAYS_AROUND = 14;

export interface Sought {
  people: RegencyPeople['people'];
  units: readonly RegencyUnit[];
}
export interface Seeking extends Sought {
  busy: boolean;
  fault: Fault | null;
}
export interface Seeker extends Store<Seeking> {
  /** Asks for people and units after a pause in typing; what was asked before is dropped. */
  seek(words: string): void;
}

const NONE: Sought = { people: [], units: [] };

/** `ask` answers who and which units fit some words. */
export function seeker(ask: (words: string) => Promise<Answer<Sought>>, after: Desk['after']) {
  const state = store<Seeking>({ ...NONE, busy: false, fault: null });
  let turn = 0;
  let stop = (): void => undefined;
  const seek = (words: string): void => {
    stop();
    turn += 1;
    if (words.length < LEAST) {
      state.set({ ...NONE, busy: false, fault: null });
      return;
    }
    const mine = turn;
    state.set({ ...state.get(), busy: true });
    stop = after(PAUSE_MS, () => {
      void ask(words).then((answer) => {
        if (mine !== turn) return;
        state.set(
          answer.ok
            ? { ...answer.value, busy: false, fault: null }
            : { ...NONE, busy: false, fault: answer.fault },
        );
      });
    });
  };
  return { ...state, seek } satisfies Seeker;
}

/** Whoever sees every OPD searches the regency, an OPD's own people their OPD. */
export const askOf =
  (net: Net, opd: Opd, everywhere: boolean) =>
  async (words: string): Promise<Answer<Sought>> => {
    const query = `people?q=${encodeURIComponent(words)}`;
    if (everywhere) return net.call<RegencyPeople>('GET', `/${query}`);
    const answer = await net.call<People>('GET', `/opds/${opd.id}/${query}`);
    if (!answer.ok) return answer;
    const { people, units } = answer.value;
    return {
      ...answer,
      value: {
        people: people.map((person) => ({ ...person, opd })),
        units: units.filter(({ no }) => no > 0).map((unit) => ({ ...unit, opd })),
      },
    };
  };

/** People and units that fit the words, at the desk of this OPD. */
export function useSought(opd: Opd, words: string): Seeking {
  const { net, after } = useDesk();
  const everywhere = seesEveryOpd(useMe());
  const found = useMemo(() => seeker(askOf(net, opd, everywhere), after), [opd.id]);
  useEffect(() => found.seek(words), [found, words]);
  useEffect(() => () => found.seek(''), [found]);
  return useStore(found);
}

/** The OPD's activities of the days around today, read once. */
export function useNearActivities(opd: Opd): readonly Activity[] {
  const { net, clock } = useDesk();
  const today = wib(clock.server()).date;
  const span = `from=${addDays(today, -DAYS_AROUND)}&to=${addDays(today, DAYS_AROUND)}`;
  const path = `/opds/${opd.id}/activities?${span}`;
  const { value } = useLoaded(path, () => net.call<{ activities: Activity[] }>('GET', path));
  return value?.activities ?? [];
}
