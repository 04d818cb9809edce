import { useEffect, useState } from 'preact/hooks';
import type { Fault } from '../../core/problems.ts';
import type { DeskPerson, Id, People } from '../../core/wire.ts';
import { useDesk } from './desk.ts';

/** A pause in typing after which the search goes out. ms. */
const PAUSE_MS = 250;

export interface Search {
  value: People | null;
  fault: Fault | null;
  busy: boolean;
  /** The next page below those that are shown. */
  more: () => void;
  reload: () => void;
}

/** The OPD's people, searched as one types; the last answer stays while the next is on its way. */
export function usePeople(opd: Id, words: string, unit: number | null): Search {
  const { net, after } = useDesk();
  const [value, setValue] = useState<People | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(true);
  const [turn, setTurn] = useState(0);
  const ask = (start: number) => net.call<People>('GET', pathOf(opd, words, unit, start));
  useEffect(() => {
    let current = true;
    const stop = after(value === null ? 0 : PAUSE_MS, () => {
      setBusy(true);
      void ask(0).then((answer) => {
        if (!current) return;
        setBusy(false);
        setFault(answer.ok ? null : answer.fault);
        if (answer.ok) setValue(answer.value);
      });
    });
    return () => {
      current = false;
      stop();
    };
  }, [opd, words, unit, turn]);
  const more = async (): Promise<void> => {
    if (value?.next == null || busy) return;
    setBusy(true);
    const answer = await ask(value.next);
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    if (!answer.ok) return;
    setValue((before) => joined(before, answer.value));
  };
  return {
    value,
    fault,
    busy,
    more: () => void more(),
    reload: () => setTurn((n) => n + 1),
  };
}

function joined(before: People | null, page: People): People {
  const known: readonly DeskPerson[] = before?.people ?? [];
  const ids = new Set(known.map(({ pegawai_id }) => pegawai_id));
  const units = before?.units ?? page.units; // they come with the first page alone
  return {
    ...page,
    units,
    people: [...known, ...page.people.filter((one) => !ids.has(one.pegawai_id))],
  };
}

function pathOf(opd: Id, words: string, unit: number | null, start: number): string {
  const query = new URLSearchParams();
  if (words.trim()) query.set('q', words.trim());
  if (unit !== null) query.set('unit', String(unit));
  if (start > 0) query.set('start', String(start));
  const text = query.toString();
  return `/opds/${opd}/people${text ? `?${text}` : ''}`;
}
