import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { Clock } from '../../app/clock.ts';
import type { PreferencesStore } from '../../app/preferences.ts';
import type { SessionStore } from '../../app/session.ts';
import { type Store, useStore } from '../../app/store.ts';
import type { DeskRoute } from '../../core/desk-routes.ts';
import type { Id, Me } from '../../core/wire.ts';
import type { Leaving } from '../../platform/leaving.ts';
import type { Located } from '../../platform/location.ts';
import type { Navigation } from '../../platform/navigation.ts';
import type { Net } from '../../platform/net.ts';
import type { ReadPicture } from '../../platform/picture.ts';
import type { Key } from '../../platform/shortcuts.ts';
import type { SendFile } from '../../platform/upload.ts';
import type { BadgesStore } from './badges.ts';
import type { Opds } from './opds.ts';
import type { SecondFactor } from './second-factor.ts';

/** Everything that the dashboard's screens reach, built once by compose.ts. */
export interface Desk {
  net: Net;
  clock: Clock;
  session: SessionStore;
  /** What the phone's page keeps of this person leaves the browser. */
  forget: () => Promise<void>;
  preferences: PreferencesStore;
  secondFactor: SecondFactor;
  opds: Opds;
  badges: BadgesStore;
  route: Store<DeskRoute>;
  navigation: Navigation;
  leaving: Leaving;
  sendFile: SendFile;
  /** A chosen picture as it is sent to be printed; null: no picture. */
  picture: ReadPicture;
  /** Asks where this device is, once. */
  findPlace: () => Promise<Located>;
  after: (ms: number, work: () => void) => () => void;
  visible: () => boolean;
  /** Calls back before the page is left or put away; returns the way to stop. */
  onLeave: (leave: () => void) => () => void;
  onKey: (press: (key: Key) => void) => () => void;
  newId: () => Id;
  copy: (text: string) => Promise<boolean>;
  print: () => void;
  /** Leads to a file or another document of ours. */
  open: (url: string) => void;
  origin: string;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('drawn outside of the dashboard');
  return desk;
}

/** Who sits here; drawn only once that is known. */
export function useMe(): Me {
  const { me } = useStore(useDesk().session);
  if (!me) throw new Error('drawn without a person');
  return me;
}

/** Keys of one screen, as long as it is drawn; `keys` maps a key to what it does. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const { onKey } = useDesk();
  useEffect(() =>
    onKey(({ name, prevent }) => {
      const act = keys[name];
      if (!act) return;
      prevent();
      act();
    }),
  );
}

/** Leads to the phone's page, which signs in and comes back here. */
export const signInPath = (path: string): string => `/masuk?ke=${encodeURIComponent(path)}`;
