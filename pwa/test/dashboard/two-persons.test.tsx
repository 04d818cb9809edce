import { describe, expect, test } from 'vitest';
import type { Me, Proposal, RegencyHeld, RegencyRoles } from '../../src/core/wire.ts';
import { PersonPicker } from '../../src/dashboard/screens/person-picker.tsx';
import { RegencyCards } from '../../src/dashboard/screens/regency-roles.tsx';
import { drawn, words } from './desk.tsx';
import { admin, withRole } from './world.ts';

const TODAY = '2026-11-24';
const ME: Me = withRole('bkpsda');
const OTHER = '01K0000000000000000000000X';

const held = (pegawai_id: string, part: Partial<RegencyHeld> = {}): RegencyHeld => ({
  ...{ pegawai_id, name: `Orang ${pegawai_id}`, role: 'bkpsda', since: '2026-01-01', until: null },
  ...{ unit: 0, duties: [], title: '', decree: '', active: true },
  ...part,
});
const PROPOSAL: Proposal = {
  ...{ id: '01K0000000000000000000000P', pegawai_id: OTHER, name: 'Lukman Hakim' },
  ...{ role: 'bkpsda', since: '2026-12-01', until: null, reason: 'Menggantikan yang pensiun' },
  ...{ by: 'B', by_name: 'Rudi Hartono', at: '2026-11-23T02:20:00Z', last_day: '2026-11-30' },
  ...{ waiting: true, state: 'MENUNGGU', decision: null },
};
const page = (proposals: Proposal[], of: Partial<RegencyRoles> = {}): string =>
  drawn(
    ME,
    <RegencyCards
      roles={{ held: [held(ME.pegawai_id), held('B')], proposals, open_days: 7, ...of }}
      today={TODAY}
      onDone={() => undefined}
    />,
  );
const buttons = (html: string): string[] =>
  [...html.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, text]) => words(text ?? ''));

describe('a proposal that waits', () => {
  test('comes before who holds the roles, with who, why and until when', () => {
    const text = words(page([PROPOSAL]));

    expect(text.indexOf('Menunggu orang kedua')).toBeLessThan(text.indexOf('BKPSDA dan auditor'));
    expect(text).toContain('Lukman Hakim · BKPSDA · mulai 1 Des');
    expect(text).toContain('Menggantikan yang pensiun');
    expect(text).toContain('Diusulkan Rudi Hartono');
    expect(text).toContain('Lewat 30 Nov usulan ini gugur.');
  });

  test.each([
    ['somebody else', {}, ['Kukuhkan', 'Tolak']],
    ['who proposed it', { by: ME.pegawai_id }, ['Tarik usulan']],
    ['whom it is about', { pegawai_id: ME.pegawai_id }, []],
  ])('is decided by others alone: %s', (_, part, expected) => {
    const own = ['Kukuhkan', 'Tolak', 'Tarik usulan'];
    const shown = buttons(page([{ ...PROPOSAL, ...part }]));
    expect(shown.filter((one) => own.includes(one))).toEqual(expected);
  });
});

test('what was decided, or lapsed, is told in a sentence and asks for nothing', () => {
  const decision = { by_name: 'Siti', at: '2026-11-24T02:00:00Z', reason: 'Sudah cukup' };
  const settled: Proposal = { ...PROPOSAL, waiting: false, state: 'DITOLAK', decision };
  const lapsed: Proposal = { ...PROPOSAL, waiting: false };
  const html = page([settled, lapsed]);

  expect(words(html)).toContain('ditolak Siti, 24 Nov 2026, 09.00. Sudah cukup');
  expect(words(html)).toContain('gugur, tidak dikukuhkan sampai 30 Nov.');
  expect(words(html)).not.toContain('Menunggu orang kedua');
  expect(buttons(html)).not.toContain('Kukuhkan');
});

test('nobody ends the own role, and one officer alone is warned', () => {
  expect(page([]).match(/Akhiri penugasan/g)).toHaveLength(1);
  expect(words(page([]))).not.toContain('tinggal satu');
  expect(words(page([], { held: [held(ME.pegawai_id)] }))).toContain('tinggal satu');
});

test('a person of any OPD is looked for by name or NIP', () => {
  const picker = (
    <PersonPicker
      opd={null}
      label="Pegawai"
      hint="Dari OPD mana pun"
      person={null}
      onPick={() => 0}
    />
  );
  expect(words(drawn(admin(['akun']), picker))).toContain('Dari OPD mana pun');
});
