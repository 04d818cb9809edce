/** The refusals that the server makes on purpose (security.md §4), as a closed list. */
export const PROBLEM_CODES = [
  'json-rusak',
  'parameter',
  'masuk-gagal',
  'belum-masuk',
  'sesi-berakhir',
  'tidak-berwenang',
  'lintas-situs',
  'asal-salah',
  'perlu-faktor-kedua',
  'perlu-ulang-masuk',
  'perkara-sendiri',
  'usulan-sendiri',
  'bukan-orang-kedua',
  'bukan-pengusul',
  'tidak-ada',
  'terlalu-besar',
  'tipe-isi',
  'sudah-tercatat',
  'konflik-versi',
  'perangkat-penuh',
  'status-berubah',
  'nama-terpakai',
  'berkas-sama',
  'usulan-menunggu',
  'usulan-kedaluwarsa',
  'sudah-bertugas',
  'pemegang-terakhir',
  'wajib',
  'tipe',
  'kolom-tak-dikenal',
  'terlalu-panjang',
  'di-luar-batas',
  'karakter-terlarang',
  'id',
  'sha256',
  'waktu',
  'nip-tidak-sah',
  'nip-angka',
  'sandi-lemah',
  'kode-tidak-sah',
  'tiket-tidak-sah',
  'beda-isi',
  'bukan-peserta',
  'belum-dibuka',
  'sudah-ditutup',
  'terlambat-kirim',
  'perlu-konfirmasi',
  'pengaturan-janggal',
  'terlalu-sering',
  'sibuk',
  'kesalahan',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A refusal as the app handles it. `body` keeps the extensions, such as the first receipt of a 409. */
export interface Problem {
  status: number;
  code: ProblemCode;
  detail: string;
  pointer: string | null;
  retryAfterS: number | null;
  ref: string | null;
  body: Readonly<Record<string, unknown>>;
}

/** Whether the server refused that very field. */
export const isRefusedAt = (fault: Fault, pointer: string): boolean =>
  fault.kind === 'PROBLEM' && fault.problem.pointer === pointer;

/** Why there is no value: an answered refusal, no answer, an answer that came too late, or one that is not ours. */
export type Fault =
  | { kind: 'PROBLEM'; problem: Problem }
  | { kind: 'OFFLINE'; cause: unknown }
  | { kind: 'TIMEOUT'; cause: unknown }
  | { kind: 'GARBLED'; status: number };

export type Answer<T> = { ok: true; status: number; value: T } | { ok: false; fault: Fault };

/** Reads a problem body (RFC 9457 §3). A code that this version does not know becomes `kesalahan`. */
export function problemOf(
  status: number,
  body: Readonly<Record<string, unknown>>,
  retryAfter: string | null,
): Problem {
  const type = text(body['type']) ?? '';
  const code = PROBLEM_CODES.find((known) => type === `/masalah/${known}`) ?? 'kesalahan';
  const seconds =
    typeof body['retry_after'] === 'number' ? body['retry_after'] : Number(retryAfter);
  return {
    status,
    code,
    detail: text(body['detail']) ?? text(body['title']) ?? '',
    pointer: text(body['pointer']),
    retryAfterS: seconds > 0 ? seconds : null,
    ref: text(body['ref']),
    body,
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The problem's code, or null where no server answered. */
export const codeOf = (fault: Fault): ProblemCode | null =>
  fault.kind === 'PROBLEM' ? fault.problem.code : null;

/** True where the session is gone: the outbox waits for a new sign-in and loses nothing (security.md S5). */
export const isSignedOut = (fault: Fault): boolean =>
  fault.kind === 'PROBLEM' && fault.problem.status === 401;
