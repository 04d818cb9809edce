import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Answer, Fault } from '../core/problems.ts';

/** What a screen knows about a thing that it reads: the last value stays while a fault is shown. */
export interface Loaded<T> {
  value: T | null;
  fault: Fault | null;
  busy: boolean;
  reload: () => void;
}

/** Reads once at the start, again on `reload`, and anew when `key` changes. */
export function useLoaded<T>(key: string, read: () => Promise<Answer<T>>): Loaded<T> {
  const [state, setState] = useState<Known<T>>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    void read().then((answer) => {
      if (!current) return;
      setState((before) => {
        const last = before?.key === key ? before.value : null;
        return answer.ok
          ? { key, turn, value: answer.value, fault: null }
          : { key, turn, value: last, fault: answer.fault };
      });
    });
    return () => {
      current = false;
    };
  }, [key, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  const mine = state?.key === key ? state : undefined;
  // Compared, not set: what is drawn together with a call of `reload` is busy already.
  return {
    value: mine?.value ?? null,
    fault: mine?.fault ?? null,
    busy: mine?.turn !== turn,
    reload,
  };
}

interface Known<T> {
  key: string;
  turn: number;
  value: T | null;
  fault: Fault | null;
}
