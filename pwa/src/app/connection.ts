import type { Answer } from '../core/problems.ts';
import type { Method, Net } from '../platform/net.ts';
import { type Store, store } from './store.ts';

/** Whether our server answered the last call: the only meaning of "online" (never navigator.onLine). */
export type Connection = Store<boolean>;

/** The same net, which tells the connection what it met. */
export function watched(net: Net, online: Connection): Net {
  return {
    async call<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
      const answer = await net.call<T>(method, path, body);
      online.set(answer.ok || answer.fault.kind === 'PROBLEM');
      return answer;
    },
  };
}

export const connection = (): Connection => store(true);
