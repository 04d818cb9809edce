import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Fault } from '../core/problems.ts';
import type { Route } from '../core/routes.ts';
import type { Place } from '../core/wire.ts';
import type { Installation, Way } from '../platform/installation.ts';
import type { Kept } from '../platform/kept.ts';
import type { Navigation } from '../platform/navigation.ts';
import type { Net } from '../platform/net.ts';
import type { CameraControl } from './camera.ts';
import type { CheckIn } from './check-in.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import type { ThisDevice } from './device.ts';
import type { Draft } from './drafts.ts';
import type { MonthsStore } from './months.ts';
import type { NoticesStore } from './notices.ts';
import type { Outbox } from './outbox.ts';
import type { Permits } from './permits.ts';
import type { PrecheckParts } from './precheck.ts';
import type { PreferencesStore } from './preferences.ts';
import type { Receipts } from './receipts.ts';
import type { Reports } from './reports.ts';
import type { SessionStore } from './session.ts';
import type { Store } from './store.ts';
import type { TodayStore } from './today.ts';

/** A photo was asked of the phone's own camera; Android may kill this page meanwhile. */
export interface AwaitedFile {
  activityId: string;
  /** The device's clock, ms. */
  at: number;
}

/** Everything that the screens reach, built once by src/compose.ts. */
export interface App {
  net: Net;
  clock: Clock;
  session: SessionStore;
  today: TodayStore;
  months: MonthsStore;
  notices: NoticesStore;
  outbox: Outbox;
  receipts: Receipts;
  reports: Reports;
  checkIn: CheckIn;
  camera: CameraControl;
  permits: Permits;
  device: ThisDevice;
  preferences: PreferencesStore;
  connection: Connection;
  precheck: PrecheckParts;
  awaitedFile: Kept<AwaitedFile>;
  drafts: Kept<readonly Draft[]>;
  /** Lists, receipts and drafts of whoever used this phone leave it. */
  forget: () => Promise<void>;
  install: Pick<Installation, 'ask'> & { way: Store<Way> };
  route: Store<Route>;
  navigation: Navigation;
  /** A new version waits; `apply` loads it, `look` asks for one. */
  update: { waiting: Store<boolean>; look(): void; apply(): void };
  browser: string;
  stillOfVideo: (video: HTMLVideoElement) => Promise<Photographed | null>;
  stillOfFile: (file: Blob) => Promise<Photographed | null>;
  watchPlace: (
    onPlace: (place: Omit<Place, 'age_s'>, at: number) => void,
    onNone: () => void,
  ) => () => void;
  random: (n: number) => Uint8Array;
  share: (text: string, url: string) => Promise<'SHARED' | 'COPIED' | 'CANCELLED'>;
  origin: string;
}
export interface Photographed {
  jpeg: ArrayBuffer;
  sample: Uint8ClampedArray;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('drawn outside of the app');
  return app;
}

/** Sign-out: the session ends, lists and drafts on this phone are cleared, unsent photos and the key stay (security.md S6). */
export async function signOut(app: App): Promise<Fault | null> {
  const answer = await app.session.signOut();
  if (app.session.get().status !== 'SIGNED_OUT') return answer.ok ? null : answer.fault;
  app.notices.clear();
  await Promise.all([app.today.clear(), app.months.clear(), app.forget()]);
  app.navigation.go('/masuk', 'REPLACE');
  return null;
}

/** While a check-in is open a new version waits: nothing may load the page anew under it. */
export const mayUpdate = (route: Route, unsent: number): boolean =>
  unsent === 0 && !['CAMERA', 'CONFIRM', 'ABSENCE', 'LETTER', 'ACTIVATION'].includes(route.name);
