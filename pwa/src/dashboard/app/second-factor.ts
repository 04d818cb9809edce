import { type Store, store } from '../../app/store.ts';
import { type Answer, codeOf } from '../../core/problems.ts';
import type { Method, Net } from '../../platform/net.ts';

/** The 6-digit code is asked for where it is needed; what was typed on the page below stays. */
export interface SecondFactor {
  asking: Store<boolean>;
  /** The code was right: what waited goes on. `false`: the person turned away. */
  settle(given: boolean): void;
}

const ELEVATION = '/session/elevation';

/**
 * The same net, which answers a demand for the second factor by asking the person once, however many
 * calls met it, and then calls again (security.md A8).
 */
export function withSecondFactor(net: Net): { net: Net; secondFactor: SecondFactor } {
  const asking = store(false);
  let waiting: Promise<boolean> | null = null;
  let resolve: (given: boolean) => void = () => undefined;
  const ask = (): Promise<boolean> => {
    waiting ??= new Promise<boolean>((done) => {
      resolve = done;
      asking.set(true);
    });
    return waiting;
  };
  return {
    secondFactor: {
      asking,
      settle(given) {
        waiting = null;
        asking.set(false);
        resolve(given);
      },
    },
    net: {
      async call<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
        const answer = await net.call<T>(method, path, body);
        const demanded = !answer.ok && codeOf(answer.fault) === 'perlu-faktor-kedua';
        if (!demanded || path === ELEVATION) return answer;
        return (await ask()) ? net.call<T>(method, path, body) : answer;
      },
    },
  };
}
