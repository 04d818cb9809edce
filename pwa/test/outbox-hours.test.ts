import { describe, expect, test } from 'vitest';
import type { Outbox } from '../src/app/outbox.ts';
import { outbox, unsent } from '../src/app/outbox.ts';
import type { Entry } from '../src/core/outbox.ts';
import { isStuck, mayDrop } from '../src/core/outbox.ts';
import type { Receipt } from '../src/core/wire.ts';
import type { OutboxStore } from '../src/platform/outbox-store.ts';
import { FakeApi } from './fake/api.ts';
import { entry, PHOTO } from './fake/entries.ts';
import { ME } from './fake/world.ts';

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3]).buffer;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const OTHER = 'b'.repeat(64);

/** What the phone holds, without a database: a day of it is a second here. */
class MemoryStore implements OutboxStore {
  readonly entries = new Map<string, Entry>();
  readonly photos = new Map<string, ArrayBuffer>();

  async add(one: Entry, jpeg: ArrayBuffer): Promise<'SAVED'> {
    this.entries.set(one.id, one);
    this.photos.set(one.id, jpeg);
    return 'SAVED';
  }
  all = async (): Promise<Entry[]> => [...this.entries.values()];
  photo = async (id: string): Promise<ArrayBuffer | null> => this.photos.get(id) ?? null;
  async update(one: Entry): Promise<void> {
    if (this.entries.has(one.id)) this.entries.set(one.id, one);
  }
  async drop(id: string): Promise<void> {
    this.entries.delete(id);
    this.photos.delete(id);
  }
}

interface Phone {
  box: Outbox;
  store: MemoryStore;
  /** When each of its requests went, ms. */
  asked: number[];
  uploads: number[];
  /** The receipts that outlive their photos here. */
  settled: (Receipt | null)[];
  /** Lets the time pass that the timers wait for. */
  pass(ms: number): Promise<void>;
}

/** A phone whose app stays open, with one photo in it. */
async function phone(api: FakeApi, first: Partial<Entry> = {}): Promise<Phone> {
  const store = new MemoryStore();
  const [asked, uploads, settled] = [[] as number[], [] as number[], [] as Phone['settled']];
  const timers = new Set<{ at: number; work: () => void }>();
  let now = 0;
  const box = outbox({
    store,
    net: {
      call(method, path, body) {
        asked.push(now);
        return api.call(method, path, body);
      },
    },
    sendPhoto(upload, jpeg, onProgress) {
      uploads.push(now);
      return api.sendPhoto(upload, jpeg, onProgress);
    },
    lock: (work) => work(),
    sha256: async () => PHOTO.sha256,
    now: () => now,
    jitter: () => 1,
    after(ms, work) {
      const timer = { at: now + ms, work };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    sender: () => ME.pegawai_id,
    onSignedOut: () => undefined,
    onSettled: async ({ receipt }) => {
      settled.push(receipt);
    },
  });
  const pass = async (ms: number): Promise<void> => {
    const end = now + ms;
    for (;;) {
      const [next] = [...timers].sort((a, b) => a.at - b.at);
      if (!next || next.at > end) break;
      timers.delete(next);
      now = next.at;
      next.work();
      await box.flush();
    }
    now = end;
  };
  await box.add(entry(first), JPEG);
  await box.flush();
  return { box, store, asked, uploads, settled, pass };
}

const gaps = (times: readonly number[]): number[] =>
  times.slice(1).map((time, at) => time - (times[at] ?? 0));
const grows = (spans: readonly number[]): boolean =>
  spans.every((span, at) => span >= (spans[at - 1] ?? 0));
const within = (times: readonly number[], from: number, to: number): number =>
  times.filter((time) => time >= from && time < to).length;
const kept = ({ store }: Phone): boolean => store.photos.get(entry().id) === JPEG;

describe('a bucket that refuses every form', () => {
  test('is tried less and less, then every five minutes, and the person reads of it', async () => {
    const api = new FakeApi();
    api.takesForms = false;
    const one = await phone(api);

    await one.pass(24 * HOUR_MS);

    expect(gaps(one.uploads).slice(0, 6)).toEqual([2, 4, 8, 16, 32, 300].map((s) => s * 1000));
    expect(grows(gaps(one.uploads))).toBe(true);
    expect(within(one.uploads, 0, HOUR_MS)).toBeLessThan(20);
    expect(one.asked).toHaveLength(one.uploads.length);
    expect(one.box.entries.get().map(isStuck)).toEqual([true]);
    expect(unsent(one.box.entries.get(), ME.pegawai_id)).toHaveLength(1);
    expect(kept(one)).toBe(true);
  });

  test('a person who opens the app every ten minutes starts no burst', async () => {
    const api = new FakeApi();
    api.takesForms = false;
    const one = await phone(api);

    for (let turn = 0; turn < 36; turn += 1) {
      await one.box.hurry();
      await one.pass(10 * MINUTE_MS);
    }

    expect(within(one.uploads, HOUR_MS, 2 * HOUR_MS)).toBeLessThanOrEqual(18);
  });

  test('once it takes one, the photo goes', async () => {
    const api = new FakeApi();
    api.takesForms = false;
    const one = await phone(api);
    await one.pass(2 * HOUR_MS);

    api.takesForms = true;
    await one.pass(6 * MINUTE_MS);

    expect(one.box.entries.get()).toEqual([]);
  });

  test('one that had only run out costs two seconds', async () => {
    const api = new FakeApi();
    api.takesForms = false;
    const one = await phone(api);
    await one.pass(2_000);

    api.takesForms = true;
    await one.pass(10_000);

    expect(one.box.entries.get()).toEqual([]);
  });
});

describe('a verification that is down', () => {
  test('is asked every five minutes, and the photo uploaded again ever more seldom', async () => {
    const api = new FakeApi();
    api.verifies = false;
    const one = await phone(api);

    await one.pass(24 * HOUR_MS);

    expect(one.uploads.length).toBeGreaterThan(1);
    expect(one.uploads.length).toBeLessThan(8);
    expect(grows(gaps(one.uploads))).toBe(true);
    expect(within(one.asked, 23 * HOUR_MS, 24 * HOUR_MS)).toBeLessThan(20);
    expect(within(one.asked, 0, HOUR_MS)).toBeLessThan(40);
    expect(kept(one)).toBe(true);
  });

  test('a person who opens the app for a minute at a time asks once each, and the photo goes again', async () => {
    const api = new FakeApi();
    api.verifies = false;
    const one = await phone(api);
    await one.pass(MINUTE_MS);
    const asked = one.asked.length;

    for (let turn = 0; turn < 10; turn += 1) await one.box.hurry();

    expect(one.asked.length - asked).toBeLessThanOrEqual(12);
    expect(one.uploads).toHaveLength(2);
  });

  test('once it is up again, the photo goes', async () => {
    const api = new FakeApi();
    api.verifies = false;
    const one = await phone(api);
    await one.pass(24 * HOUR_MS);

    api.verifies = true;
    await one.pass(6 * MINUTE_MS);

    expect(one.box.entries.get()).toEqual([]);
  });
});

describe('a phone that comes back after another one replaced its photo', () => {
  const back = async (stored: boolean): Promise<{ api: FakeApi; one: Phone }> => {
    const api = new FakeApi();
    api.verifies = false;
    const one = await phone(api);
    api.verifies = true;
    api.replaced.set(entry().id, OTHER);
    if (stored) api.photos.set(OTHER, JPEG);
    return { api, one };
  };

  test('says so, sends nothing more, and keeps its own for its owner to delete', async () => {
    const { one } = await back(true);

    await one.pass(MINUTE_MS);
    const asked = one.asked.length;
    await one.pass(24 * HOUR_MS);

    const entries = one.box.entries.get();
    expect(entries.map(({ stage }) => stage)).toEqual(['SUPERSEDED']);
    expect(unsent(entries, ME.pegawai_id)).toEqual([]);
    expect(entries.every(mayDrop)).toBe(true);
    expect([one.uploads.length, one.asked.length]).toEqual([1, asked]);
    expect(one.settled.map((receipt) => receipt?.check_in_id)).toEqual([entry().id]);
    expect(kept(one)).toBe(true);
  });

  test('waits for the other photo without sending its own again', async () => {
    const { api, one } = await back(false);

    await one.pass(24 * HOUR_MS);
    expect(one.uploads).toHaveLength(1);
    expect(within(one.asked, 23 * HOUR_MS, 24 * HOUR_MS)).toBeLessThan(20);
    expect(unsent(one.box.entries.get(), ME.pegawai_id)).toHaveLength(1);

    api.photos.set(OTHER, JPEG);
    await one.pass(6 * MINUTE_MS);
    expect(one.box.entries.get().map(({ stage }) => stage)).toEqual(['SUPERSEDED']);
  });

  test('gets no form for it, and learns why', async () => {
    const api = new FakeApi();
    api.takesForms = false;
    const one = await phone(api);
    api.replaced.set(entry().id, OTHER);
    api.photos.set(OTHER, JPEG);

    await one.pass(MINUTE_MS);

    expect(one.uploads).toHaveLength(1);
    expect(one.box.entries.get().map(({ stage }) => stage)).toEqual(['SUPERSEDED']);
  });
});
