import { expect, test } from 'vitest';
import { reports } from '../src/app/reports.ts';
import type { ReportRequest } from '../src/core/wire.ts';
import type { Kept } from '../src/platform/kept.ts';
import { FakeApi } from './fake/api.ts';
import { id } from './fake/world.ts';

const TOLD = { part: 'KAMERA', text: 'Layar hitam', unsent: 2 } as const;

function phone() {
  const api = new FakeApi();
  api.answers.set('POST /me/reports', {});
  let stored: readonly ReportRequest[] | null = null;
  const kept: Kept<readonly ReportRequest[]> = {
    read: async () => stored,
    async write(value) {
      stored = value;
    },
  };
  let n = 0;
  const app = reports({
    kept,
    net: api,
    newId: () => id(`R${++n}`),
    version: 'abc',
    patience: () => new Promise((resolve) => setTimeout(resolve)),
  });
  const sent = (): string[] =>
    api.calls.filter(({ path }) => path === '/me/reports').map(({ body }) => idOf(body));
  /** Storage never answers again, as of a WebKit whose page was left too early. */
  const jam = (): void => {
    kept.read = () => new Promise<never>(() => undefined);
    kept.write = async () => undefined;
  };
  return { api, app, sent, jam, stored: () => stored };
}
const idOf = (body: unknown): string => (body as ReportRequest).id;

test('a report goes out with the version and the outbox, and leaves the phone', async () => {
  const { api, app, stored } = phone();

  expect(await app.send(TOLD)).toBe('SENT');

  expect(api.calls[0]?.body).toEqual({ ...TOLD, id: id('R1'), version: 'abc' });
  expect(stored()).toBeNull();
});

test('without a signal it stays, and goes out later under the same id', async () => {
  const { api, app, sent, stored } = phone();
  api.online = false;

  expect(await app.send(TOLD)).toBe('LATER');
  expect(await app.send(TOLD)).toBe('LATER');
  await app.flush();
  expect(stored()).toHaveLength(2);

  api.online = true;
  await app.flush();
  expect(stored()).toBeNull();
  expect(sent().slice(-2)).toEqual([id('R1'), id('R2')]);
});

test.each([
  [401, 'sesi-berakhir'],
  [429, 'terlalu-sering'],
  [503, 'sibuk'],
] as const)('a %i keeps it for later', async (status, code) => {
  const { api, app, stored } = phone();
  api.refuseNext = { status, code };

  expect(await app.send(TOLD)).toBe('LATER');
  expect(stored()).toHaveLength(1);
});

test('what the server will never take does not hold back what comes after it', async () => {
  const { api, app, stored } = phone();
  api.refuseNext = { status: 422, code: 'karakter-terlarang' };

  expect(await app.send(TOLD)).toMatchObject({ kind: 'PROBLEM' });
  expect(stored()).toBeNull();
});

test('two at once are sent one after the other', async () => {
  const { app, sent, stored } = phone();

  await Promise.all([app.send(TOLD), app.send(TOLD), app.flush()]);

  expect(sent()).toEqual([id('R1'), id('R2')]);
  expect(stored()).toBeNull();
});

test('without storage it goes out all the same, and is not said to be kept', async () => {
  const { api, app, sent, jam } = phone();
  jam();

  expect(await app.send(TOLD)).toBe('SENT');
  api.online = false;
  expect(await app.send(TOLD)).toMatchObject({ kind: 'OFFLINE' });
  expect(sent()).toHaveLength(2);
});
