import { useLoaded } from '../../app/load.ts';
import type { Answer } from '../../core/problems.ts';
import type { DayKind, Id, RegencyYear } from '../../core/wire.ts';
import { useOpd } from './activities.ts';
import { useDesk, useMe } from './desk.ts';
import { useVersioned } from './versioned.ts';

/** The regency's year; the same at every desk. */
export function useYear(year: number) {
  return useVersioned<RegencyYear>(`/opds/${useOpd().id}/calendar?year=${year}`);
}

/** The years from one day to another; the same at every desk. */
export function useYears(from: string, to: string) {
  const { net } = useDesk();
  const opd = useOpd().id;
  const [first, last] = [from, to].map((date) => Number(date.slice(0, 4))) as [number, number];
  const numbers = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  return useLoaded(`${opd} ${numbers}`, async (): Promise<Answer<RegencyYear[]>> => {
    const answers = await Promise.all(
      numbers.map((year) => net.call<RegencyYear>('GET', `/opds/${opd}/calendar?year=${year}`)),
    );
    const refused = answers.find((answer) => !answer.ok);
    if (refused && !refused.ok) return refused;
    return {
      ok: true,
      status: 200,
      value: answers.flatMap((answer) => (answer.ok ? [answer.value] : [])),
    };
  });
}

/** BKPSDA changes the calendar, everybody else reads it. */
export const useMayChange = (): boolean => useMe().roles.some(({ role }) => role === 'bkpsda');

export interface DayChange {
  date: string;
  kind: DayKind;
  name: string;
  /** OPDs that work on a day off. */
  working?: readonly Id[];
  decree: string;
}
export interface CeremonyMove {
  /** Its own date, which names it. */
  date: string;
  to: string;
  decree: string;
}

/** Changes over the version that was read. */
export function useChanges({ version }: RegencyYear) {
  const { net } = useDesk();
  return {
    setDay: ({ name, ...day }: DayChange): Promise<Answer<RegencyYear>> =>
      net.call('PUT', '/calendar/days', {
        ...day,
        ...(day.kind === 'MASUK' ? {} : { name }),
        version,
      }),
    move: (ceremony: CeremonyMove): Promise<Answer<RegencyYear>> =>
      net.call('PUT', '/calendar/ceremonies', { ...ceremony, version }),
  };
}
