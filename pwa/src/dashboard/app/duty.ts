import { useEffect, useState } from 'preact/hooks';
import { rightsAt } from '../../core/desk.ts';
import { changedRows, type Edits, type Line, linesOf, MOST_LINES } from '../../core/duty.ts';
import type { Answer, Fault } from '../../core/problems.ts';
import type { DutyMatch, DutyMonth, DutyPerson, Id } from '../../core/wire.ts';
import { useOpd } from './activities.ts';
import { useDesk, useMe } from './desk.ts';
import { useVersioned } from './versioned.ts';

/** A pause in typing after which the server is asked whom the lines mean. ms. */
const PAUSE_MS = 350;

const pathOf = (opd: Id): string => `/opds/${opd}/duty`;

/** The duty roster of this desk's OPD in that month. */
export function useRoster(month: string) {
  return useVersioned<DutyMonth>(`${pathOf(useOpd().id)}?month=${month}`);
}

/** Heads, and admins who look after activities, write it; everybody else here reads. */
export const useMayPlan = (): boolean => rightsAt(useMe(), useOpd().id).activities;

export interface Swap {
  date: string;
  who: Id;
  other: Id;
}

/** What is written to the roster, over the version that was read. */
export function usePlanning() {
  const { net } = useDesk();
  const path = pathOf(useOpd().id);
  return {
    read: (month: string) => net.call<DutyMonth>('GET', `${path}?month=${month}`),
    /** All at once up to 300 people; more go in parts, each of them whole. */
    save: async (
      roster: DutyMonth,
      edits: Edits,
      added: readonly DutyPerson[],
      reason: string,
    ): Promise<Answer<DutyMonth>> => {
      const rows = changedRows(roster, edits, added);
      const why = reason.trim() ? { reason: reason.trim() } : {};
      let { version } = roster;
      let answer: Answer<DutyMonth> = { ok: true, status: 200, value: roster };
      for (let at = 0; at < rows.length && answer.ok; at += MOST_LINES) {
        const part = rows.slice(at, at + MOST_LINES);
        const body = { month: roster.month, version, rows: part, ...why };
        answer = await net.call<DutyMonth>('PUT', path, body);
        if (answer.ok) version = answer.value.version;
      }
      return answer;
    },
    swap: (roster: DutyMonth, { date, who, other }: Swap, reason: string) =>
      net.call<DutyMonth>('POST', `${path}/swaps`, {
        date,
        version: roster.version,
        pegawai_id: who,
        with: other,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      }),
  };
}

export interface Pasted {
  lines: readonly Line[];
  /** One a line; null until the server answered about these lines. */
  matches: readonly DutyMatch[] | null;
  fault: Fault | null;
}

/** The lines of what was pasted, and whom they mean. */
export function usePasted(text: string): Pasted {
  const { net, after } = useDesk();
  const path = `${pathOf(useOpd().id)}/matches`;
  const [found, setFound] = useState<{ text: string; answer: Answer<{ matches: DutyMatch[] }> }>();
  const lines = linesOf(text);
  const asked = lines.length > 0 && lines.length <= MOST_LINES;
  useEffect(() => {
    if (!asked) return undefined;
    let current = true;
    const stop = after(PAUSE_MS, () => {
      const names = lines.map(({ who }) => who);
      void net.call<{ matches: DutyMatch[] }>('POST', path, { names }).then((answer) => {
        if (current) setFound({ text, answer });
      });
    });
    return () => {
      current = false;
      stop();
    };
  }, [text]);
  const answer = asked && found?.text === text ? found.answer : null;
  return {
    lines,
    matches: answer?.ok ? answer.value.matches : null,
    fault: answer && !answer.ok ? answer.fault : null,
  };
}
