import { useLoaded } from '../../app/load.ts';
import type { Guests, Id, Invitation } from '../../core/wire.ts';
import { useDesk } from './desk.ts';

/** Where the guests of an own activity are seen and invited. */
export const guestsPath = (opd: Id, activity: Id): string =>
  `/opds/${opd}/activities/${activity}/invitations`;

/** Where an OPD says whom it sends to another's activity. */
export const invitationPath = (opd: Id, activity: Id): string =>
  `/opds/${opd}/invitations/${activity}`;

export function useGuests(opd: Id, activity: Id) {
  const { net } = useDesk();
  const path = guestsPath(opd, activity);
  return useLoaded(path, () => net.call<Guests>('GET', path));
}

export function useInvitation(opd: Id, activity: Id) {
  const { net } = useDesk();
  const path = invitationPath(opd, activity);
  return useLoaded(path, () => net.call<Invitation>('GET', path));
}
