import render from 'preact-render-to-string';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type App, AppContext } from '../src/app/app.ts';
import { askAtSignIn } from '../src/app/asking.ts';
import { clockOf } from '../src/app/clock.ts';
import { tellInTime } from '../src/app/life.ts';
import { store } from '../src/app/store.ts';
import type { Entry } from '../src/core/outbox.ts';
import { routeOf } from '../src/core/routes.ts';
import type { TodayActivity } from '../src/core/wire.ts';
import { Prompt } from '../src/screens/prompt.tsx';
import { entry } from './fake/entries.ts';
import { APEL, id, ME, RECORD, today, wibTime } from './fake/world.ts';

const PERMIT = {
  id: id('PM'),
  kind: 'DL',
  from: '2026-11-23',
  to: '2026-11-25',
  activity_id: null,
  state: 'DISETUJUI',
  reason: null,
} as const;

interface World {
  app: App;
  went: string[];
}
function world(
  part: Partial<TodayActivity>,
  at: string,
  path = '/',
  mine: Entry[] = [],
  others: TodayActivity[] = [],
): World {
  const went: string[] = [];
  const now = today([{ ...APEL, ...part }, ...others], wibTime(at));
  const app = {
    camera: { start: () => undefined },
    clock: clockOf(() => Date.parse(wibTime(at))),
    connection: store(true),
    navigation: { go: (to: string) => went.push(to) },
    outbox: { entries: store(mine), progress: store({}) },
    route: store(routeOf(path)),
    today: {
      ...store({ today: now, fault: null }),
      activity: (one: string) => now.activities.find((each) => each.id === one) ?? null,
      refresh: async () => undefined,
    },
  } as unknown as App;
  return { app, went };
}

const prompt = (part: Partial<TodayActivity>, at = '07.21', mine: Entry[] = []): string =>
  render(
    <AppContext.Provider value={world(part, at, '/', mine).app}>
      <Prompt id={APEL.id} me={ME} />
    </AppContext.Provider>,
  );

describe('the question', () => {
  test('is asked while nothing is proved, and its countdown is said at 10, 5 and 1 minutes', () => {
    expect(prompt({})).toContain('Lanjut hadir');
    expect(prompt({}, '07.10')).not.toContain('Tinggal');
    expect(prompt({}, '07.21')).toContain('Tinggal 10 menit.');
    expect(prompt({}, '07.26')).toContain('Tinggal 5 menit.');
    expect(prompt({}, '07.29')).toContain('Tinggal 1 menit.');
  });

  test.each<[string, Partial<TodayActivity>, string]>([
    ['a permit', { permit: PERMIT }, 'Lihat pengajuan'],
    ['a shift', { code: 'PK' }, 'Piket'],
    ['a decision', { code: 'TK' }, 'Tanpa keterangan'],
    ['a cancellation', { cancelled: true }, 'Kegiatan dibatalkan'],
    ['nobody expected', { required: false }, 'tidak wajib'],
    [
      'a refused photo',
      { record: { ...RECORD, state: 'DITOLAK', rejected: { reason: 'Bukan apel.' } } },
      'Bukan apel.',
    ],
  ])('%s answers it in words of its own', (_, part, words) => {
    for (const at of ['07.21', '07.40']) {
      const html = prompt(part, at);
      expect(html.toLowerCase()).toContain(words.toLowerCase());
      expect(html).toContain('Ke Beranda');
      expect(html).not.toContain('Lanjut hadir');
      expect(html).not.toContain('masih kosong');
    }
  });

  test('a photo that waits on this phone answers it, too', () => {
    expect(prompt({}, '07.21', [entry({ owner: ME.pegawai_id })])).toContain('Menunggu kirim');
  });

  test('after the closing a refused record leaves its reason to be given', () => {
    const record = { ...RECORD, state: 'DITOLAK', rejected: { reason: 'Gelap' } } as const;

    expect(prompt({ record }, '07.40')).toContain(`href="/tidak-hadir/${APEL.id}"`);
    expect(prompt({ record }, '07.21')).not.toContain('Ajukan alasan');
  });
});

describe('whoever signs in', () => {
  const led = async (...args: Parameters<typeof world>): Promise<string[]> => {
    const { app, went } = world(...args);
    await askAtSignIn(app, ME);
    return went;
  };

  test('and proved nothing is asked in the last ten minutes and after the closing', async () => {
    expect(await led({}, '07.19')).toEqual([]);
    expect(await led({}, '07.20')).toEqual([`/tanya/${APEL.id}`]);
    expect(await led({}, '07.40')).toEqual([`/tanya/${APEL.id}`]);
  });

  test('and has time for another one that is open finds it at home, and is asked when it ends', async () => {
    const window = { ...APEL.window, opens: wibTime('07.30'), late_after: wibTime('08.00') };
    const later = { ...APEL, id: id('MT'), window: { ...window, closes: wibTime('09.00') } };

    expect(await led({}, '07.40', '/', [], [later])).toEqual([]);
    expect(await led({}, '08.55', '/', [], [later])).toEqual([`/tanya/${later.id}`]);
  });

  test('and proved it, is excused or looks at something else is not', async () => {
    expect(await led({ record: RECORD }, '07.25')).toEqual([]);
    expect(await led({ permit: PERMIT }, '07.25')).toEqual([]);
    expect(await led({}, '07.25', '/', [entry({ owner: ME.pegawai_id })])).toEqual([]);
    expect(await led({}, '07.25', '/riwayat')).toEqual([]);
  });
});

describe('a page that stays open', () => {
  afterEach(() => void vi.useRealTimers());

  test('asks for its notices within two minutes of closing -10 and of closing, and then no more', async () => {
    vi.useFakeTimers({ now: Date.parse(wibTime('07.04')) });
    const asked: string[] = [];
    const box = store({ today: null as ReturnType<typeof today> | null, fault: null });
    tellInTime(
      {
        clock: clockOf(() => Date.now()),
        notices: { refresh: async () => void asked.push(new Date().toISOString().slice(11, 19)) },
        today: box,
      } as unknown as App,
      0.5,
    );

    box.set({ today: today([APEL], wibTime('07.04')), fault: null });
    await vi.advanceTimersByTimeAsync(3 * 3_600_000);

    expect(asked).toEqual(['00:21:30', '00:31:30']);
  });

  test('asks for none where presence is recorded', async () => {
    vi.useFakeTimers({ now: Date.parse(wibTime('07.04')) });
    const refresh = vi.fn(async () => undefined);
    const box = store({ today: null as ReturnType<typeof today> | null, fault: null });
    tellInTime(
      { clock: clockOf(() => Date.now()), notices: { refresh }, today: box } as unknown as App,
      0,
    );

    box.set({ today: today([{ ...APEL, record: RECORD }], wibTime('07.04')), fault: null });
    await vi.advanceTimersByTimeAsync(3 * 3_600_000);

    expect(refresh).not.toHaveBeenCalled();
  });
});
