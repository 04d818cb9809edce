import { describe, expect, test } from 'vitest';
import {
  type Answers,
  answersOf,
  beginsOf,
  chosenColumns,
  linesOf,
  MOST_ANSWERS,
  saidOf,
  spacedNip,
  stepOf,
  typedNumber,
  unfinished,
  withAnswer,
} from '../../src/core/imports.ts';
import { problemOf } from '../../src/core/problems.ts';
import type { ImportChange, ImportFile } from '../../src/core/wire.ts';
import type { ImportsPage } from '../../src/dashboard/app/imports.ts';
import { ImportColumns } from '../../src/dashboard/screens/import-columns.tsx';
import { ChangeTable } from '../../src/dashboard/screens/import-lines.tsx';
import { ImportPreview } from '../../src/dashboard/screens/import-preview.tsx';
import { ImportFault } from '../../src/dashboard/screens/imports.tsx';
import { drawn, words } from './desk.tsx';
import { withRole } from './world.ts';

const file = (part: Partial<ImportFile> = {}): ImportFile => ({
  id: '01K0000000000000000000000A',
  file_name: 'asn.xlsx',
  by: 'Endah Kusumawati',
  at: '2026-11-23T01:00:00Z',
  changed_at: '2026-11-23T01:00:00Z',
  state: 'PRATINJAU',
  rev: 4,
  headers: [],
  missing: [],
  rows: 12_046,
  counts: { GALAT: 4, RAGU: 0, NONAKTIF: 700, PINDAH: 21, BARU: 38, BERUBAH: 112 },
  free_leavers: 50,
  answers: [],
  total: 871,
  done: 0,
  since: null,
  earliest: '2026-11-18',
  problem: null,
  ...part,
});
const bkpsda = withRole('bkpsda');

describe('an import', () => {
  test('is taken up where it was left', () => {
    const begun = file({ state: 'KOLOM' });

    expect(unfinished([file({ state: 'SELESAI' }), begun])).toBe(begun);
    expect(unfinished([file({ state: 'DITOLAK' }), file({ state: 'MENUNGGU' })])).toBeNull();
  });

  test.each([
    ['MENUNGGU', 0],
    ['KOLOM', 1],
    ['PRATINJAU', 2],
    ['TERJADWAL', 3],
    ['MENERAPKAN', 3],
    ['SELESAI', 4],
  ] as const)('in state %s has %i steps behind it', (state, steps) => {
    expect(stepOf(state)).toBe(steps);
  });

  test('counts the lines of one kind and of all', () => {
    expect(linesOf(file(), 'PINDAH')).toBe(21);
    expect(linesOf(file(), null)).toBe(875);
  });

  test.each([
    ['700', 700],
    [' 700 ', 700],
    ['7e2', null],
    ['', null],
    ['700 orang', null],
  ])('reads %j as the number %j', (typed, is) => {
    expect(typedNumber(typed)).toBe(is);
  });

  test('sends the columns that were chosen', () => {
    expect(chosenColumns({ NAMA: 'Pegawai', 'UNOR NAMA': '' })).toEqual([
      { header: 'Pegawai', field: 'NAMA' },
    ]);
  });

  test('shows a NIP as on cards', () => {
    expect(spacedNip('199001012024011009')).toBe('19900101 202401 1 009');
  });
});

describe('the preview', () => {
  const preview = (part: Partial<ImportFile>, onApply: (() => void) | null = () => undefined) =>
    words(
      drawn(
        bkpsda,
        <ImportPreview of={file(part)} today="2026-11-23" busy={false} onApply={onApply} />,
      ),
    );

  test('asks for the number of those who leave', () => {
    expect(preview({})).toContain('700 pegawai tidak ada di berkas ini');
    expect(preview({ free_leavers: 700 })).not.toContain('Ketik');
  });

  test('says how much it would change, and filters by kind', () => {
    const text = preview({});

    expect(text).toContain('Terapkan 871 perubahan');
    for (const choice of ['Semua', 'Galat 4', 'Nonaktif 700', 'Pindah 21', 'Baru 38'])
      expect(text).toContain(choice);
    expect(text).not.toContain('Meragukan');
  });

  test('counts what was left out and decided, and offers the rows in error', () => {
    const answers = [
      { number: 0, says: 'TIDAK' as const },
      { number: 870, says: 'TIDAK' as const },
      { number: 871, says: 'DUA' as const },
    ];
    const text = preview({ answers, counts: { ...file().counts, RAGU: 1 } });

    expect(text).toContain('Ketik 700 untuk menegaskan');
    expect(text).toContain('Terapkan 871 perubahan');
    expect(text).toContain('Baris yang dilewati: 2');
    expect(text).toContain('Unduh 4 baris galat');
    expect(text).toContain('NIP yang berganti');
  });

  test('asks for nothing where those who leave are left out', () => {
    const counts = { ...file().counts, NONAKTIF: 1, PINDAH: 0, BARU: 0, BERUBAH: 0 };
    const answers = [{ number: 0, says: 'TIDAK' as const }];

    expect(preview({ counts, free_leavers: 0, answers })).not.toContain('Ketik');
  });

  test('counts from today unless another day is chosen', () => {
    const html = drawn(
      bkpsda,
      <ImportPreview of={file()} today="2026-11-23" busy={false} onApply={() => undefined} />,
    );

    expect(html).toContain('name="since" value="2026-11-23"');
    expect(html).toContain('min="2026-11-18" max="2026-12-24"');
    expect(html).toContain('paling awal 18 Nov');
  });

  test('is done now, at a midnight that comes, or counts since a day that has passed', () => {
    expect(beginsOf(null, '2026-11-23')).toBe('NOW');
    expect(beginsOf('2026-11-23', '2026-11-23')).toBe('NOW');
    expect(beginsOf('2026-11-24', '2026-11-23')).toBe('LATER');
    expect(beginsOf('2026-11-20', '2026-11-23')).toBe('BACKDATED');
  });

  test('says between which days to choose where the day was refused', () => {
    const page: ImportsPage = {
      files: [],
      current: file(),
      fault: null,
      uploading: null,
      uploadFailed: false,
      busy: false,
      today: '2026-11-23',
      open: () => undefined,
      upload: () => undefined,
      check: () => undefined,
      apply: () => undefined,
      reload: () => undefined,
    };
    const told = (pointer: string) => {
      const days = { earliest: '2026-11-18', latest: '2026-12-24' };
      const body = { type: '/masalah/di-luar-batas', pointer, ...days };
      const fault = { kind: 'PROBLEM' as const, problem: problemOf(422, body, null) };
      return words(drawn(bkpsda, <ImportFault page={page} fault={fault} />));
    };

    expect(told('/since')).toContain('Pilih antara 18 Nov 2026 dan 24 Des 2026');
    expect(told('/answers')).not.toContain('Pilih antara');
  });

  test('says that the same file changes nothing', () => {
    const counts = { GALAT: 0, RAGU: 0, NONAKTIF: 0, PINDAH: 0, BARU: 0, BERUBAH: 0 };

    expect(preview({ counts, total: 0 })).toBe(
      'Tidak ada perubahan: berkas ini sama dengan data sekarang.',
    );
  });

  test('has no button once it was applied', () => {
    expect(preview({ state: 'SELESAI' }, null)).not.toContain('Terapkan');
  });
});

describe('the lines', () => {
  const line = (part: Partial<ImportChange>): ImportChange => ({
    kind: 'BARU',
    number: 3,
    nip: '199001012024011009',
    name: 'Moh. Rofiq',
    fields: [['unit', '', 'Sekretariat']],
    row: 0,
    column: '',
    code: '',
    ...part,
  });
  const table = (lines: ImportChange[], answers: Answers = {}, isOpen = true) =>
    drawn(
      bkpsda,
      <ChangeTable lines={lines} answers={answers} onSay={isOpen ? () => undefined : null} />,
    );

  test('are included unless their tick is taken away', () => {
    expect(table([line({})])).toContain('checked');
    expect(table([line({})], { 3: 'TIDAK' })).not.toContain('checked');
    expect(table([line({})], { 4: 'TIDAK' })).toContain('aria-label="Sertakan Moh. Rofiq"');
  });

  test('show what was left out once it is applied', () => {
    const html = table([line({})], { 3: 'TIDAK' }, false);

    expect(words(html)).toContain('Dilewati');
    expect(html).not.toContain('<input');
  });

  test('ask of a doubt who it is, where one person alone may be meant', () => {
    const doubt = line({ kind: 'RAGU', row: 7 });
    const clear = words(table([doubt], { 3: 'SAMA' }));
    const unclear = words(table([line({ kind: 'RAGU', row: 7, number: null, fields: [] })]));

    for (const choice of ['Belum diputuskan', 'Orang yang sama', 'Dua orang'])
      expect(clear).toContain(choice);
    expect(unclear).toContain('lebih dari satu orang');
    expect(words(table([doubt], {}, false))).toContain('Belum diputuskan');
  });

  test('of a refused row have no choice', () => {
    const html = table([line({ kind: 'GALAT', number: null, row: 9, code: 'nip-ganda' })]);

    expect(html).not.toContain('<input');
    expect(words(html)).toContain('baris 9');
  });
});

describe('what a person says of lines', () => {
  test('is taken back, and bounded', () => {
    const full = Object.fromEntries(
      Array.from({ length: MOST_ANSWERS }, (_, n) => [n, 'TIDAK' as const]),
    );

    expect(withAnswer({ 1: 'TIDAK' }, 1, null)).toEqual({});
    expect(withAnswer(full, 1, 'TIDAK')).toEqual(full);
    expect(withAnswer(full, MOST_ANSWERS, 'TIDAK')).toBeNull();
  });

  test('travels by number', () => {
    const said = [{ number: 3, says: 'TIDAK' as const }];

    expect(saidOf(answersOf(file({ answers: said })))).toEqual(said);
  });
});

describe('matching columns', () => {
  const columns = (headers: string[]) =>
    drawn(
      bkpsda,
      <ImportColumns
        of={file({ state: 'KOLOM', headers, missing: ['UNOR NAMA'] })}
        busy={false}
        onChoose={() => undefined}
      />,
    );

  test('offers the headers of the file for what is missing', () => {
    const html = columns(['Nomor', 'Tempat Tugas']);

    expect(words(html)).toContain('Kolom yang tidak dikenal: 1');
    expect(html).toContain('<option value="Tempat Tugas">');
    expect(html).toContain('disabled');
  });

  test('says what to do with a file without a header', () => {
    expect(words(columns([]))).toContain('Baris pertama berkas tidak berisi nama kolom');
  });
});
