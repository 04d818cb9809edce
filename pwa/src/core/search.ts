import type { Id } from './wire.ts';

export const GROUPS = ['PAGE', 'PERSON', 'UNIT', 'OPD', 'ACTIVITY', 'SETTING'] as const;
export type Group = (typeof GROUPS)[number];

/** Something that can be opened. */
export interface Hit {
  group: Group;
  /** Its own among those of its group. */
  key: string;
  name: string;
  /** What tells it from another of that name. */
  under: string;
  /** Words by which it is found too, and which are not shown. */
  also?: string;
  path: string;
  /** Whose desk is opened for it; without: the one that is open. */
  opd?: Id;
}

/** Hits of one group that are shown. */
export const MOST = 6;

const plain = (text: string): string => text.normalize('NFKD').toLowerCase();

/** A NIP is typed with spaces as it is printed. */
export const soughtOf = (typed: string): string =>
  /^[\d\s]+$/.test(typed) ? typed.replace(/\s/g, '') : typed.trim().replace(/\s+/g, ' ');

/** Whether each word that is sought stands somewhere in the text. */
export const fits = (sought: string, text: string): boolean =>
  plain(sought)
    .split(' ')
    .every((word) => plain(text).includes(word));

/** What fits, by groups: names that begin with what is sought first, else as they came; all of nothing. */
export function found(sought: string, all: readonly Hit[]): readonly Hit[] {
  if (!sought) return all;
  const begins = (hit: Hit): number => (plain(hit.name).startsWith(plain(sought)) ? 0 : 1);
  return GROUPS.flatMap((group) =>
    all
      .filter((hit) => hit.group === group)
      .filter(({ name, under, also = '' }) => fits(sought, `${name} ${under} ${also}`))
      .sort((a, b) => begins(a) - begins(b))
      .slice(0, MOST),
  );
}

/** The hit on which the arrows stand next; they go around. */
export function stepped(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  return null;
}
