import type { Notice } from '../core/wire.ts';
import type { Net } from '../platform/net.ts';
import { type Store, store } from './store.ts';

export interface NoticesStore extends Store<readonly Notice[]> {
  /** Without a network the last ones stay. */
  refresh(): Promise<void>;
  /** Marks one as read, here at once and at the server. */
  read(notice: Notice): Promise<void>;
  clear(): void;
}

export function notices(net: Net): NoticesStore {
  const state = store<readonly Notice[]>([]);
  return {
    ...state,
    async refresh() {
      const answer = await net.call<{ notices: Notice[] }>('GET', '/me/notices');
      if (answer.ok) state.set(answer.value.notices);
    },
    async read({ id }) {
      state.set(state.get().map((one) => (one.id === id ? { ...one, read: true } : one)));
      await net.call('POST', `/me/notices/${id}/read`, {});
    },
    clear: () => state.set([]),
  };
}
