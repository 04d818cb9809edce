import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { activation, NOTICE_VERSION } from '../src/app/activation.ts';
import type { CameraPowers } from '../src/app/camera.ts';
import { cameraControl } from '../src/app/camera.ts';
import { checkIn } from '../src/app/check-in.ts';
import { clockOf } from '../src/app/clock.ts';
import { connection, watched } from '../src/app/connection.ts';
import type { KeptSlot } from '../src/app/device.ts';
import { thisDevice } from '../src/app/device.ts';
import { bindDevice, returnPath } from '../src/app/life.ts';
import type { KeptMonths } from '../src/app/months.ts';
import { lastActivities, months } from '../src/app/months.ts';
import { notices } from '../src/app/notices.ts';
import type { Outbox } from '../src/app/outbox.ts';
import { permits } from '../src/app/permits.ts';
import { precheck, readiness } from '../src/app/precheck.ts';
import type { KeptReceipt } from '../src/app/receipts.ts';
import { knownCheckIn, receipts } from '../src/app/receipts.ts';
import { inSession, session } from '../src/app/session.ts';
import { store } from '../src/app/store.ts';
import type { KeptToday } from '../src/app/today.ts';
import { today } from '../src/app/today.ts';
import { noticeView } from '../src/core/notices.ts';
import type { Entry } from '../src/core/outbox.ts';
import { canonicalText } from '../src/core/outbox.ts';
import type { Me, Month, Notice } from '../src/core/wire.ts';
import type { Opened } from '../src/platform/camera.ts';
import { cameraFaultOf, openCamera } from '../src/platform/camera.ts';
import { claimKey, deviceKey, publicKeyOf, signText } from '../src/platform/device-key.ts';
import type { Kept } from '../src/platform/kept.ts';
import { kept } from '../src/platform/kept.ts';
import type { Net } from '../src/platform/net.ts';
import { net } from '../src/platform/net.ts';
import { resultOf } from '../src/platform/upload.ts';
import { FakeApi } from './fake/api.ts';
import { APEL, id, ME, MONTH, RECEIPT, RECORD, today as todayOf, wibTime } from './fake/world.ts';

const memory = <T>(value: T | null = null): Kept<T> & { value: T | null } => ({
  value,
  async read() {
    return this.value;
  },
  async write(next) {
    this.value = next;
  },
});

describe('the session', () => {
  test('opens from the phone without a network', async () => {
    const api = new FakeApi();
    api.online = false;
    const current = session(api, memory<Me>(ME));

    await current.start(Promise.resolve());

    expect(current.get()).toEqual({ status: 'SIGNED_IN', me: ME });
  });

  test('a 401 ends it but remembers whose photos wait', async () => {
    const api = new FakeApi();
    api.signedIn = false;
    const current = session(api, memory<Me>(ME));

    await current.start(Promise.resolve());

    expect(current.get()).toEqual({ status: 'ENDED', me: ME });
  });

  test('nobody known and nobody told is signed out', async () => {
    const api = new FakeApi();
    api.online = false;
    const current = session(api, memory<Me>());

    await current.start(Promise.resolve());

    expect(current.get().status).toBe('SIGNED_OUT');
  });

  test('a browser that keeps nobody asks at the first touch, not before', async () => {
    const api = new FakeApi();
    api.answers.set('GET /me', ME);
    const current = session(api, memory<Me>());
    let touch = (): void => undefined;
    const started = current.start(
      new Promise<void>((resolve) => {
        touch = resolve;
      }),
    );
    await Promise.resolve();
    expect(api.calls).toEqual([]);

    touch();
    await started;
    expect(current.get()).toEqual({ status: 'SIGNED_IN', me: ME });
  });

  test('a page that only the signed-in open asks before it sends anybody away', async () => {
    const api = new FakeApi();
    api.answers.set('GET /me', ME);
    const current = session(api, memory<Me>());
    const seen: string[] = [];
    current.subscribe(() => seen.push(current.get().status));

    await current.start();

    expect(seen).toEqual(['SIGNED_IN']);
  });

  test('and sends away who cannot be known', async () => {
    const api = new FakeApi();
    api.online = false;
    const current = session(api, memory<Me>());

    await current.start();

    expect(current.get().status).toBe('SIGNED_OUT');
  });

  test('who has signed in is known to the page that is opened next', async () => {
    const api = new FakeApi();
    api.answers.set('POST /session', ME);
    const place = memory<Me>();
    let answer = (): void => undefined;
    const stored = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow: Kept<Me> = {
      ...place,
      write: (value) => stored.then(() => place.write(value)),
    };

    let done = false;
    const entered = session(api, slow)
      .signIn('pegawai', 'rahasia')
      .then(() => {
        done = true;
      });
    await vi.waitFor(() => expect(api.calls).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve));
    expect(done).toBe(false);

    answer();
    await entered;
    expect(place.value).toEqual(ME);
  });

  test('a refusal that was asked for before the sign-in does not end it', async () => {
    const api = new FakeApi();
    api.signedIn = false;
    const current = session(api, memory<Me>());
    const early = current.refresh();
    current.adopt({ ok: true, status: 200, value: ME });
    await early;

    expect(current.get().status).toBe('SIGNED_IN');
  });

  test.each([
    ['the same person', ME, ['GET /me/today', 'GET /me/today']],
    ['somebody else', { ...ME, pegawai_id: id('BUDI') }, ['GET /me/today']],
  ])('%s signed in while a call of before was refused', async (_, who, asked) => {
    const api = new FakeApi();
    const current = session(api, memory<Me>());
    const calls = inSession(api, current);
    current.adopt({ ok: true, status: 200, value: ME });
    api.refuseNext = { status: 401, code: 'sesi-berakhir' };
    api.answers.set('GET /me/today', 'theirs');

    const late = calls.call('GET', '/me/today');
    current.adopt({ ok: true, status: 200, value: who });

    const answer = await late;
    expect(answer).toMatchObject(
      who === ME ? { ok: true, value: 'theirs' } : { ok: false, fault: { kind: 'OFFLINE' } },
    );
    expect(api.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(asked);
  });

  test('signing out forgets the person only when the server knows', async () => {
    const api = new FakeApi();
    const place = memory<Me>(ME);
    const current = session(api, place);
    api.answers.set('GET /me', ME);
    await current.start(Promise.resolve());
    api.online = false;
    await current.signOut();
    expect(place.value).toEqual(ME);

    api.online = true;
    api.answers.set('DELETE /session', {});
    await current.signOut();
    expect(current.get().status).toBe('SIGNED_OUT');
    expect(place.value).toBeNull();
  });
});

describe('today', () => {
  const parts = (api: FakeApi, place = memory<KeptToday>()) => {
    const clock = clockOf(() => Date.parse(wibTime('07.05')));
    let ended = 0;
    const list = today(api, place, clock, () => {
      ended += 1;
    });
    return { list, clock, place, ended: () => ended };
  };

  test('learns the time from the server, to the middle of the call', async () => {
    const api = new FakeApi();
    api.answers.set('GET /me/today', todayOf([APEL], wibTime('07.04')));
    const { list, clock } = parts(api);

    await list.open(ME.pegawai_id);

    expect(clock.offset()).toBe(60_000);
    expect(clock.server()).toBe(Date.parse(wibTime('07.04')));
  });

  test('keeps the last list while the network is away', async () => {
    const api = new FakeApi();
    api.online = false;
    const last = todayOf([APEL], wibTime('06.50'));
    const { list } = parts(api, memory<KeptToday>({ owner: ME.pegawai_id, today: last }));

    await list.open(ME.pegawai_id);

    expect(list.activity(APEL.id)?.ticket).toBe(APEL.ticket);
    expect(list.get().fault?.kind).toBe('OFFLINE');
  });

  test('what the server said stays, though the phone takes longer to read what it kept', async () => {
    const api = new FakeApi();
    api.answers.set('GET /me/today', todayOf([APEL], wibTime('07.04')));
    let read = (_: KeptToday | null): void => undefined;
    const reading = new Promise<KeptToday | null>((resolve) => {
      read = resolve;
    });
    const { list } = parts(api, { ...memory<KeptToday>(), read: () => reading });

    const opened = list.open(ME.pegawai_id);
    await list.refresh();
    api.online = false;
    read({ owner: ME.pegawai_id, today: todayOf([], wibTime('06.50')) });
    await opened;

    expect(list.activity(APEL.id)).not.toBeNull();
  });

  test("never shows one person's list to another", async () => {
    const api = new FakeApi();
    api.online = false;
    const last = todayOf([APEL], wibTime('06.50'));
    const { list } = parts(api, memory<KeptToday>({ owner: id('LAIN'), today: last }));

    await list.open(ME.pegawai_id);

    expect(list.get().today).toBeNull();
  });

  test('a 401 tells the session and keeps the ticket', async () => {
    const api = new FakeApi();
    api.answers.set('GET /me/today', todayOf([APEL], wibTime('07.04')));
    const { list, ended } = parts(api);
    await list.open(ME.pegawai_id);
    api.signedIn = false;

    await list.refresh();

    expect(ended()).toBe(1);
    expect(list.activity(APEL.id)?.ticket).toBe(APEL.ticket);
  });
});

describe('the own months', () => {
  const NOVEMBER = '202611';
  const empty: Month = { ...MONTH, days: [] };
  /** Answers that a test gives one by one, in any order; `kept` is what the phone has. */
  const parts = (kept: Kept<KeptMonths> = memory<KeptMonths>()) => {
    const answers: ((month: Month) => void)[] = [];
    const call = () =>
      new Promise((resolve) => {
        answers.push((value) => resolve({ ok: true, status: 200, value }));
      });
    const list = months({ call } as unknown as Net, kept, () => undefined);
    return { list, kept, answer: (n: number, month: Month) => answers[n]?.(month) };
  };

  test('an older, slower answer never takes the place of a newer one', async () => {
    const { list, kept, answer } = parts();
    await list.open(ME.pegawai_id);
    const [slow, fast] = [list.load(NOVEMBER), list.load(NOVEMBER)];

    answer(1, MONTH);
    await fast;
    answer(0, empty);
    await slow;

    expect(list.get().months[NOVEMBER]).toEqual(MONTH);
    expect((await kept.read())?.months[NOVEMBER]).toEqual(MONTH);
  });

  test('two months are asked for side by side', async () => {
    const { list, answer } = parts();
    await list.open(ME.pegawai_id);
    const both = [list.load('202610'), list.load(NOVEMBER)];

    answer(1, MONTH);
    answer(0, empty);
    await Promise.all(both);

    expect(list.get().months).toEqual({ '202610': empty, [NOVEMBER]: MONTH });
  });

  test('an answer for who was here before is nobody else’s', async () => {
    const { list, kept, answer } = parts();
    await list.open(id('LAIN'));
    const theirs = list.load(NOVEMBER);

    await list.open(ME.pegawai_id);
    answer(0, MONTH);
    await theirs;

    expect(list.get().months).toEqual({});
    expect(await kept.read()).toBeNull();
  });

  test('what the phone reads late is neither somebody else’s nor over what the server said', async () => {
    const reads: ((last: KeptMonths | null) => void)[] = [];
    const read = () => new Promise<KeptMonths | null>((resolve) => reads.push(resolve));
    const { list, answer } = parts({ ...memory<KeptMonths>(), read });

    const before = list.open(id('LAIN'));
    const mine = list.open(ME.pegawai_id);
    const loaded = list.load(NOVEMBER);
    answer(0, MONTH);
    await loaded;
    reads[1]?.({ owner: ME.pegawai_id, months: { '202610': MONTH, [NOVEMBER]: empty } });
    reads[0]?.({ owner: id('LAIN'), months: { '202609': MONTH } });
    await Promise.all([before, mine]);

    expect(list.get().months).toEqual({ '202610': MONTH, [NOVEMBER]: MONTH });
  });
});

describe('the device', () => {
  const keys = () => ({
    held: new Map<string, string>(),
    async publicKey(owner: string, make: boolean) {
      if (make && !this.held.has(owner)) this.held.set(owner, `key of ${owner}`);
      return this.held.get(owner) ?? null;
    },
    async sign(owner: string, text: string) {
      return this.held.has(owner) ? `signed ${text.length}` : null;
    },
    async claim(from: string, owner: string) {
      this.held.set(owner, this.held.get(from) ?? '');
      this.held.delete(from);
    },
  });
  const bound = { device: { id: id('HP2'), state: 'BOUND' } };

  test('binds once, and signs from then on', async () => {
    const api = new FakeApi();
    api.answers.set('POST /me/devices', bound);
    const slot = memory<KeptSlot>();
    const device = thisDevice(api, keys(), slot, 'Chrome, Android');
    const unbound: Me = { ...ME, device: { state: 'NONE', id: null } };

    await device.bind(unbound);
    const me: Me = { ...ME, device: { state: 'BOUND', id: id('HP2') } };
    expect(await device.bind(me)).toBeNull();

    expect(api.calls.map(({ path }) => path)).toEqual(['/me/devices']);
    expect(await device.sign(me, 'text')).toEqual({ id: id('HP2'), signature: 'signed 4' });
  });

  test('the own month is asked for once the phone counts', async () => {
    const api = new FakeApi();
    api.answers
      .set('POST /me/devices', bound)
      .set('GET /me', ME)
      .set('GET /me/months/202611', MONTH);
    const unbound: Me = { ...ME, device: { state: 'NONE', id: null } };
    const of = {
      clock: clockOf(() => Date.parse(wibTime('06.50'))),
      device: thisDevice(api, keys(), memory<KeptSlot>(), 'Chrome, Android'),
      months: months(api, memory(), () => undefined),
      session: session(api, memory<Me>(unbound)),
    };
    await of.months.open(ME.pegawai_id);

    await bindDevice(of, unbound);

    expect(api.calls[0]?.path).toBe('/me/devices');
    expect(of.months.get().months['202611']).toEqual(MONTH);
    expect(of.session.get().me?.device.state).toBe('BOUND');
  });

  test('a key that the browser lost is bound anew to the slot', async () => {
    const api = new FakeApi();
    api.answers.set('POST /me/devices', bound);
    const slot = memory<KeptSlot>({ owner: ME.pegawai_id, id: id('HP1') });
    const device = thisDevice(api, keys(), slot, 'Safari, iPhone');

    await device.bind(ME);

    expect(slot.value?.id).toBe(id('HP2'));
  });

  test('a phone that waits for approval signs nothing', async () => {
    const slot = memory<KeptSlot>({ owner: ME.pegawai_id, id: id('HP1') });
    const device = thisDevice(new FakeApi(), keys(), slot, '');

    expect(
      await device.sign({ ...ME, device: { state: 'PENDING', id: id('HP1') } }, 'x'),
    ).toBeNull();
  });

  test('nor does it offer its key again and again while it waits', async () => {
    const api = new FakeApi();
    const store = keys();
    store.held.set(ME.pegawai_id, 'key');
    const slot = memory<KeptSlot>({ owner: ME.pegawai_id, id: id('HP2') });

    await thisDevice(api, store, slot, '').bind({ ...ME, device: { state: 'PENDING', id: null } });

    expect(api.calls).toEqual([]);
  });

  test('activation carries the key and then owns it', async () => {
    const api = new FakeApi();
    api.answers.set('POST /activation', ME);
    const store = keys();
    const slot = memory<KeptSlot>();
    const device = thisDevice(api, store, slot, 'Chrome, Android');
    const steps = activation({ net: api, session: session(api, memory<Me>()), device });

    await steps.activate({
      login: 'h',
      code: '7k4q-m2xp 9r3t',
      password: 'padi perahu kilat sore',
    });

    expect(api.calls[0]?.body).toMatchObject({
      code: '7K4QM2XP9R3T',
      notice_version: NOTICE_VERSION,
      device: { public_key: 'key of new', label: 'Chrome, Android' },
    });
    expect(store.held.get(ME.pegawai_id)).toBe('key of new');
    expect(slot.value).toEqual({ owner: ME.pegawai_id, id: id('HP1') });
  });

  test('a stored P-256 key signs what its public half verifies', async () => {
    const made = await deviceKey('new', true);
    await claimKey('new', ME.pegawai_id);
    const pair = await deviceKey(ME.pegawai_id, false);
    if (!made || !pair) throw new Error('no key');

    const signature = await signText(pair, 'apel-check-in.v1');

    const bytes = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const spki = bytes(await publicKeyOf(pair));
    const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify']);
    const verified = await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      key,
      bytes(signature ?? ''),
      new TextEncoder().encode('apel-check-in.v1'),
    );
    expect(verified).toBe(true);
    expect(pair.privateKey.extractable).toBe(false);
    expect(await deviceKey('new', false)).toBeNull();
  });
});

describe('a check-in', () => {
  const still = { jpeg: new ArrayBuffer(8), sample: new Uint8ClampedArray(160 * 4 * 3) };
  const setUp = (saved: 'SAVED' | 'FULL' = 'SAVED') => {
    const added: Entry[] = [];
    const revoked: string[] = [];
    const box = {
      add: async (entry: Entry) => {
        added.push(entry);
        return saved;
      },
      flush: async () => undefined,
    } as unknown as Outbox;
    const device = thisDevice(
      new FakeApi(),
      {
        publicKey: async () => null,
        sign: async (_, text) => `sig:${text}`,
        claim: async () => undefined,
      },
      memory<KeptSlot>({ owner: ME.pegawai_id, id: id('HP1') }),
      '',
    );
    const steps = checkIn({
      clock: clockOf(() => Date.parse('2026-11-23T00:04:18.500Z')),
      outbox: box,
      device,
      online: () => false,
      sha256: async () => 'c'.repeat(64),
      random: (n) => new Uint8Array(n),
      preview: () => 'blob:1',
      revoke: (url) => revoked.push(url),
      sampleWidth: 160,
    });
    return { steps, added, revoked };
  };

  test('is signed over exactly what is sent', async () => {
    const { steps, added } = setUp();
    steps.take(APEL, still, 'CAMERA', {
      place: { lat: 1, lon: 2, accuracy_m: 9 },
      at: Date.parse('2026-11-23T00:04:08Z'),
    });

    await steps.use(ME);

    const request = added[0]?.request;
    if (request?.kind !== 'CHECK_IN') throw new Error('no check-in');
    const { device, ...body } = request.body;
    expect(body).toMatchObject({
      captured_at: '2026-11-23T00:04:18Z',
      offline: true,
      clock_offset_ms: null,
      ticket: APEL.ticket,
      place: { lat: 1, lon: 2, accuracy_m: 9, age_s: 11 },
    });
    expect(device).toEqual({ id: id('HP1'), signature: `sig:${canonicalText(body)}` });
  });

  test('a full phone keeps the photo in memory for another try', async () => {
    const { steps } = setUp('FULL');
    steps.take(APEL, still, 'FILE', null);

    expect(await steps.use(ME)).toEqual({ saved: 'FULL' });
    expect(steps.shot.get()).not.toBeNull();
  });

  test('a photo for a record that stands goes its own way, under the same receipt', async () => {
    const { steps, added, revoked } = setUp();
    steps.take({ ...APEL, record: RECORD }, still, 'CAMERA', null);

    expect(await steps.use(ME)).toEqual({ saved: 'SAVED', checkIn: RECORD.check_in_id });
    expect(added[0]?.request).toMatchObject({ kind: 'PHOTO', ref: RECORD.ref });
    expect(revoked).toEqual(['blob:1']);
  });
});

describe('the camera', () => {
  const stream = {} as MediaStream;
  const powers = (opened: Opened, part: Partial<CameraPowers> = {}) => {
    const stopped: MediaStream[] = [];
    let end = (): void => undefined;
    const control = cameraControl({
      open: async () => opened,
      stop: (one) => stopped.push(one),
      onEnd: (_, then) => {
        end = then;
      },
      hasTorch: () => true,
      setTorch: async () => true,
      canFlip: async () => true,
      ...part,
    });
    return { control, stopped, end: () => end() };
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  test('is live with what the phone has', async () => {
    const { control } = powers({ ok: true, stream });
    control.start();
    expect(control.get().kind).toBe('ASKING');
    await settled();

    expect(control.get()).toEqual({ kind: 'LIVE', stream, torch: false, flip: true });
    await control.toggleTorch();
    expect(control.get()).toMatchObject({ torch: true });
  });

  test('a fault is a state with its way out', async () => {
    const { control } = powers({ ok: false, fault: 'DENIED', cause: null });
    control.start();
    await settled();

    expect(control.get()).toEqual({ kind: 'FAULT', fault: 'DENIED' });
  });

  test('a stream that comes after the person left is given back', async () => {
    const { control, stopped } = powers({ ok: true, stream });
    control.start();
    control.stop();
    await settled();

    expect(stopped).toEqual([stream]);
    expect(control.get().kind).toBe('IDLE');
  });

  test('a torch that answers after the camera was closed does not open it again', async () => {
    const { control } = powers({ ok: true, stream });
    control.start();
    await settled();

    const lit = control.toggleTorch();
    control.stop();
    await lit;

    expect(control.get().kind).toBe('IDLE');
  });

  test('a call or the lock screen stops it, and it can be opened again', async () => {
    const { control, end } = powers({ ok: true, stream });
    control.start();
    await settled();
    end();
    expect(control.get().kind).toBe('STOPPED');

    control.start();
    await settled();
    expect(control.get().kind).toBe('LIVE');
  });

  test.each([
    ['NotAllowedError', 'DENIED'],
    ['NotFoundError', 'MISSING'],
    ['OverconstrainedError', 'MISSING'],
    ['NotReadableError', 'BUSY'],
    ['Strange', 'UNKNOWN'],
  ])('%s is %s', (name, fault) => {
    expect(cameraFaultOf(new DOMException('', name))).toBe(fault);
  });

  const refuses = async (): Promise<never> => Promise.reject(new TypeError('camera'));
  test.each([
    ['a question that the browser still asks', async () => ({ state: 'prompt' }), 'UNANSWERED'],
    ['a camera that was allowed', async () => ({ state: 'granted' }), 'HANGING'],
    ['a browser that does not tell', refuses, 'HANGING'],
  ])('no answer: %s', async (_what, query, fault) => {
    vi.useFakeTimers();
    const media = { getUserMedia: () => new Promise(() => undefined) } as unknown as MediaDevices;

    const opening = openCamera(media, 'environment', { query } as unknown as Permissions);
    await vi.advanceTimersByTimeAsync(12_000);
    vi.useRealTimers();

    expect(await opening).toMatchObject({ ok: false, fault });
  });
});

describe('the network', () => {
  const jsonResponse = (status: number, body: unknown, headers = {}) =>
    new Response(status === 204 ? null : JSON.stringify(body), { status, headers });

  test('unsafe calls carry the header that no other site can send', async () => {
    let seen: RequestInit | undefined;
    const api = net(
      async (_, init) => {
        seen = init;
        return jsonResponse(204, null);
      },
      () => 'id',
    );

    await api.call('POST', '/x', { a: 1 });

    expect(seen?.headers).toMatchObject({ 'X-Apel': '1', 'Content-Type': 'application/json' });
    expect(seen?.body).toBe('{"a":1}');
  });

  test.each([
    [async () => jsonResponse(422, { type: '/masalah/wajib' }), 'PROBLEM'],
    [async () => Promise.reject(new TypeError('no line')), 'OFFLINE'],
    [async () => Promise.reject(new DOMException('', 'AbortError')), 'OFFLINE'],
    [async () => Promise.reject(new DOMException('', 'TimeoutError')), 'TIMEOUT'],
    [async () => new Response('<html>Wi-Fi</html>', { status: 200 }), 'GARBLED'],
  ])('a fault is a value: %#', async (fetch, kind) => {
    const answer = await net(fetch, () => 'id').call('GET', '/x');

    expect(answer.ok ? 'OK' : answer.fault.kind).toBe(kind);
  });

  test('online means that our server answered, were it only to refuse', async () => {
    const api = new FakeApi();
    const online = connection();
    const watching = watched(api, online);

    api.online = false;
    await watching.call('GET', '/me');
    expect(online.get()).toBe(false);

    api.online = true;
    await watching.call('GET', '/nothing');
    expect(online.get()).toBe(true);
  });

  test.each([
    [204, 'STORED'],
    [201, 'STORED'],
    [403, 'FORM_REFUSED'],
    [400, 'FORM_REFUSED'],
    [503, 'FAILED'],
    [0, 'FAILED'],
  ])('the bucket says %i: %s', (status, result) => {
    expect(resultOf(status)).toBe(result);
  });
});

describe('notices', () => {
  const notice = (kind: string, data: Record<string, string>): Notice => ({
    id: id('NT'),
    at: '',
    kind,
    data,
    read: false,
  });

  test('a scheduled one brings its own words', () => {
    const data = {
      title: 'Apel pagi dibuka',
      body: 'Ketuk untuk mengambil foto.',
      link: '/tanya/x',
    };

    expect(noticeView(notice('ingat-opening', data))).toEqual(data);
  });

  test.each([
    ['reminded', { activity: APEL.id, title: 'Apel pagi' }, `/tanya/${APEL.id}`],
    ['permit-decided', { permit: id('PM') }, `/pengajuan-saya/${id('PM')}`],
    ['permit-named', { permit: id('PM'), by: 'Nanik' }, `/pengajuan-saya/${id('PM')}`],
    ['photo-retake', {}, '/'],
    ['photo-rejected', {}, '/riwayat'],
    ['of a later version', {}, '/'],
  ])('%s has words and leads on', (kind, data, link) => {
    const view = noticeView(notice(kind, data));

    expect(view.link).toBe(link);
    expect(view.title).not.toBe('');
    expect(view.body).not.toContain('{');
  });

  test('one that was read is gone at once', async () => {
    const api = new FakeApi();
    api.answers.set('GET /me/notices', { notices: [notice('reminded', {})] });
    const list = notices(api);
    await list.refresh();

    await list.read(notice('reminded', {}));

    expect(list.get().every(({ read }) => read)).toBe(true);
  });
});

describe('receipts', () => {
  const one: KeptReceipt = {
    owner: ME.pegawai_id,
    receipt: RECEIPT,
    activity: { title: 'Apel pagi', date: '2026-11-23' },
    place: null,
  };

  test('are read on the phone first, only for their owner', async () => {
    const kept = receipts(new FakeApi(), memory<readonly KeptReceipt[]>());
    await kept.keep(one);

    const mine = await kept.read(ME.pegawai_id, RECEIPT.check_in_id, null);
    const other = await kept.read(id('LAIN'), RECEIPT.check_in_id, null);

    expect(mine.ok && mine.value).toEqual(one);
    expect(other.ok && other.value).toBeNull();
  });

  test('the lists tell where the server keeps an older one', () => {
    const found = knownCheckIn(id('CK20'), todayOf([APEL], ''), { '202611': MONTH });

    expect(found).toMatchObject({ activity: { title: 'Apel pagi', date: '2026-11-20' } });
  });
});

test('the last five activities take today from today', () => {
  const present = { ...APEL, code: 'H' as const };

  const last = lastActivities({ '202611': MONTH }, [present], '2026-11-23', 5);

  expect(last.map(({ date, code }) => `${date.slice(8)} ${code}`)).toEqual([
    '16 H',
    '18 DL',
    '19 H',
    '20 T',
    '23 H',
  ]);
});

test('a letter with two pages sends each with its own form, and tells what is left', async () => {
  const api = new FakeApi();
  const shas = ['1'.repeat(64), '2'.repeat(64)];
  const upload = (sha: string) => ({
    url: '/b',
    fields: { key: `in/surat/${sha}.jpg` },
    expires_at: '',
  });
  api.answers.set('POST /permits', { permit: { id: id('PM') }, uploads: [upload(shas[0] ?? '')] });
  api.answers.set(`POST /permits/${id('PM')}/uploads`, { uploads: shas.map(upload) });
  const requests = permits({
    net: api,
    clock: clockOf(() => 0),
    sendPhoto: api.sendPhoto,
    stillOfFile: async () => null,
    sampleWidth: 160,
    sha256: async () => '',
    random: (n) => new Uint8Array(n),
    preview: () => '',
    revoke: () => undefined,
  });
  const pages = shas.map((sha256) => ({
    jpeg: new ArrayBuffer(4),
    facts: { sha256, size: 4 },
    preview: '',
    advice: { dark: false, blurred: false },
  }));
  const request = { id: id('PM'), kind: 'DL', from: '2026-11-23', to: '2026-11-23' } as const;

  const sent = await requests.send(request, pages);
  expect(sent.ok && sent.value.left).toEqual([pages[1]]);

  const again = sent.ok ? await requests.sendPages(sent.value) : sent;
  expect(again.ok && again.value.left).toEqual([]);
});

describe('the phone check', () => {
  const parts = {
    clock: clockOf(() => 0),
    tryCamera: async () => null,
    freeSpace: async () => 1e9,
    tryStorage: async () => true,
    tryPlace: async () => 18,
    tryNet: async () => true,
    deviceState: () => 'BOUND' as const,
  };

  test('is ready with everything there', async () => {
    expect(readiness(await precheck(parts))).toBe('READY');
  });

  test('a missing position is worth a word, a missing camera stops', async () => {
    expect(readiness(await precheck({ ...parts, tryPlace: async () => null }))).toBe('ALMOST');
    expect(readiness(await precheck({ ...parts, tryCamera: async () => 'DENIED' }))).toBe('NOT');
  });

  test('a clock off by more than two minutes is told', async () => {
    const clock = clockOf(() => 1_000_000);
    clock.learn(new Date(0).toISOString(), 1_000_000, 1_000_000);

    const found = await precheck({ ...parts, clock });

    expect(found.find(({ check }) => check === 'CLOCK')).toMatchObject({
      level: 'WARN',
      offS: 1000,
    });
  });
});

test.each([
  ['?ke=%2Friwayat', '/riwayat'],
  ['?ke=%2Fpapan%2F2026-11-23%2F01ABC', '/papan/2026-11-23/01ABC'],
  ['?ke=https%3A%2F%2Fevil.example', '/'],
  ['?ke=%2F%2Fevil.example', '/'],
  ['', '/'],
])('after the sign-in %s leads to %s', (search, path) => {
  expect(returnPath(search)).toBe(path);
});

test('what the phone keeps is read back, and gone when written away', async () => {
  const place = kept<number>('probe');
  await place.write(7);
  expect(await place.read()).toBe(7);
  await place.write(null);
  expect(await place.read()).toBeNull();
});

test('a store tells its listeners of changes only', () => {
  const one = store(1);
  const seen: number[] = [];
  const stop = one.subscribe(() => seen.push(one.get()));
  one.set(1);
  one.set(2);
  stop();
  one.set(3);

  expect(seen).toEqual([2]);
});
