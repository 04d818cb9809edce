import { describe, expect, test } from 'vitest';
import {
  canHoldFrom,
  clockOf,
  type Draft,
  differences,
  firstDay,
  isChanged,
  isDefault,
  isWithin,
} from '../../src/core/regency-settings.ts';
import type { Me, RegencySettings, Setting, SettingHeld } from '../../src/core/wire.ts';
import { SettingsForm } from '../../src/dashboard/screens/settings.tsx';
import { ConfirmSheet } from '../../src/dashboard/screens/settings-confirm.tsx';
import type { Form } from '../../src/dashboard/screens/settings-fields.tsx';
import {
  boundsText,
  changeLines,
  todayText,
  valueText,
} from '../../src/dashboard/screens/settings-words.ts';
import { drawn, words } from './desk.tsx';
import { withRole } from './world.ts';

const held = (value: SettingHeld['value'], since: string): SettingHeld => ({
  value,
  since,
  by: 'Endah',
  at: '2026-11-23T02:00:00Z',
});
const setting = (
  name: Setting['name'],
  form: Setting['form'],
  value: Setting['value'],
  part: Partial<Setting> = {},
): Setting => ({
  name,
  form,
  value,
  default: value,
  least: null,
  most: null,
  unit: '',
  changed: null,
  start: 'BESOK',
  earliest: '2026-11-25',
  coming: [],
  ...part,
});
const times = { opens: '06:45', starts: '07:00', late_after: '07:15', closes: '07:30' };
const clock = { least: '04:00', most: '19:00', unit: 'WIB' };
const planned = { start: 'BELUM_DIRENCANAKAN', earliest: '2026-12-08' } as const;
const days = { least: 1, most: 7, unit: 'hari kerja' };
const LOCK = setting('lock_after_working_days', 'ANGKA', 3, days);
const APEL = setting('apel_times', 'JAM_KEGIATAN', times, { ...clock, ...planned });
const COLUMNS = setting(
  'columns',
  'KOLOM',
  { H: 'HADIR', PK: 'TUGAS LUAR/TUGAS BELAJAR/CUTI' },
  { start: 'SENIN', earliest: '2026-11-30' },
);
const LINES = setting('challenges', 'DAFTAR', ['a', 'b', 'c'], { least: 3, most: 30, ...planned });
const SEAT = setting('seat', 'TEKS', 'Bangkalan', {
  least: 1,
  most: 60,
  start: 'HARI_INI',
  earliest: '2026-11-24',
});
const line = { least: 1, most: 100 };
const SETTINGS: RegencySettings = {
  version: 1,
  picked_up_s: 60,
  settings: [
    APEL,
    setting('ceremony_times', 'JAM_KEGIATAN', times, { ...clock, ...planned }),
    setting('apel_weekday', 'HARI', 0, { least: 0, most: 4, ...planned }),
    setting('apel_title', 'TEKS', 'Apel pagi', { ...line, ...planned }),
    setting('apel_venue', 'TEKS', 'Halaman Pemkab', { ...line, ...planned }),
    LINES,
    COLUMNS,
    LOCK,
    setting('relock_after_working_days', 'ANGKA', 1, { ...days, most: 5 }),
    setting('reminders', 'PILIHAN', ['malam', 'dibuka', 'ditutup']),
    setting('evening_reminder_at', 'JAM', '19:30', { least: '15:00', most: '21:30', unit: 'WIB' }),
    setting('reminder_before_closing', 'ANGKA', 10, { least: 5, most: 15, unit: 'menit' }),
    setting('heads_told_at', 'JAM', '09:00', { least: '07:00', most: '12:00', unit: 'WIB' }),
    setting('publish_weekday', 'HARI', 4, { least: 0, most: 6 }),
    setting('publish_at', 'JAM', '16:00', { least: '07:00', most: '19:00', unit: 'WIB' }),
    setting('attention_below_percent', 'ANGKA', 90, { least: 50, most: 100, unit: '%' }),
    setting('unexplained_in_a_row', 'ANGKA', 3, { least: 2, most: 6, unit: 'kali' }),
    setting('sampled_percent', 'ANGKA', 2, { least: 1, most: 5, unit: '%' }),
    SEAT,
    setting('publisher', 'TEKS', 'BKPSDA', line),
    setting('letterhead_address', 'TEKS', '', { least: 0, most: 200 }),
    setting('government', 'TEKS', 'Pemerintah Kabupaten Bangkalan', line),
    setting('letterhead_image', 'GAMBAR', ''),
  ],
  columns: { H: ['HADIR'], PK: ['HADIR', 'TUGAS LUAR/TUGAS BELAJAR/CUTI', 'DI LUAR JUMLAH'] },
};

describe('a draft', () => {
  test('holds what differs from what was decided last', () => {
    const coming = { ...LOCK, coming: [held(5, '2026-12-01')] };
    expect(isChanged(coming, {})).toBe(false);
    expect(isChanged(coming, { lock_after_working_days: 5 })).toBe(false);
    expect(isChanged(coming, { lock_after_working_days: 3 })).toBe(true);
    expect(isDefault(coming, {})).toBe(false);
  });

  test('leaves empty lines and the order of columns out of it', () => {
    const columns = { PK: 'TUGAS LUAR/TUGAS BELAJAR/CUTI', H: 'HADIR' };
    expect(differences(SETTINGS, { challenges: ['a', '', 'b ', 'c', ''], columns })).toEqual([]);
  });

  test.each<[Setting, Setting['value'], boolean]>([
    [LOCK, 7, true],
    [LOCK, 8, false],
    [LOCK, '', false],
    [APEL, { ...times, opens: '' }, false],
    [APEL, { ...times, opens: '03:59' }, false],
    [LINES, ['a', 'b'], false],
    [APEL, { ...times, opens: '6' }, false],
    [SEAT, ' ', false],
    [COLUMNS, { H: 'HADIR' }, true],
  ])('is within its bounds or not (%#)', (of, value, within) => {
    expect(isWithin(of, value)).toBe(within);
  });
});

const of = (draft: Draft) => differences(SETTINGS, draft);

test('a time is typed with a dot, a colon or nothing between', () => {
  const typed = ['6.45', '06:45', '0645', '06', '645', 'pagi'];
  expect(typed.map(clockOf)).toEqual(['06:45', '06:45', '06:45', '06', '645', 'pagi']);
});

describe('the first day', () => {
  test('is the latest that one of the changes needs', () => {
    const late = of({ lock_after_working_days: 4, apel_times: { ...times, opens: '06:30' } });
    expect(firstDay(of({ seat: 'Kamal' }))).toBe('2026-11-24');
    expect(firstDay(late)).toBe('2026-12-08');
  });

  test('is a Monday where columns change', () => {
    const both = of({ columns: { H: 'HADIR', PK: 'HADIR' }, apel_title: 'Apel' });
    expect(firstDay(both)).toBe('2026-12-14');
    expect(canHoldFrom('2026-12-15', both)).toBe(false);
    expect(canHoldFrom('2026-12-21', both)).toBe(true);
  });
});

test('changes are listed in words, columns code by code', () => {
  const found = of({
    lock_after_working_days: 4,
    columns: { H: 'HADIR', PK: 'DI LUAR JUMLAH' },
    evening_reminder_at: '18:00',
    reminders: ['malam', 'hampir-tutup', 'ditutup'],
    apel_weekday: 1,
    letterhead_address: 'Jl. Soekarno-Hatta',
    letterhead_image: 'a'.repeat(64),
  });
  expect(found.flatMap(changeLines)).toEqual([
    'Hari apel: Senin → Selasa',
    'Kolom rekap, PK: Tugas/cuti → Tidak dihitung',
    'FINAL setelah: 3 hari kerja → 4 hari kerja',
    'Saat dibuka: dimatikan',
    'Belum tercatat, sebelum ditutup: dinyalakan',
    'Jam pengingat malam: 19.30 WIB → 18.00 WIB',
    'Alamat penerbit di kop: kosong → Jl. Soekarno-Hatta',
    'Gambar di kop: tanpa gambar → gambar',
  ]);
  expect(valueText(APEL, times)).toBe('06.45 · 07.00 · 07.15 · 07.30');
  expect(boundsText(LOCK)).toBe('boleh 1 sampai 7 hari kerja');
});

const page = (me: Me, part: Partial<Form> = {}, settings = SETTINGS): string =>
  drawn(
    me,
    <SettingsForm
      settings={settings}
      form={{
        of: (name) => settings.settings.find((one) => one.name === name) as Setting,
        draft: {},
        set: () => undefined,
        error: null,
        locked: false,
        ...part,
      }}
    />,
  );

test('a changed setting says what it was, and goes back to the default', () => {
  const html = page(withRole('bkpsda'), { draft: { lock_after_working_days: 5 } });
  expect(words(html)).toContain('Bawaan: 3 hari kerja; boleh 1 sampai 7 hari kerja');
  expect(words(html)).toContain('semula 3 hari kerja');
  expect(html.match(/Kembalikan bawaan: /g)).toHaveLength(1);
});

test('who set it and what is to come stand beside it', () => {
  const changed = { ...LOCK, value: 4, changed: held(4, '2026-11-24') };
  const coming = { ...SEAT, coming: [held('Kamal', '2026-12-01')] };
  const settings = SETTINGS.settings.map((one) =>
    one === LOCK ? changed : one === SEAT ? coming : one,
  );
  const text = words(page(withRole('bkpsda'), {}, { ...SETTINGS, settings }));
  const PK = { H: 'HADIR', PK: 'HADIR' };
  expect(todayText({ ...COLUMNS, coming: [held(PK, '2026-11-30')] })).toBe('PK Tugas/cuti');
  expect(text).toContain('Diubah Endah, 23 Nov 2026, 09.00');
  expect(text).toContain(
    'Mulai 1 Des 2026, diubah Endah, 23 Nov 2026, 09.00. Hari ini: Bangkalan.',
  );
});

test('a code is counted only where it makes sense', () => {
  const html = page(withRole('bkpsda'));
  expect(html.match(/type="radio"[^>]*disabled/g)).toHaveLength(3 + 1);
});

test('the auditor reads them', () => {
  const html = page(withRole('auditor'), { locked: true, draft: { seat: 'Kamal' } });
  const fields = html.match(/<(?:input|textarea)[^>]*>/g) ?? [];
  expect(fields.filter((one) => !/readonly|disabled/.test(one))).toEqual([]);
  expect(html).not.toContain('<select');
  expect(words(html)).toContain('Hadir: Hadir');
  expect(html).not.toContain('Kembalikan bawaan');
});

test('before saving every difference is listed with the day from which it holds', () => {
  const sheet = drawn(
    withRole('bkpsda'),
    <ConfirmSheet
      changes={of({ lock_after_working_days: 4, columns: { H: 'HADIR', PK: 'HADIR' } })}
      pickedUp={60}
      fault={null}
      busy={false}
      onSave={() => undefined}
      onClose={() => undefined}
    />,
  );
  expect(words(sheet)).toContain('Kolom rekap, PK: Tugas/cuti → Hadir');
  expect(sheet).toContain('value="2026-11-30"');
  expect(words(sheet)).toContain('Hari Senin, paling cepat 30 Nov 2026.');
  expect(words(sheet)).toContain('paling lambat 60 detik');
});
