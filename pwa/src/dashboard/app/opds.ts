import { type Store, store } from '../../app/store.ts';
import { seesEveryOpd } from '../../core/desk.ts';
import type { Fault } from '../../core/problems.ts';
import type { DeskOpd, Id, Me, Opd } from '../../core/wire.ts';
import type { Net } from '../../platform/net.ts';

export interface OpdChoice {
  /** Those at whose desk the person may sit; empty for an employee without a role. */
  opds: readonly DeskOpd[];
  chosen: Opd | null;
  loaded: boolean;
  fault: Fault | null;
}
export interface Opds extends Store<OpdChoice> {
  load(me: Me): Promise<void>;
  choose(id: Id): void;
}

const KEY = 'apel.opd';

/** The OPD whose desk is open in this tab. `storage` may refuse (private mode). */
export function opds(net: Net, storage: Storage | null): Opds {
  const state = store<OpdChoice>({ opds: [], chosen: null, loaded: false, fault: null });
  const kept = (): string | null => {
    try {
      return storage?.getItem(KEY) ?? null;
    } catch {
      return null;
    }
  };
  return {
    ...state,
    async load(me) {
      if (me.roles.length === 0) {
        state.set({ opds: [], chosen: null, loaded: true, fault: null });
        return;
      }
      const answer = await net.call<{ opds: DeskOpd[] }>('GET', '/opds');
      if (!answer.ok) {
        state.set({ ...state.get(), loaded: true, fault: answer.fault });
        return;
      }
      const found = answer.value.opds;
      const wanted = [kept(), me.roles[0]?.opd?.id, seesEveryOpd(me) ? me.opd.id : null];
      const chosen = wanted.map((id) => found.find((opd) => opd.id === id)).find(Boolean);
      state.set({ opds: found, chosen: chosen ?? found[0] ?? null, loaded: true, fault: null });
    },
    choose(id) {
      const chosen = state.get().opds.find((opd) => opd.id === id);
      if (!chosen) return;
      try {
        storage?.setItem(KEY, id);
      } catch {
        // A forbidden storage costs the memory of the choice, not the choice.
      }
      state.set({ ...state.get(), chosen });
    },
  };
}
