import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { clockOf } from '../../src/app/clock.ts';
import { store } from '../../src/app/store.ts';
import type { DeskRoute } from '../../src/core/desk-routes.ts';
import type { Answer } from '../../src/core/problems.ts';
import type { Me } from '../../src/core/wire.ts';
import { badges } from '../../src/dashboard/app/badges.ts';
import { type Desk, DeskContext } from '../../src/dashboard/app/desk.ts';
import { wibTime } from '../fake/world.ts';
import { OPD, timeline } from './world.ts';

const silent = async <T,>(): Promise<Answer<T>> => ({
  ok: false,
  fault: { kind: 'OFFLINE', cause: null },
});

/** The dashboard's parts without a browser, for what is drawn at once; `me` sits at OPD's desk. */
export function fakeDesk(me: Me): Desk {
  const time = timeline(Date.parse(wibTime('07.18')));
  const net = { call: silent };
  const nothing = (): void => undefined;
  return {
    net,
    clock: clockOf(time.now),
    session: {
      ...store({ status: 'SIGNED_IN' as const, me }),
      start: async () => undefined,
      refresh: silent,
      signIn: silent,
      elevate: silent,
      signOut: silent,
      adopt: (answer: Answer<Me>) => answer,
      ended: nothing,
    } as unknown as Desk['session'],
    preferences: {
      ...store({ theme: 'SYSTEM' as const, language: 'id' as const }),
      ready: Promise.resolve(),
      change: nothing,
    } as unknown as Desk['preferences'],
    forget: async () => undefined,
    secondFactor: { asking: store(false), settle: nothing },
    opds: {
      ...store({ opds: [{ ...OPD, trial: false }], chosen: OPD, loaded: true, fault: null }),
      load: async () => undefined,
      choose: nothing,
    } as unknown as Desk['opds'],
    badges: badges(net),
    route: store<DeskRoute>({ name: 'BOARD', of: null }),
    navigation: {
      path: () => '/papan',
      search: () => '',
      fragment: () => '',
      go: nothing,
      back: nothing,
      onChange: () => nothing,
    },
    leaving: { hold: () => nothing, leave: (work) => work() },
    sendFile: async () => 'STORED',
    picture: async () => null,
    findPlace: async () => ({ ok: false, fault: 'NONE', cause: undefined }),
    after: time.after,
    visible: () => true,
    onLeave: () => nothing,
    onKey: () => nothing,
    newId: () => '01KB0000000000000000000000',
    copy: async () => true,
    print: nothing,
    open: nothing,
    origin: 'https://apel.example',
  };
}

/** What a part draws at once, as HTML. */
export const drawn = (me: Me, part: ComponentChildren, desk = fakeDesk(me)): string =>
  renderToString(<DeskContext.Provider value={desk}>{part}</DeskContext.Provider>);

/** The words alone. */
export const words = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
