import type { Answering, Guest, Id, Invitation } from './wire.ts';

/** Whom an OPD sends to another's activity, as its admin chooses. */
export interface Sending {
  who: 'CHOSEN' | 'EVERYBODY' | 'NOBODY';
  units: readonly number[];
  people: readonly { id: Id; name: string }[];
}

/** The most that are named one by one; more are sent by whole units. */
export const MOST_NAMED = 100;

/** What stands, to be chosen otherwise; not answered yet: names are asked for. */
export function sendingOf({ answered, everybody, units, people }: Invitation): Sending {
  const nobody = answered && !everybody && units.length === 0 && people.length === 0;
  return {
    who: everybody ? 'EVERYBODY' : nobody ? 'NOBODY' : 'CHOSEN',
    units,
    people: people.map(({ pegawai_id, name }) => ({ id: pegawai_id, name })),
  };
}

/** What has to be mended before it can be sent. */
export const sendingFault = ({ who, units, people }: Sending): 'NONE' | 'MANY' | null => {
  if (who !== 'CHOSEN') return null;
  if (units.length === 0 && people.length === 0) return 'NONE';
  return people.length > MOST_NAMED ? 'MANY' : null;
};

/** What is sent, over the answer that was seen. */
export const answerOf = ({ version }: Invitation, { who, units, people }: Sending): Answering => ({
  version,
  everybody: who === 'EVERYBODY',
  ...(who === 'CHOSEN' && { units: [...units], people: people.map(({ id }) => id) }),
});

export type GuestState = 'WAITING' | 'EVERYBODY' | 'NOBODY' | 'CHOSEN';

/** How a guest answered. */
export function guestState({ answered, everybody, units, people }: Guest): GuestState {
  if (!answered) return 'WAITING';
  if (everybody) return 'EVERYBODY';
  return units + people === 0 ? 'NOBODY' : 'CHOSEN';
}
