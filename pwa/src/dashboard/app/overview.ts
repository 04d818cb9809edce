import { useLoaded } from '../../app/load.ts';
import type { FollowUps, Overview } from '../../core/wire.ts';
import { useDesk } from './desk.ts';

/** The regency's figures of 52 weeks. */
export function useOverview() {
  const { net } = useDesk();
  return useLoaded('overview', () => net.call<Overview>('GET', '/overview'));
}

/** Empty offices and waiting letters: asked apart, since each OPD is asked. */
export function useFollowUps() {
  const { net } = useDesk();
  return useLoaded('follow-ups', () => net.call<FollowUps>('GET', '/overview/follow-ups'));
}
