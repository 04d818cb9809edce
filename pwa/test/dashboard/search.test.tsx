import { expect, test } from 'vitest';
import type { Answer } from '../../src/core/problems.ts';
import { fits, found, type Hit, soughtOf, stepped } from '../../src/core/search.ts';
import { askOf, type Sought, seeker } from '../../src/dashboard/app/search.ts';
import {
  activityHit,
  askedHits,
  Combobox,
  namedHits,
} from '../../src/dashboard/screens/search-box.tsx';
import type { Net } from '../../src/platform/net.ts';
import { id } from '../fake/world.ts';
import { drawn, words } from './desk.tsx';
import { ACTIVITY, admin, OPD, settled, timeline, withRole } from './world.ts';

const DINKES = { id: id('DNK'), name: 'Dinas Kesehatan', trial: false };
const AMINAH = {
  pegawai_id: id('AMN'),
  name: 'Siti Aminah, S.Pd.',
  nip: '198001012005012900',
  unit: { no: 3, name: 'Puskesmas Socah' },
  opd: DINKES,
  employment: 'PNS',
};
const SOCAH = { no: 3, name: 'Puskesmas Socah', opd: DINKES };
const ok = (value: Sought): Answer<Sought> => ({ ok: true, status: 200, value });
const nothing = (): void => undefined;
const page = (name: string): Hit => ({ group: 'PAGE', key: name, name, under: '', path: '/' });
const names = (hits: readonly Hit[]): string[] => hits.map(({ name }) => name);

test('words are found in any order and case, a NIP with and without its spaces', () => {
  expect(fits('aminah siti', 'Siti Aminah, S.Pd.')).toBe(true);
  expect(fits('aminah budi', 'Siti Aminah, S.Pd.')).toBe(false);
  expect(soughtOf('19800101 200501 2 900')).toBe('198001012005012900');
  expect(names(found('198001012005012900', askedHits({ people: [AMINAH], units: [] })))).toEqual([
    AMINAH.name,
  ]);
});

test('what begins with the word comes first, six of a group at most', () => {
  const hits = [
    'Rekap mingguan',
    'Impor',
    'Kap',
    ...Array.from({ length: 9 }, (_, n) => `Kap ${n}`),
  ];

  expect(names(found('kap', hits.map(page)))).toEqual([
    'Kap',
    'Kap 0',
    'Kap 1',
    'Kap 2',
    'Kap 3',
    'Kap 4',
  ]);
});

test('the arrows go around the list, other keys do not move', () => {
  expect(stepped('ArrowDown', 2, 3)).toBe(0);
  expect(stepped('ArrowUp', 0, 3)).toBe(2);
  expect(stepped('ArrowDown', 0, 0)).toBe(null);
  expect(stepped('Home', 1, 3)).toBe(null);
});

/** A seeker whose answers a test gives by the words that were asked. */
function asked() {
  const time = timeline();
  const waiting = new Map<string, (answer: Answer<Sought>) => void>();
  const ask = (what: string): Promise<Answer<Sought>> =>
    new Promise((resolve) => waiting.set(what, resolve));
  const answer = async (what: string, people: Sought['people']): Promise<void> => {
    waiting.get(what)?.(ok({ people, units: [] }));
    await settled();
  };
  return { time, waiting, answer, found: seeker(ask, time.after) };
}

test('nobody is asked for before the third letter and a pause in typing', async () => {
  const { time, waiting, found } = asked();

  for (const typed of ['s', 'si', 'sit', 'siti']) {
    found.seek(typed);
    await time.pass(100);
  }
  await time.pass(1_000);

  expect([...waiting.keys()]).toEqual(['siti']);
});

test('an answer to earlier words is dropped', async () => {
  const { time, answer, found } = asked();
  found.seek('siti');
  await time.pass(300);
  found.seek('budi');
  await time.pass(300);

  await answer('siti', [AMINAH]);
  const early = found.get();
  await answer('budi', []);

  expect(early).toMatchObject({ people: [], busy: true });
  expect(found.get()).toMatchObject({ people: [], busy: false });
});

test('one question a search: the regency for who sees it, else the OPD with its units', async () => {
  const calls: string[] = [];
  const net: Net = {
    async call<T>(_: string, path: string) {
      calls.push(path);
      const units = [{ no: 0, name: OPD.name }, SOCAH];
      return { ok: true, status: 200, value: { people: [], units } as T };
    },
  };

  await askOf(net, OPD, true)('siti');
  const answer = await askOf(net, OPD, false)('siti a');

  expect(calls).toEqual(['/people?q=siti', `/opds/${OPD.id}/people?q=siti%20a`]);
  expect(answer).toMatchObject({ value: { units: [{ no: 3, opd: OPD }] } }); // the OPD is no unit
});

test('only pages of the own menu are found, OPDs and settings by who sees the regency', () => {
  const groups = (hits: readonly Hit[]) => [...new Set(hits.map(({ group }) => group))];

  expect(groups(namedHits(admin(['izin']), OPD, [DINKES]))).toEqual(['PAGE']);
  expect(names(namedHits(admin(['izin']), OPD, []))).toContain('Izin & tugas');
  expect(names(namedHits(admin(['izin']), OPD, []))).not.toContain('Pengaturan');
  expect(names(namedHits({ ...admin([]), roles: [] }, null, []))).toEqual(['Rekap mingguan']);
  expect(groups(namedHits(withRole('auditor'), OPD, [DINKES]))).toEqual(['PAGE', 'OPD', 'SETTING']);
});

test('each hit opens its page at the desk of its OPD', () => {
  const hits = askedHits({ people: [AMINAH], units: [SOCAH] });

  expect(hits.map(({ path, opd }) => [path, opd])).toEqual([
    [`/orang/${AMINAH.pegawai_id}`, DINKES.id],
    ['/orang/unit/3', DINKES.id],
  ]);
  expect(activityHit(ACTIVITY).path).toBe(`/papan/2026-11-23/${ACTIVITY.id}`);
  const setting = namedHits(withRole('bkpsda'), OPD, []).find(({ key }) => key === 'publish_at');
  expect(setting?.path).toBe('/pengaturan/final');
});

test('the list is a listbox of groups, and its first option is the chosen one', () => {
  const hits = found('a', [
    ...askedHits({ people: [AMINAH], units: [SOCAH] }),
    activityHit(ACTIVITY),
  ]);
  const html = drawn(
    withRole('bkpsda'),
    <Combobox
      typed="a"
      onType={nothing}
      onClose={nothing}
      hits={hits}
      asked={{ people: [], units: [], busy: false, fault: null }}
    />,
  );

  expect(html).toMatch(/role="combobox"[^>]*aria-expanded="true"/);
  expect(html.match(/role="group"/g)).toHaveLength(3);
  expect(html.match(/aria-selected="true"/g)).toHaveLength(1);
  expect(words(html)).toContain(
    'Pegawai Siti Aminah, S.Pd. NIP 19800101 200501 2 900 · Puskesmas Socah, Dinas Kesehatan',
  );
  expect(words(html)).toContain('3 hasil');
});

test('says when there may be more than are shown', () => {
  const pages = Array.from({ length: 9 }, (_, n) => page(`Kap ${n}`));
  const html = drawn(
    withRole('bkpsda'),
    <Combobox typed="kap" onType={nothing} onClose={nothing} hits={found('kap', pages)} />,
  );

  expect(words(html)).toContain('6 hasil pertama.');
});

test('says that nothing fits, without an empty list, and that it still searches', () => {
  const html = (busy: boolean): string =>
    drawn(
      withRole('bkpsda'),
      <Combobox
        typed="zzz"
        onType={nothing}
        onClose={nothing}
        hits={[]}
        asked={{ people: [], units: [], busy, fault: null }}
      />,
    );

  expect(words(html(false))).toContain('Tidak ada yang cocok.');
  expect(html(false)).not.toContain('role="listbox"');
  expect(words(html(true))).toContain('Mencari…');
});
