import type { Answer } from '../core/problems.ts';
import type { Device, Id, Me, NewDevice } from '../core/wire.ts';
import type { Kept } from '../platform/kept.ts';
import type { Net } from '../platform/net.ts';
import { type Store, store } from './store.ts';

/** The key of one person in this browser, as platform/device-key.ts gives it. */
export interface DeviceKeys {
  /** The public half, base64 SPKI; null where this browser keeps no key. */
  publicKey(owner: string, make: boolean): Promise<string | null>;
  sign(owner: string, text: string): Promise<string | null>;
  claim(from: string, owner: string): Promise<void>;
}
/** Which slot the key in this browser stands for. */
export interface KeptSlot {
  owner: Id;
  id: Id;
}
/** Where a key waits between activation's request and the answer that names its owner. */
const UNCLAIMED = 'new';

export interface ThisDevice {
  /** The key for an activation, with the label; nothing where this browser keeps no key. */
  forActivation(): Promise<NewDevice | undefined>;
  /** After an activation that carried the key. */
  activated(me: Me): Promise<void>;
  /** Binds this browser where it is not bound, or its key was lost (security.md D2). */
  bind(me: Me): Promise<Answer<unknown> | null>;
  /** The signature for a check-in; null where this device is not bound. */
  sign(me: Me, text: string): Promise<{ id: Id; signature: string } | null>;
  /** Phones of this person that wait for a yes. */
  pending: Store<readonly Device[]>;
  lookForPending(): Promise<void>;
  approve(device: Device): Promise<Answer<void>>;
  refuse(device: Device): Promise<Answer<void>>;
}

export function thisDevice(
  net: Net,
  keys: DeviceKeys,
  slot: Kept<KeptSlot>,
  label: string,
): ThisDevice {
  const pending = store<readonly Device[]>([]);
  const settle = (device: Device, answer: Answer<void>): Answer<void> => {
    if (answer.ok) pending.set(pending.get().filter(({ id }) => id !== device.id));
    return answer;
  };
  return {
    pending,
    async forActivation() {
      const publicKey = await keys.publicKey(UNCLAIMED, true);
      return publicKey ? { public_key: publicKey, label } : undefined;
    },
    async activated(me) {
      await keys.claim(UNCLAIMED, me.pegawai_id);
      if (me.device.id) await slot.write({ owner: me.pegawai_id, id: me.device.id });
    },
    async bind(me) {
      const known = await slot.read();
      const held = await keys.publicKey(me.pegawai_id, false);
      if (held && known?.owner === me.pegawai_id) {
        if (me.device.state === 'PENDING' || known.id === me.device.id) return null;
      }
      const publicKey = held ?? (await keys.publicKey(me.pegawai_id, true));
      if (!publicKey) return null;
      const answer = await net.call<{ device: { id: Id } }>('POST', '/me/devices', {
        public_key: publicKey,
        label,
      });
      if (answer.ok) await slot.write({ owner: me.pegawai_id, id: answer.value.device.id });
      return answer;
    },
    async sign(me, text) {
      const known = await slot.read();
      if (known?.owner !== me.pegawai_id || me.device.state !== 'BOUND') return null;
      const signature = await keys.sign(me.pegawai_id, text);
      return signature ? { id: known.id, signature } : null;
    },
    async lookForPending() {
      const answer = await net.call<{ devices: Device[] }>('GET', '/me/devices');
      if (!answer.ok) return;
      pending.set(answer.value.devices.filter((one) => one.state === 'PENDING' && !one.current));
    },
    approve: async (device) =>
      settle(device, await net.call<void>('POST', `/me/devices/${device.id}/approval`, {})),
    refuse: async (device) =>
      settle(device, await net.call<void>('DELETE', `/me/devices/${device.id}`)),
  };
}
