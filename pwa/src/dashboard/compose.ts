import { clockOf } from '../app/clock.ts';
import { preferences } from '../app/preferences.ts';
import { session } from '../app/session.ts';
import { store } from '../app/store.ts';
import dashboardPaths from '../core/dashboard-paths.json' with { type: 'json' };
import { deskRouteOf } from '../core/desk-routes.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { isSignedOut } from '../core/problems.ts';
import { ulid } from '../core/ulid.ts';
import type { Me } from '../core/wire.ts';
import { copyText } from '../platform/clipboard.ts';
import { randomBytes } from '../platform/crypto.ts';
import { forgetLists, kept } from '../platform/kept.ts';
import { leaving } from '../platform/leaving.ts';
import { findPlace } from '../platform/location.ts';
import { navigation } from '../platform/navigation.ts';
import { type Method, type Net, net } from '../platform/net.ts';
import { pictureOfFile } from '../platform/picture.ts';
import { shortcuts } from '../platform/shortcuts.ts';
import { localStorageOf, sessionStorageOf } from '../platform/storage.ts';
import { sendFile } from '../platform/upload.ts';
import { onLeave } from '../platform/wake.ts';
import { badges } from './app/badges.ts';
import type { Desk } from './app/desk.ts';
import { opds } from './app/opds.ts';
import { withSecondFactor } from './app/second-factor.ts';

/** The only place where the dashboard meets the browser's powers. */
export function compose(window: Window): Desk {
  const { navigator, document, location } = window;
  const clock = clockOf(() => Date.now());
  // A decision that is sent while the page goes away still arrives: hence keepalive.
  const plain = net(
    (url, init) => window.fetch(url, { ...init, keepalive: init.method !== 'GET' }),
    currentLanguage,
  );
  const { net: asking, secondFactor } = withSecondFactor(plain);
  const current = session(asking, kept<Me>('me'));
  const api = telling(asking, current.ended);
  const isForeign = (path: string): boolean =>
    !dashboardPaths.includes(path.split(/[/?#]/)[1] ?? '');
  const away = leaving(window, (path) => where.go(path)); // hears of the way back first
  const where = navigation(window, isForeign);
  return {
    net: api,
    clock,
    session: current,
    forget: forgetLists,
    preferences: preferences(localStorageOf(window), document.documentElement),
    secondFactor,
    opds: opds(api, sessionStorageOf(window)),
    badges: badges(api),
    route: store(deskRouteOf(where.path())),
    navigation: { ...where, go: (path, how) => away.leave(() => where.go(path, how)) },
    leaving: away,
    sendFile,
    picture: pictureOfFile,
    findPlace: () => findPlace(navigator.geolocation as Geolocation | undefined),
    after(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    visible: () => document.visibilityState === 'visible',
    onLeave: (leave) => onLeave(window, leave),
    onKey: shortcuts(document, clock.device),
    newId: () => ulid(clock.device(), randomBytes(16)),
    copy: (text) => copyText(navigator.clipboard as Clipboard | undefined, text),
    print: () => window.print(),
    open: (url) => location.assign(url),
    origin: location.origin,
  };
}

/** The same net, which tells of an ended session. */
const telling = (api: Net, ended: () => void): Net => ({
  async call<T>(method: Method, path: string, body?: unknown) {
    const answer = await api.call<T>(method, path, body);
    if (!answer.ok && isSignedOut(answer.fault)) ended();
    return answer;
  },
});
