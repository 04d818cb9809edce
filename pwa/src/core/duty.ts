import { addDays } from './time.ts';
import type { DateText, DutyMatch, DutyMonth, DutyPerson, Id } from './wire.ts';

/** A letter of the duty roster; `-` where nothing is said. */
export type Letter = '1' | '2' | '3' | 'L' | '-';
export const LETTERS: readonly Letter[] = ['1', '2', '3', 'L', '-'];

/** Cells that were changed and not saved yet: letters by person and date. */
export type Edits = Readonly<Record<Id, Readonly<Record<DateText, Letter>>>>;

/** The days of a month `202611`. */
export function daysOf(month: string): DateText[] {
  const first = `${month.slice(0, 4)}-${month.slice(4)}-01`;
  const days: DateText[] = [];
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}

const index = (date: DateText): number => Number(date.slice(8)) - 1;

export const savedLetter = (roster: DutyMonth, who: Id, date: DateText): Letter =>
  (roster.rows.find(({ pegawai_id }) => pegawai_id === who)?.row[index(date)] ?? '-') as Letter;

export interface Row {
  pegawai_id: Id;
  /** Null: no longer of the OPD. */
  name: string | null;
  unit: string | null;
  letters: readonly Letter[];
}

/** What the roster says with the changes in it; `added` are people who are not in it yet. */
export function rowsOf(roster: DutyMonth, edits: Edits, added: readonly DutyPerson[]): Row[] {
  const days = daysOf(roster.month);
  const known = new Set(roster.rows.map(({ pegawai_id }) => pegawai_id));
  const fresh = added
    .filter(({ pegawai_id }) => !known.has(pegawai_id) && edits[pegawai_id])
    .map((person) => ({ ...person, row: '-'.repeat(days.length) }));
  return [...roster.rows, ...fresh].map(({ row, ...person }) => ({
    ...person,
    letters: days.map(
      (day) => edits[person.pegawai_id]?.[day] ?? ((row[index(day)] ?? '-') as Letter),
    ),
  }));
}

/** The changes with one more; a cell that is again as it was saved is none. */
export function edited(
  roster: DutyMonth,
  edits: Edits,
  who: Id,
  date: DateText,
  to: Letter,
): Edits {
  const { [date]: _, ...others } = edits[who] ?? {};
  const cells = savedLetter(roster, who, date) === to ? others : { ...others, [date]: to };
  const { [who]: __, ...rest } = edits;
  return Object.keys(cells).length > 0 ? { ...rest, [who]: cells } : rest;
}

export const countOf = (edits: Edits): number =>
  Object.values(edits).reduce((sum, cells) => sum + Object.keys(cells).length, 0);

/** The months that are sent: whole rows of whoever was changed. */
export const changedRows = (
  roster: DutyMonth,
  edits: Edits,
  added: readonly DutyPerson[],
): { pegawai_id: Id; row: string }[] =>
  rowsOf(roster, edits, added)
    .filter(({ pegawai_id }) => edits[pegawai_id])
    .map(({ pegawai_id, letters }) => ({ pegawai_id, row: letters.join('') }));

/** Whether an activity that counts one of the changed cells is over: the server asks why. */
export function asksReason(roster: DutyMonth, edits: Edits, now: number): boolean {
  const over = roster.activities
    .filter(({ closes }) => Date.parse(closes) <= now)
    .flatMap(({ date }) => [date, addDays(date, -1)]);
  return Object.values(edits).some((cells) => over.some((date) => cells[date] !== undefined));
}

/** Fills empty cells with those of four weeks before, so that weekdays stay. */
export function copiedFrom(before: DutyMonth, roster: DutyMonth, edits: Edits): Edits {
  const gone = new Set(before.rows.filter(({ name }) => !name).map((row) => row.pegawai_id));
  let result = edits;
  for (const { pegawai_id: who } of before.rows) {
    if (gone.has(who)) continue;
    for (const day of daysOf(roster.month)) {
      const is = result[who]?.[day] ?? savedLetter(roster, who, day);
      const source = addDays(day, -28);
      const was =
        source.slice(0, 7).replace('-', '') === before.month
          ? savedLetter(before, who, source)
          : (result[who]?.[source] ?? savedLetter(roster, who, source));
      if (is === '-' && was !== '-' && !roster.locked.includes(day)) {
        result = edited(roster, result, who, day, was);
      }
    }
  }
  return result;
}

// ---- what was pasted ---------------------------------------------------------------------------

/** A line of the spreadsheet: who is meant, and the cells behind. */
export interface Line {
  who: string;
  cells: readonly string[];
}

/** Most lines of one paste; the server takes as many. */
export const MOST_LINES = 300;
const NIP = /^'?\d{8}\s?\d{6}\s?\d\s?\d{3}$/;
/** Before the days: a number, a NIP, a name, a unit. */
const MOST_LEADING = 4;
const LONGEST_CODE = 2;

/** Cuts a paste into lines, by tab, `;` or `,`; a head with the days' numbers is left out. */
export function linesOf(text: string): Line[] {
  const separator = text.includes('\t') ? '\t' : text.includes(';') ? ';' : ',';
  return text
    .split(/\r?\n/)
    .filter((line) => line.replaceAll(separator, '').trim() !== '')
    .map((line) => lineOf(cut(line, separator)))
    .filter((line) => line.who !== '' && !isHead(line));
}

/** Cells of one line; between quotes the separator is none. */
function cut(line: string, separator: string): string[] {
  const cells = [''];
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) cells.push('');
    else cells[cells.length - 1] += char;
  }
  return cells.map((cell) => cell.trim());
}

function lineOf(cells: readonly string[]): Line {
  const leading = cells.slice(0, MOST_LEADING);
  const last = lastIndex(leading, (cell) => cell.length > LONGEST_CODE);
  const names = leading.slice(0, last + 1).filter((cell) => cell.length > LONGEST_CODE);
  const who = names.find((cell) => NIP.test(cell)) ?? names[0] ?? '';
  return { who, cells: trimmed(cells.slice(last + 1)) };
}

/** Without the empty cells at the end, which a spreadsheet adds. */
const trimmed = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, lastIndex(cells, (cell) => cell !== '') + 1);

const lastIndex = (cells: readonly string[], is: (cell: string) => boolean): number =>
  cells.reduce((last, cell, at) => (is(cell) ? at : last), -1);

const isHead = ({ cells }: Line): boolean =>
  cells.length > 3 && cells.slice(0, 4).every((cell, at) => Number(cell) === at + 1);

const KNOWN: Readonly<Record<string, Letter>> = {
  '1': '1',
  '2': '2',
  '3': '3',
  L: 'L',
  '·': 'L',
  '': '-',
  '-': '-',
};
/** Letters of other sheets, read with a word about it. */
const GUESSED: Readonly<Record<string, Letter>> = { P: '1', S: '2', M: '3', O: 'L', LM: 'L' };

export interface Cell {
  /** Null: unknown. */
  letter: Letter | null;
  guessed: boolean;
}
export function cellOf(written: string): Cell {
  const code = written.toUpperCase();
  const guess = GUESSED[code];
  if (guess) return { letter: guess, guessed: true };
  return { letter: KNOWN[code] ?? null, guessed: false };
}

/** What somebody said of a line whose name is not sure: whom it means, or that it is left out. */
export type Choices = Readonly<Record<string, DutyPerson | 'SKIP'>>;

export type Remark =
  | { kind: 'WHO'; who: string; people: readonly DutyPerson[] }
  | { kind: 'TWICE'; who: string }
  | { kind: 'UNKNOWN' | 'GUESSED'; who: string; day: number; code: string; letter: Letter | null }
  | { kind: 'SHORT' | 'LONG' | 'LOCKED'; who: string; n: number };
/** What may be taken over as it is; everything else has to be mended first. */
const HARMLESS: readonly Remark['kind'][] = ['GUESSED', 'SHORT', 'LOCKED'];

export interface Preview {
  lines: number;
  cells: number;
  known: number;
  remarks: readonly Remark[];
  /** Whether all of it can be taken over; nothing is taken over in part. */
  ready: boolean;
  people: readonly DutyPerson[];
  /** Letters by person and date. */
  edits: Edits;
}

/** What the paste would do to the roster. `matches` are the server's, one a line. */
export function previewOf(
  roster: DutyMonth,
  lines: readonly Line[],
  matches: readonly DutyMatch[],
  choices: Choices,
): Preview {
  const days = daysOf(roster.month);
  const remarks: Remark[] = [];
  const people: DutyPerson[] = [];
  const edits: Record<Id, Record<DateText, Letter>> = {};
  let cells = 0;
  let known = 0;
  lines.forEach(({ who, cells: written }, at) => {
    const match = matches[at];
    const chosen = choices[who] ?? (match?.sure ? match.people[0] : undefined);
    if (chosen === 'SKIP') return;
    cells += written.length;
    if (!chosen) remarks.push({ kind: 'WHO', who, people: match?.people ?? [] });
    else if (edits[chosen.pegawai_id]) remarks.push({ kind: 'TWICE', who });
    const letters: Record<DateText, Letter> = {};
    let locked = 0;
    written.slice(0, days.length).forEach((code, n) => {
      const { letter, guessed } = cellOf(code);
      if (letter === null || guessed) {
        const kind = letter === null ? 'UNKNOWN' : 'GUESSED';
        remarks.push({ kind, who, day: n + 1, code, letter });
      }
      if (letter === null) return;
      if (!guessed) known += 1;
      const day = days[n] ?? '';
      const changes = chosen && savedLetter(roster, chosen.pegawai_id, day) !== letter;
      if (changes && roster.locked.includes(day)) locked += 1;
      else letters[day] = letter;
    });
    if (locked > 0) remarks.push({ kind: 'LOCKED', who, n: locked });
    if (written.length < days.length) remarks.push({ kind: 'SHORT', who, n: written.length });
    if (written.length > days.length) remarks.push({ kind: 'LONG', who, n: written.length });
    if (!chosen) return;
    people.push(chosen);
    edits[chosen.pegawai_id] = letters;
  });
  return {
    lines: lines.length,
    cells,
    known,
    remarks,
    ready: cells > 0 && remarks.every(({ kind }) => HARMLESS.includes(kind)),
    people,
    edits,
  };
}

/** The changes with a paste in them. */
export function pasted(roster: DutyMonth, edits: Edits, { edits: cells }: Preview): Edits {
  return Object.entries(cells).reduce(
    (all, [who, letters]) =>
      Object.entries(letters).reduce(
        (result, [date, letter]) => edited(roster, result, who, date, letter),
        all,
      ),
    edits,
  );
}
