import { type Fault, isRefusedAt } from './problems.ts';
import type { ChangeKind, DateText, ImportAnswer, ImportFile, ImportState } from './wire.ts';

/** The largest file that the server takes. Bytes. */
export const MOST_BYTES = 10_000_000;
/** Lines of the difference that one answer brings. */
export const CHANGES_A_PAGE = 100;

/** The server takes a transfer that is so many days away. */
export const MOST_AHEAD_DAYS = 31;
/** When it is done, by the day since which it counts. */
export type Begins = 'NOW' | 'LATER' | 'BACKDATED';

/** `since` null: today, at once. */
export function beginsOf(since: DateText | null, today: DateText): Begins {
  if (since === null || since === today) return 'NOW';
  return since > today ? 'LATER' : 'BACKDATED';
}

/** Between which days it may be said to count, where the chosen one was refused. */
export function openDaysOf(fault: Fault): { earliest: DateText; latest: DateText } | null {
  if (fault.kind !== 'PROBLEM' || !isRefusedAt(fault, '/since')) return null;
  const { earliest, latest } = fault.problem.body;
  return typeof earliest === 'string' && typeof latest === 'string' ? { earliest, latest } : null;
}

/** Lines that a person may say something of in one import. */
export const MOST_ANSWERS = 1_000;

/** In the order in which they want to be looked at. */
export const CHANGE_KINDS: readonly ChangeKind[] = [
  'GALAT',
  'RAGU',
  'NONAKTIF',
  'PINDAH',
  'BARU',
  'BERUBAH',
];

/** What a person may say that a column of the file is; the server's words are SIMPEG's headers. */
export const COLUMNS = [
  'NIP BARU',
  'NAMA',
  'GELAR DEPAN',
  'GELAR BELAKANG',
  'STATUS ASN',
  'GOL AKHIR NAMA',
  'JABATAN NAMA',
  'UNOR NAMA',
  'UNOR INDUK NAMA',
] as const;
export type Column = (typeof COLUMNS)[number];

const STEP: Readonly<Record<ImportState, number>> = {
  MENUNGGU: 0,
  DITOLAK: 0,
  MEMERIKSA: 1,
  KOLOM: 1,
  PRATINJAU: 2,
  TERJADWAL: 3,
  MENERAPKAN: 3,
  SELESAI: 4,
};
/** Upload, columns, preview, apply: how many of them are behind us. */
export const stepOf = (state: ImportState): number => STEP[state];

/** The server works on it, so that it changes without us. */
export const isWorking = ({ state }: ImportFile): boolean =>
  state === 'MEMERIKSA' || state === 'MENERAPKAN';

/** What was begun and not ended: shown first when the page opens. */
export const unfinished = (files: readonly ImportFile[]): ImportFile | null =>
  files.find(({ state }) => state !== 'SELESAI' && state !== 'DITOLAK' && state !== 'MENUNGGU') ??
  null;

/** Lines of the difference: all, or of one kind. */
export const linesOf = ({ counts }: ImportFile, kind: ChangeKind | null): number =>
  kind ? counts[kind] : CHANGE_KINDS.reduce((sum, one) => sum + counts[one], 0);

/** What was said of single lines, by their number. */
export type Answers = Readonly<Record<number, ImportAnswer>>;

export const answersOf = ({ answers }: ImportFile): Answers =>
  Object.fromEntries(answers.map(({ number, says }) => [number, says]));

/** As the server takes them. */
export const saidOf = (answers: Answers): ImportFile['answers'] =>
  Object.entries(answers).map(([number, says]) => ({ number: Number(number), says }));

/** With one more answer, or without it; null: there are too many. */
export function withAnswer(
  answers: Answers,
  number: number,
  says: ImportAnswer | null,
): Answers | null {
  const { [number]: _, ...others } = answers;
  if (says === null) return others;
  return Object.keys(others).length < MOST_ANSWERS ? { ...others, [number]: says } : null;
}

const PEOPLE: readonly ChangeKind[] = ['BARU', 'PINDAH', 'BERUBAH', 'NONAKTIF'];

/** What it comes to: people written, those among them who leave, and lines left out (domain/imports.py). */
export function outcomeOf(
  { counts }: ImportFile,
  answers: Answers,
): { total: number; leavers: number; left: number } {
  const people = PEOPLE.reduce((sum, kind) => sum + counts[kind], 0);
  const sum = { total: people, leavers: counts.NONAKTIF, left: 0 };
  for (const [number, says] of Object.entries(answers)) {
    if (says === 'SAMA') sum.total += 1;
    if (says === 'DUA') {
      sum.total += 2;
      sum.leavers += 1;
    }
    if (says === 'TIDAK') {
      sum.total -= 1;
      sum.left += 1;
      if (Number(number) >= people - counts.NONAKTIF) sum.leavers -= 1;
    }
  }
  return sum;
}

/** A whole number typed in, as the number of leavers has to be. */
export const typedNumber = (text: string): number | null =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null;

/** What the choice of columns sends: the columns that something was chosen for. */
export const chosenColumns = (
  chosen: Readonly<Record<string, string>>,
): { header: string; field: Column }[] =>
  COLUMNS.flatMap((field) => {
    const header = chosen[field];
    return header ? [{ header, field }] : [];
  });

/** `19851332 201013 2 003`, as it is printed on cards. */
export const spacedNip = (nip: string): string =>
  nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4');
