import { deskRouteOf } from '../../core/desk-routes.ts';
import { type Desk, signInPath } from './desk.ts';

/** What waits is counted again after this time. ms. */
const BADGES_MS = 60_000;

/** Ties the parts together for as long as the page lives. */
export function live(desk: Desk): void {
  let seated: string | null = null;
  const leave = (): void => desk.open(signInPath(desk.navigation.path()));
  desk.session.subscribe(() => {
    const { status, me } = desk.session.get();
    if (status === 'SIGNED_OUT' && seated !== null) {
      void desk.forget().then(leave); // somebody signed out (security.md S6)
    } else if (status === 'SIGNED_OUT' || status === 'ENDED') leave();
    else if (status === 'SIGNED_IN' && me && seated !== me.pegawai_id) {
      seated = me.pegawai_id;
      void desk.opds.load(me);
    }
  });
  let opd: string | null = null;
  desk.opds.subscribe(() => {
    const chosen = desk.opds.get().chosen?.id ?? null;
    if (chosen === opd) return;
    opd = chosen;
    desk.badges.clear();
    if (chosen) void desk.badges.load(chosen);
  });
  const count = (): void => {
    const { chosen } = desk.opds.get();
    if (chosen && desk.visible()) void desk.badges.load(chosen.id);
    desk.after(BADGES_MS, count);
  };
  desk.after(BADGES_MS, count);
  desk.navigation.onChange(() => desk.route.set(deskRouteOf(desk.navigation.path())));
  void desk.session.start();
}
