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
  const [state, setState] = useState<{ key: string; value: T | null; fault: Fault | null }>();
  const [turn, setTurn] = useState(0);
  const [busy, setBusy] = useState(true);
  useEffect(() => {
    let current = true;
    setBusy(true);
    void read().then((answer) => {
      if (!current) return;
      setBusy(false);
      setState((before) => {
        const last = before?.key === key ? before.value : null;
        return answer.ok
          ? { key, value: answer.value, fault: null }
          : { key, value: last, fault: answer.fault };
      });
    });
    return () => {
      current = false;
    };
  }, [key, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  const mine = state?.key === key ? state : undefined;
  return { value: mine?.value ?? null, fault: mine?.fault ?? null, busy, reload };
}
