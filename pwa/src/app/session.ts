import type { Answer } from '../core/problems.ts';
import { isSignedOut } from '../core/problems.ts';
import type { Me } from '../core/wire.ts';
import type { Method, Net } from '../platform/net.ts';
import { type Store, store } from './store.ts';

/**
 * UNKNOWN until the server or the device has spoken; SIGNED_IN also without a network, as long as the
 * session is not known to have ended; ENDED keeps `me`, so that the outbox still knows whose it is.
 */
export interface Session {
  status: 'UNKNOWN' | 'SIGNED_IN' | 'ENDED' | 'SIGNED_OUT';
  me: Me | null;
}

/** Where the last known person is kept between two openings. */
export interface KeptMe {
  read(): Promise<Me | null>;
  write(me: Me | null): Promise<void>;
}

export interface SessionStore extends Store<Session> {
  /**
   * Opens from what the device kept, then asks the server, since who was here before a browser cleared
   * its storage still has the cookie. With a `firstTouch`, a browser that keeps nobody counts as signed
   * out and asks only then: a new visitor's page need not begin with a refusal.
   */
  start(firstTouch?: Promise<unknown>): Promise<void>;
  /** Asks the server who is signed in; without a network the last known person stays. */
  refresh(): Promise<Answer<Me>>;
  signIn(login: string, password: string): Promise<Answer<Me>>;
  elevate(code: string): Promise<Answer<Me>>;
  signOut(): Promise<Answer<void>>;
  /** Takes over what another call brought: activation, TOTP, profile. Ends when the browser keeps it. */
  adopt(answer: Answer<Me>): Promise<Answer<Me>>;
  /** Tells of a 401 that any call met. */
  ended(): void;
}

export function session(net: Net, kept: KeptMe): SessionStore {
  const state = store<Session>({ status: 'UNKNOWN', me: null });
  const ended = (): void => {
    const { me } = state.get();
    state.set(me ? { status: 'ENDED', me } : { status: 'SIGNED_OUT', me: null });
  };
  const adopt = async (answer: Answer<Me>): Promise<Answer<Me>> => {
    if (answer.ok) {
      state.set({ status: 'SIGNED_IN', me: answer.value });
      await kept.write(answer.value); // whoever goes on to another page is known there
    }
    return answer;
  };
  const refresh = async (): Promise<Answer<Me>> => {
    const before = state.get();
    const answer = await adopt(await net.call<Me>('GET', '/me'));
    const stale = state.get() !== before; // somebody signed in while this was asked
    if (!answer.ok && isSignedOut(answer.fault) && !stale) ended();
    return answer;
  };
  return {
    ...state,
    adopt,
    ended,
    refresh,
    async start(firstTouch) {
      const me = await kept.read();
      if (me) state.set({ status: 'SIGNED_IN', me });
      else if (firstTouch) {
        state.set({ status: 'SIGNED_OUT', me: null });
        await firstTouch;
        if (state.get().status !== 'SIGNED_OUT') return;
      }
      await refresh();
      if (state.get().status === 'UNKNOWN') state.set({ status: 'SIGNED_OUT', me: null });
    },
    signIn: async (login, password) =>
      adopt(await net.call<Me>('POST', '/session', { login, password })),
    elevate: async (code) => adopt(await net.call<Me>('PUT', '/session/elevation', { code })),
    async signOut() {
      const answer = await net.call<void>('DELETE', '/session');
      if (answer.ok || isSignedOut(answer.fault)) {
        state.set({ status: 'SIGNED_OUT', me: null });
        await kept.write(null);
      }
      return answer;
    },
  };
}

/**
 * The same net for calls within a session: a refusal that comes after the person has signed in again was the
 * session's before, so the call is made once more; after somebody else has, it counts as not sent.
 */
export const inSession = (net: Net, { get }: Pick<SessionStore, 'get'>): Net => ({
  async call<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
    const before = get();
    const answer = await net.call<T>(method, path, body);
    const now = get();
    if (answer.ok || !isSignedOut(answer.fault) || now === before || now.status !== 'SIGNED_IN') {
      return answer;
    }
    if (now.me?.pegawai_id === before.me?.pegawai_id) return net.call<T>(method, path, body);
    return { ok: false, fault: { kind: 'OFFLINE', cause: answer.fault } };
  },
});
