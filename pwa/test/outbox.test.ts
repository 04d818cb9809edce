import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { outbox, unsent } from '../src/app/outbox.ts';
import type { Entry } from '../src/core/outbox.ts';
import { write } from '../src/platform/database.ts';
import { outboxStore } from '../src/platform/outbox-store.ts';
import { leaseLock } from '../src/platform/sender-lock.ts';
import { FakeApi } from './fake/api.ts';
import { entry, PHOTO } from './fake/entries.ts';
import { id, ME } from './fake/world.ts';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3]).buffer;

/** A phone with its outbox; `wake` runs what the timer would have run. */
function phone(api: FakeApi) {
  const state = { now: 1_000, sender: ME.pegawai_id as string | null, kept: [] as Entry[] };
  const timers: (() => void)[] = [];
  const box = outbox({
    store: outboxStore,
    net: api,
    sendPhoto: api.sendPhoto,
    lock: (work) => work(),
    sha256: async (bytes) => (bytes.byteLength === JPEG.byteLength ? PHOTO.sha256 : 'f'.repeat(64)),
    now: () => state.now,
    jitter: () => 1,
    after: (_ms, work) => {
      timers.push(work);
      return () => undefined;
    },
    sender: () => state.sender,
    onSignedOut: () => {
      state.sender = null;
    },
    onSettled: async (one) => {
      state.kept.push(one);
    },
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) {
      state.now += 10_000;
      await box.flush();
    }
  };
  return { box, state, settle, timers };
}

const STORES = ['entries', 'photos', 'kept'] as const;

beforeEach(() =>
  write([...STORES], (transaction) =>
    Promise.all(STORES.map((name) => transaction.objectStore(name).clear())),
  ),
);

describe('sending', () => {
  test('a photo is in the phone before anything is sent', async () => {
    const api = new FakeApi();
    const { box } = phone(api);

    await box.add(entry(), JPEG);

    expect(api.calls).toEqual([]);
    expect(await outboxStore.photo(entry().id)).toEqual(JPEG);
  });

  test('it leaves the phone when the server holds these very bytes, and its receipt is kept', async () => {
    const api = new FakeApi();
    const { box, state, settle } = phone(api);
    await box.add(entry(), JPEG);

    await settle();

    expect(api.photos.get(entry().photo.sha256)).toEqual(JPEG);
    expect(await outboxStore.all()).toEqual([]);
    expect(await outboxStore.photo(entry().id)).toBeNull();
    expect(state.kept.map((one) => one.receipt?.check_in_id)).toEqual([entry().id]);
  });

  test('it stays while verification has not spoken', async () => {
    const api = new FakeApi();
    api.verifies = false;
    const { box, settle } = phone(api);
    await box.add(entry(), JPEG);

    await settle();

    expect(await outboxStore.photo(entry().id)).toEqual(JPEG);
  });

  test('without a network it waits, and goes when the network is back', async () => {
    const api = new FakeApi();
    api.online = false;
    const { box, settle, timers } = phone(api);
    await box.add(entry(), JPEG);

    await box.flush();
    expect(unsent(box.entries.get(), ME.pegawai_id)).toHaveLength(1);
    expect(timers.length).toBeGreaterThan(0);

    api.online = true;
    await box.hurry();
    await settle();
    expect(box.entries.get()).toEqual([]);
  });

  test('two offline photos go in the order in which they were taken', async () => {
    const api = new FakeApi();
    const { box, settle } = phone(api);
    const second = { ...entry(), id: id('CK2'), takenAt: 2, request: otherActivity() };
    await box.add(second, JPEG);
    await box.add(entry({ takenAt: 1 }), JPEG);

    await settle();

    const sent = api.calls.filter(({ path }) => path === '/check-ins').map(({ body }) => body);
    expect(sent.map((body) => (body as { id: string }).id)).toEqual([entry().id, second.id]);
  });

  test('a lost answer costs nothing: the same check-in is sent again', async () => {
    const api = new FakeApi();
    const { box, settle } = phone(api);
    await box.add(entry(), JPEG);
    api.refuseNext = { status: 503, code: 'sibuk' };

    await settle();

    expect(api.checkIns.size).toBe(1);
    expect(box.entries.get()).toEqual([]);
  });
});

const otherActivity = (): Entry['request'] => {
  const { request } = entry();
  if (request.kind !== 'CHECK_IN') return request;
  return { ...request, body: { ...request.body, id: id('CK2'), activity_id: id('B') } };
};

describe('what keeps a photo', () => {
  test('a 401 loses nothing and stops the sending until the person is back', async () => {
    const api = new FakeApi();
    api.signedIn = false;
    const { box, state, settle } = phone(api);
    await box.add(entry(), JPEG);

    await settle();
    expect(api.calls).toHaveLength(1);
    expect(box.entries.get()).toHaveLength(1);

    api.signedIn = true;
    state.sender = ME.pegawai_id;
    await box.hurry();
    await settle();
    expect(api.checkIns.size).toBe(1);
    expect(box.entries.get()).toEqual([]);
  });

  test('another person never sends it', async () => {
    const api = new FakeApi();
    const { box, state, settle } = phone(api);
    await box.add(entry(), JPEG);
    state.sender = id('LAIN');

    await settle();

    expect(api.calls).toEqual([]);
    expect(await outboxStore.all()).toHaveLength(1);
  });

  test('a refusal stays visible until its owner drops it', async () => {
    const api = new FakeApi();
    const { box, settle } = phone(api);
    await box.add(entry(), JPEG);
    api.refuseNext = { status: 422, code: 'terlambat-kirim' };

    await settle();
    expect(box.entries.get()[0]).toMatchObject({ stage: 'REFUSED', refusal: 'terlambat-kirim' });

    await box.drop(entry().id);
    expect(await outboxStore.photo(entry().id)).toBeNull();
  });

  test('the second phone of a person sees the receipt of the first', async () => {
    const api = new FakeApi();
    const { box, state, settle } = phone(api);
    const request = entry().request;
    if (request.kind === 'CHECK_IN') {
      api.checkIns.set(id('CK9'), { body: { ...request.body, id: id('CK9') }, state: 'TERCATAT' });
    }
    await box.add(entry(), JPEG);

    await settle();

    expect(box.entries.get()[0]).toMatchObject({ stage: 'DUPLICATE' });
    expect(box.entries.get()[0]?.receipt?.check_in_id).toBe(id('CK9'));
    expect(state.kept.map(({ receipt }) => receipt?.check_in_id)).toEqual([id('CK9')]);
  });

  test('a photo whose bytes are gone asks for another instead of turning in circles', async () => {
    const api = new FakeApi();
    const { box, settle } = phone(api);
    await box.add(entry(), JPEG);
    await write(['photos'], (transaction) => transaction.objectStore('photos').delete(entry().id));

    await settle();

    expect(box.entries.get()[0]).toMatchObject({ stage: 'REFUSED', refusal: 'sha256' });
  });
});

test('damaged bytes ask for another photo and are not uploaded', async () => {
  const api = new FakeApi();
  const { box, settle } = phone(api);
  await box.add(entry(), JPEG);
  await write(['photos'], (transaction) =>
    transaction.objectStore('photos').put(new ArrayBuffer(2), entry().id),
  );

  await settle();

  expect(api.photos.size).toBe(0);
  expect(box.entries.get()[0]).toMatchObject({ stage: 'REFUSED', refusal: 'sha256' });
  expect(await outboxStore.photo(entry().id)).not.toBeNull();
});

describe('one sender', () => {
  test('a lease keeps a second tab from sending, and is free again afterwards', async () => {
    const now = () => 5_000;
    const order: string[] = [];
    await leaseLock(now)(async () => {
      order.push('first');
      await leaseLock(now)(async () => void order.push('second'));
    });
    await leaseLock(now)(async () => void order.push('third'));

    expect(order).toEqual(['first', 'third']);
  });

  test('a lease whose tab died runs out', async () => {
    await write(['kept'], (transaction) =>
      transaction.objectStore('kept').put({ holder: 'gone', until: 10_000 }, 'apel-sender'),
    );
    const ran: number[] = [];

    await leaseLock(() => 9_999)(async () => void ran.push(1));
    await leaseLock(() => 10_001)(async () => void ran.push(2));

    expect(ran).toEqual([2]);
  });

  test('a call while it sends makes it look once more, not twice at once', async () => {
    const api = new FakeApi();
    const { box, settle } = phone(api);
    await box.add(entry(), JPEG);

    await Promise.all([box.flush(), box.flush(), box.flush()]);
    await settle();

    expect(api.calls.filter(({ path }) => path === '/check-ins')).toHaveLength(1);
  });
});
