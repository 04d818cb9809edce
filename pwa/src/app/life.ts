import { nextTold } from '../core/card.ts';
import { needsSignIn, routeOf } from '../core/routes.ts';
import { wib } from '../core/time.ts';
import type { Me } from '../core/wire.ts';
import type { App } from './app.ts';

/** A file that the phone's own camera owes us is asked for again within this time, ms. */
const FILE_AWAITED_MS = 10 * 60_000;
/** The notice is made within the minute (architecture.md §8); phones ask spread over one more, ms. */
const NOTICE_MADE_MS = 60_000;

/**
 * Ties the parts together for as long as the page lives: who signs in gets their data, what waits is
 * sent, the address decides what is drawn. `wakes` calls back at every sign of life.
 */
export function live(
  app: App,
  wakes: (wake: () => void) => void,
  firstTouch: Promise<unknown>,
): void {
  let owner: string | null = null;
  const follow = (): void => {
    const { status, me } = app.session.get();
    keepToSignIn(app);
    if (status !== 'SIGNED_IN' || !me) {
      owner = null; // the next sign-in opens everything anew, the device's key included
      return;
    }
    if (owner === me.pegawai_id) void app.outbox.hurry();
    else {
      owner = me.pegawai_id;
      void openFor(app, me);
    }
  };
  app.session.subscribe(follow);
  tellInTime(app, Math.random());
  app.navigation.onChange(() => {
    app.route.set(routeOf(app.navigation.path()));
    keepToSignIn(app);
  });
  wakes(() => {
    void app.outbox.hurry();
    void app.reports.flush();
    app.update.look();
    if (app.session.get().status !== 'SIGNED_IN') return;
    void app.today.refresh();
    void app.notices.refresh();
  });
  void app.outbox.open().then(() => app.session.start(firstTouch));
}

/**
 * A page that stays open asks for its notices when they are made: 10 minutes before closing and at
 * closing, `share` of a minute after the others.
 */
export function tellInTime(app: Pick<App, 'clock' | 'notices' | 'today'>, share: number): void {
  const after = NOTICE_MADE_MS * (1 + share);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    const now = app.clock.server();
    const moment = nextTold(app.today.get().today?.activities ?? [], now - after);
    if (moment === null) return;
    timer = setTimeout(() => void app.notices.refresh().then(wait), moment + after - now);
  };
  app.today.subscribe(wait);
}

async function openFor(app: App, me: Me): Promise<void> {
  await Promise.all([app.today.open(me.pegawai_id), app.months.open(me.pegawai_id)]);
  void app.outbox.hurry();
  void app.reports.flush();
  void app.notices.refresh();
  void bindDevice(app, me);
  const awaited = await app.awaitedFile.read();
  const fresh = awaited && app.clock.device() - awaited.at < FILE_AWAITED_MS;
  if (fresh && app.route.get().name === 'HOME') {
    app.navigation.go(`/kamera/${awaited.activityId}`);
  } else if (awaited && !fresh) await app.awaitedFile.write(null);
}

/** The month comes after the binding: a phone that is not bound is told of today alone. */
export async function bindDevice(
  app: Pick<App, 'clock' | 'device' | 'months' | 'session'>,
  me: Me,
): Promise<void> {
  const bound = await app.device.bind(me);
  const month = wib(app.clock.server()).date.slice(0, 7).replace('-', '');
  await Promise.all([bound?.ok && app.session.refresh(), app.months.load(month)]);
}

/** Leads to the sign-in where the page needs a session, and remembers the way back. */
function keepToSignIn(app: App): void {
  const { status } = app.session.get();
  const route = app.route.get();
  if (!needsSignIn(route, status)) return;
  const from = app.navigation.path();
  app.navigation.go(from === '/' ? '/masuk' : `/masuk?ke=${encodeURIComponent(from)}`, 'REPLACE');
}

/** Where the sign-in leads back to: a path of our own, or home. */
export function returnPath(search: string): string {
  const path = new URLSearchParams(search).get('ke') ?? '/';
  return /^\/(?!\/)[\w\-/]*$/.test(path) ? path : '/';
}
