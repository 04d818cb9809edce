import { expect, test } from 'vitest';
import type { Answer, Fault } from '../../src/core/problems.ts';
import { problemOf } from '../../src/core/problems.ts';
import type { Activity, Board } from '../../src/core/wire.ts';
import { badges } from '../../src/dashboard/app/badges.ts';
import { HOLD_MS, holding } from '../../src/dashboard/app/held.ts';
import { liveBoard } from '../../src/dashboard/app/live-board.ts';
import { opds } from '../../src/dashboard/app/opds.ts';
import { readPermitFacts } from '../../src/dashboard/app/permit-facts.ts';
import { withSecondFactor } from '../../src/dashboard/app/second-factor.ts';
import type { Net } from '../../src/platform/net.ts';
import { id, ME, wibTime } from '../fake/world.ts';
import {
  ACTIVITY,
  admin,
  board,
  OPD,
  permit,
  person,
  present,
  settled,
  timeline,
  withRole,
} from './world.ts';

const ok = <T>(value: T): Answer<T> => ({ ok: true, status: 200, value });
const OFFLINE: Fault = { kind: 'OFFLINE', cause: null };
const problem = (status: number, code: string): Fault => ({
  kind: 'PROBLEM',
  problem: problemOf(status, { type: `/masalah/${code}` }, null),
});

/** A board whose answers a test gives one by one; the last one repeats. */
function played(answers: Answer<Board>[], visible = () => true) {
  const time = timeline();
  const asked: (string | null)[] = [];
  const live = liveBoard({
    async read(cursor) {
      asked.push(cursor);
      return (answers.length > 1 ? answers.shift() : answers[0]) as Answer<Board>;
    },
    now: time.now,
    after: time.after,
    visible,
  });
  return { time, asked, live };
}

test('an open board asks every four seconds for what changed, and each minute for everything', async () => {
  const { time, asked, live } = played([ok(board([person('A')]))]);

  live.start();
  await time.pass(61_000);

  expect(asked.filter((cursor) => cursor === null)).toHaveLength(2);
  expect(asked).toHaveLength(16);
});

test('a person who arrives is on the board at the next look', async () => {
  const arrived = board([present('A', '07.03')], { full: false, cursor: '00000002' });
  const { time, live } = played([ok(board([person('A')])), ok(arrived)]);

  live.start();
  await time.pass(5_000);

  expect(live.get().board?.people[0]?.state).toBe('TERVERIFIKASI');
  expect(live.get().board?.cursor).toBe('00000002');
});

test('without a network the last board stays, marked as old, until the server answers again', async () => {
  const whole = ok(board([person('A')]));
  const { time, live } = played([whole, { ok: false, fault: OFFLINE }, whole]);

  live.start();
  await time.pass(5_000);
  const cut = live.get();
  await time.pass(15_000);

  expect(cut.stale).toBe(true);
  expect(cut.board).not.toBeNull();
  expect(live.get()).toMatchObject({ stale: false, fault: null });
});

test('a refusal is not asked again: the right is missing, not the network', async () => {
  const { time, asked, live } = played([{ ok: false, fault: problem(404, 'tidak-ada') }]);

  live.start();
  await time.pass(120_000);

  expect(asked).toHaveLength(1);
  expect(live.get().fault).not.toBeNull();
});

test('a board that nobody sees asks nothing', async () => {
  let visible = false;
  const { time, asked, live } = played([ok(board([]))], () => visible);

  live.start();
  await time.pass(60_000);
  const hidden = asked.length;
  visible = true;
  await time.pass(5_000);

  expect(hidden).toBe(0);
  expect(asked).toHaveLength(1);
});

test('a stopped board says nothing more, even if an answer was on its way', async () => {
  const { time, asked, live } = played([ok(board([]))]);

  live.start();
  live.stop();
  await time.pass(60_000);

  expect(asked).toHaveLength(1);
  expect(live.get().board).toBeNull();
});

test('a closed board is read whole once a minute', async () => {
  const { time, asked, live } = played([ok(board([], { phase: 'CLOSED' }))]);

  live.start();
  await time.pass(60_000);

  expect(asked).toEqual([null, null]);
});

test('before the opening the next look is at the opening', async () => {
  const before = board([], { phase: 'BEFORE', server_time: wibTime('06.44') });
  const soon = board([], { phase: 'BEFORE', server_time: '2026-11-22T23:44:40Z' });
  const far = played([ok(before)]);
  const near = played([ok(soon)]);

  far.live.start();
  near.live.start();
  await far.time.pass(59_000);
  await near.time.pass(20_000);

  expect(far.asked).toHaveLength(1);
  expect(near.asked).toHaveLength(2);
});

function held() {
  const time = timeline();
  const sent: [string, string][] = [];
  const box = holding<string>({
    send: (key, decision) => sent.push([key, decision]),
    now: time.now,
    after: time.after,
  });
  return { time, sent, box };
}

test('a decision is sent once, after ten seconds', async () => {
  const { time, sent, box } = held();

  box.hold('a', 'DITERIMA');
  await time.pass(HOLD_MS - 1);
  const before = sent.length;
  await time.pass(60_000);

  expect(before).toBe(0);
  expect(sent).toEqual([['a', 'DITERIMA']]);
  expect(box.get()).toEqual([]);
});

test('what is taken back within ten seconds is never sent', async () => {
  const { time, sent, box } = held();

  box.hold('a', 'DITERIMA');
  box.hold('b', 'DITOLAK');
  const back = box.undo();
  await time.pass(60_000);

  expect(back?.key).toBe('b');
  expect(sent).toEqual([['a', 'DITERIMA']]);
});

test('a page that goes away sends what it holds, each once', async () => {
  const { time, sent, box } = held();

  box.hold('a', 'DITERIMA');
  box.hold('b', 'FOTO_ULANG');
  box.flush();
  await time.pass(60_000);

  expect(sent).toEqual([
    ['a', 'DITERIMA'],
    ['b', 'FOTO_ULANG'],
  ]);
});

test('there is nothing to take back where nothing is held', () => {
  expect(held().box.undo()).toBeNull();
});

/** A server that wants the second factor until it was given. */
function guarded() {
  let elevated = false;
  const calls: string[] = [];
  const net: Net = {
    async call<T>(_method: string, path: string): Promise<Answer<T>> {
      calls.push(path);
      if (!elevated) return { ok: false, fault: problem(403, 'perlu-faktor-kedua') };
      return ok(path as T);
    },
  };
  return { ...withSecondFactor(net), calls, elevate: () => (elevated = true) };
}

test('a call that needs the second factor waits for it and goes on by itself', async () => {
  const { net, secondFactor, elevate } = guarded();

  const call = net.call<string>('GET', '/opds');
  await settled();
  const asked = secondFactor.asking.get();
  elevate();
  secondFactor.settle(true);

  expect(asked).toBe(true);
  expect(await call).toMatchObject({ ok: true, value: '/opds' });
  expect(secondFactor.asking.get()).toBe(false);
});

test('several calls ask the person once', async () => {
  const { net, secondFactor, calls, elevate } = guarded();

  const both = Promise.all([net.call('GET', '/a'), net.call('GET', '/b')]);
  await settled();
  elevate();
  secondFactor.settle(true);

  expect((await both).every(({ ok }) => ok)).toBe(true);
  expect(calls).toEqual(['/a', '/b', '/a', '/b']);
});

test('who turns away gets the refusal, and is asked again the next time', async () => {
  const { net, secondFactor } = guarded();

  const call = net.call('GET', '/a');
  await settled();
  secondFactor.settle(false);
  const refused = await call;
  void net.call('GET', '/b');
  await settled();

  expect(refused.ok).toBe(false);
  expect(secondFactor.asking.get()).toBe(true);
});

test('a wrong code is an answer of its own, not another question', async () => {
  const { net, secondFactor } = guarded();

  const answer = await net.call('PUT', '/session/elevation', { code: '000000' });

  expect(answer.ok).toBe(false);
  expect(secondFactor.asking.get()).toBe(false);
});

const OTHER = { id: id('LAIN'), name: 'Dinas Sosial', trial: false };
const listing = (): Net => ({
  async call<T>(): Promise<Answer<T>> {
    return ok({ opds: [OTHER, { ...OPD, trial: false }] } as T);
  },
});

test('an admin sits at the desk of the own OPD, BKPSDA at the one chosen in this tab', async () => {
  const own = opds(listing(), null);
  await own.load(admin(['izin']));
  const kept = new Map([['apel.opd', OTHER.id]]);
  const storage = { getItem: (key: string) => kept.get(key) ?? null } as unknown as Storage;
  const wide = opds(listing(), storage);
  await wide.load(withRole('bkpsda'));

  expect(own.get().chosen?.id).toBe(OPD.id);
  expect(wide.get().chosen?.id).toBe(OTHER.id);
});

test('an employee without a role has no desk and asks for none', async () => {
  const nobody = opds(listing(), null);

  await nobody.load(ME);

  expect(nobody.get()).toMatchObject({ loaded: true, chosen: null, opds: [] });
});

test('badges keep what the server does not count', async () => {
  const net: Net = {
    async call<T>(): Promise<Answer<T>> {
      return ok({ permits: 5, devices: 1 } as T);
    },
  };
  const counted = badges(net);

  counted.reviews(4);
  await counted.load(OPD.id);

  expect(counted.get()).toEqual({ reviews: 4, permits: 5, devices: 1 });
});

/** An API that answers these paths, and is cut off for any other; it remembers what was asked. */
function answering(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const net: Net = {
    async call<T>(_method: string, path: string): Promise<Answer<T>> {
      asked.push(path);
      return path in answers ? ok(answers[path] as T) : { ok: false, fault: OFFLINE };
    },
  };
  return { net, asked };
}
const NOON = Date.parse(wibTime('12.00'));
const LISTED = `/opds/${OPD.id}/activities?from=2026-11-19&to=2026-11-23`;
const boardAt = (date: string): string => `/opds/${OPD.id}/boards/${date}/${ACTIVITY.id}`;
const asked = permit('DIAJUKAN', { from: '2026-11-19' });
const onDay = (day: number): Activity => ({
  ...ACTIVITY,
  date: `2026-11-${day}`,
  window: { ...ACTIVITY.window, opens: wibTime('06.45', `2026-11-${day}`) },
});

test('of a long request the three newest boards are read, of days to come nothing', async () => {
  const activities = [19, 20, 21, 22, 23].map(onDay);
  const { net, asked: paths } = answering({
    [LISTED]: { activities },
    [boardAt('2026-11-23')]: board([present('A', '07.01')]),
    [boardAt('2026-11-22')]: board([]),
    [boardAt('2026-11-21')]: board([]),
  });

  const answer = await readPermitFacts(net, OPD.id, asked, ME.pegawai_id, NOON);

  expect(paths).toEqual([LISTED, ...['23', '22', '21'].map((day) => boardAt(`2026-11-${day}`))]);
  expect(answer).toMatchObject({ value: { left: 2, fault: null, final: false } });
  expect(answer.ok && answer.value.clashes.map(({ pegawai_id }) => pegawai_id)).toEqual([id('A')]);
});

test('a board that cannot be read is said, and hides nothing of the others', async () => {
  const { net } = answering({
    [LISTED]: { activities: [22, 23].map(onDay) },
    [boardAt('2026-11-22')]: board([present('B', '07.01')]),
  });

  const answer = await readPermitFacts(net, OPD.id, asked, ME.pegawai_id, NOON);

  expect(answer.ok && answer.value.clashes).toHaveLength(1);
  expect(answer).toMatchObject({ value: { fault: OFFLINE } });
});

test('nothing is read of a request to come, or where nothing is left to decide', async () => {
  const { net, asked: paths } = answering({});
  const coming = permit('DIAJUKAN', { from: '2026-11-24' });
  const own = permit('DIAJUKAN', { from: '2026-11-19', names: ['HS'] });

  for (const one of [coming, own, permit('DISETUJUI', { from: '2026-11-19' })]) {
    await readPermitFacts(net, OPD.id, one, ME.pegawai_id, NOON);
  }

  expect(paths).toEqual([]);
});
