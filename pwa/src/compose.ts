import type { App, AwaitedFile } from './app/app.ts';
import { cameraControl } from './app/camera.ts';
import { checkIn } from './app/check-in.ts';
import { clockOf } from './app/clock.ts';
import { connection, watched } from './app/connection.ts';
import type { KeptSlot } from './app/device.ts';
import { thisDevice } from './app/device.ts';
import type { Draft } from './app/drafts.ts';
import type { KeptMonths } from './app/months.ts';
import { months } from './app/months.ts';
import { notices } from './app/notices.ts';
import { outbox } from './app/outbox.ts';
import { permits } from './app/permits.ts';
import { preferences } from './app/preferences.ts';
import type { KeptReceipt } from './app/receipts.ts';
import { receipts } from './app/receipts.ts';
import { reports } from './app/reports.ts';
import { inSession, session } from './app/session.ts';
import { store } from './app/store.ts';
import type { KeptToday } from './app/today.ts';
import { today } from './app/today.ts';
import dashboardPaths from './core/dashboard-paths.json' with { type: 'json' };
import { currentLanguage } from './core/i18n/translate.ts';
import { routeOf } from './core/routes.ts';
import { ulid } from './core/ulid.ts';
import type { Me, ReportRequest } from './core/wire.ts';
import { buildOf } from './platform/build.ts';
import * as camera from './platform/camera.ts';
import { randomBytes, randomShare, sha256 } from './platform/crypto.ts';
import { claimKey, deviceKey, publicKeyOf, signText } from './platform/device-key.ts';
import { browserName, deviceLabel, installation } from './platform/installation.ts';
import { forgetLists, kept, patience } from './platform/kept.ts';
import { watchPlace } from './platform/location.ts';
import { navigation } from './platform/navigation.ts';
import { net } from './platform/net.ts';
import { outboxStore } from './platform/outbox-store.ts';
import { senderLock } from './platform/sender-lock.ts';
import { serviceWorker } from './platform/service-worker.ts';
import { share } from './platform/share.ts';
import {
  previewOf,
  revokePreview,
  SAMPLE_WIDTH_PX,
  stillOfFile,
  stillOfVideo,
} from './platform/still.ts';
import { freeSpace, localStorageOf } from './platform/storage.ts';
import { sendPhoto } from './platform/upload.ts';

/** The only place where the app meets the browser's powers. */
export function compose(window: Window): App {
  const { navigator } = window;
  const media = navigator.mediaDevices as MediaDevices | undefined;
  const permissions = navigator.permissions as Permissions | undefined;
  const geolocation = navigator.geolocation as Geolocation | undefined;
  const clock = clockOf(() => Date.now());
  const online = connection();
  const line = watched(
    net((url, init) => window.fetch(url, init), currentLanguage),
    online,
  );
  const current = session(line, kept<Me>('me'));
  const api = inSession(line, current);
  const device = thisDevice(api, deviceKeys, kept<KeptSlot>('device'), deviceLabel(navigator));
  const receiptsKept = receipts(api, kept<readonly KeptReceipt[]>('receipts'));
  const todays = today(api, kept<KeptToday>('today'), clock, current.ended);
  const box = outbox({
    store: outboxStore,
    net: api,
    sendPhoto,
    sha256,
    lock: senderLock(navigator.locks as LockManager | undefined, clock.device),
    now: clock.device,
    jitter: randomShare,
    after(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    sender: () => {
      const { status, me } = current.get();
      return status === 'SIGNED_IN' && me ? me.pegawai_id : null;
    },
    onSignedOut: current.ended,
    async onSettled({ owner, receipt, activity }) {
      if (receipt) {
        const place = todays.activity(activity.id)?.venue.name ?? null;
        await receiptsKept.keep({ owner, receipt, activity, place });
      }
      await todays.refresh();
    },
  });
  const isForeign = (path: string): boolean =>
    dashboardPaths.includes(path.split(/[/?#]/)[1] ?? '');
  const where = navigation(window, isForeign);
  const installer = installation(window);
  const way = store(installer.way());
  installer.onChange(() => way.set(installer.way()));
  const waiting = store(false);
  const worker = serviceWorker(navigator.serviceWorker as ServiceWorkerContainer | undefined, () =>
    waiting.set(true),
  );
  const pictures = {
    sha256,
    random: randomBytes,
    preview: previewOf,
    revoke: revokePreview,
    sampleWidth: SAMPLE_WIDTH_PX,
  };
  return {
    net: api,
    clock,
    session: current,
    today: todays,
    months: months(api, kept<KeptMonths>('months'), current.ended),
    notices: notices(api),
    outbox: box,
    receipts: receiptsKept,
    reports: reports({
      kept: kept<readonly ReportRequest[]>('reports'),
      net: api,
      newId: () => ulid(clock.device(), randomBytes(16)),
      version: buildOf(window.document),
      patience,
    }),
    checkIn: checkIn({ ...pictures, clock, outbox: box, device, online: online.get }),
    camera: cameraControl({
      open: (facing) => camera.openCamera(media, facing, permissions),
      stop: camera.stopStream,
      onEnd: camera.onStreamEnd,
      hasTorch: camera.hasTorch,
      setTorch: camera.setTorch,
      canFlip: () => camera.canFlip(media),
    }),
    permits: permits({ ...pictures, net: api, clock, sendPhoto, stillOfFile }),
    device,
    preferences: preferences(localStorageOf(window), window.document.documentElement),
    connection: online,
    precheck: {
      clock,
      async tryCamera() {
        const opened = await camera.openCamera(media, 'environment', permissions);
        if (opened.ok) camera.stopStream(opened.stream);
        return opened.ok ? null : opened.fault;
      },
      freeSpace: () => freeSpace(navigator.storage as StorageManager | undefined),
      async tryStorage() {
        const probe = kept<number>('probe');
        await probe.write(clock.device());
        const works = (await probe.read()) !== null;
        await probe.write(null);
        return works;
      },
      tryPlace: () =>
        new Promise((resolve) => {
          const stop = watchPlace(
            geolocation,
            ({ accuracy_m }) => {
              stop();
              resolve(accuracy_m);
            },
            () => resolve(null),
          );
        }),
      async tryNet() {
        await todays.refresh();
        return online.get();
      },
      deviceState: () => current.get().me?.device.state ?? 'NONE',
    },
    awaitedFile: kept<AwaitedFile>('awaited-file'),
    drafts: kept<readonly Draft[]>('drafts'),
    forget: forgetLists,
    install: { ask: installer.ask, way },
    route: store(routeOf(where.path())),
    navigation: where,
    update: {
      waiting,
      look: () => void worker.then((updates) => updates?.look()),
      apply: () => void worker.then((updates) => updates?.apply()),
    },
    browser: browserName(navigator),
    stillOfVideo,
    stillOfFile,
    watchPlace: (onPlace, onNone) => watchPlace(geolocation, onPlace, onNone),
    random: randomBytes,
    share: (text, url) => share(navigator, text, url),
    origin: window.location.origin,
  };
}

const deviceKeys = {
  async publicKey(owner: string, make: boolean): Promise<string | null> {
    const pair = await deviceKey(owner, make);
    return pair && publicKeyOf(pair);
  },
  async sign(owner: string, text: string): Promise<string | null> {
    const pair = await deviceKey(owner, false);
    return pair && signText(pair, text);
  },
  claim: claimKey,
};
