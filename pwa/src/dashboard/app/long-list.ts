import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Fault } from '../../core/problems.ts';
import { pagesOf, type Span } from '../../core/windowed.ts';
import { useDesk } from './desk.ts';

/** Rows in one answer of the server. */
export const PAGE = 50;
/** A pause in typing or scrolling after which is asked for what is wanted then. ms. */
const PAUSE_MS = 200;

/** A page of rows as the server answers it. */
export interface Page<T> {
  people: readonly T[];
  total: number;
}
export interface LongList<T, P> {
  /** The first page of the last answer; what was shown stays while the next is on its way. */
  head: P | null;
  total: number;
  at: (row: number) => T | null;
  /** What is in view: its pages are read where they are not here yet. */
  need: (span: Span) => void;
  fault: Fault | null;
  busy: boolean;
  reload: () => void;
}

interface Kept<T, P> {
  path: string;
  head: P;
  pages: ReadonlyMap<number, readonly T[]>;
}

/** A list of which only the pages in view are read; `path` is its address without `start`. */
export function useLongList<T, P extends Page<T>>(path: string): LongList<T, P> {
  const { net, after } = useDesk();
  const [kept, setKept] = useState<Kept<T, P> | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(true);
  const [turn, setTurn] = useState(0);
  const [span, setSpan] = useState<Span>({ first: 0, end: 0 });
  const asked = useRef(new Set<number>());
  const read = (start: number): Promise<Answer<P>> => {
    const join = path.includes('?') ? '&' : '?';
    return net.call<P>('GET', start > 0 ? `${path}${join}start=${start}` : path);
  };
  useEffect(() => {
    let current = true;
    const stop = after(kept === null ? 0 : PAUSE_MS, () => {
      setBusy(true);
      void read(0).then((answer) => {
        if (!current) return;
        setBusy(false);
        setFault(answer.ok ? null : answer.fault);
        if (!answer.ok) return;
        asked.current = new Set([0]);
        const { value } = answer;
        setKept({ path, head: value, pages: new Map([[0, value.people]]) });
      });
    });
    return () => {
      current = false;
      stop();
    };
  }, [path, turn]);
  useEffect(() => {
    if (kept?.path !== path) return;
    const missing = pagesOf(span, PAGE).filter((start) => !asked.current.has(start));
    if (missing.length === 0) return;
    return after(PAUSE_MS, () => {
      const of = asked.current;
      for (const start of missing) {
        of.add(start);
        void read(start).then((answer) => {
          if (of !== asked.current) return;
          if (!answer.ok) {
            of.delete(start);
            setFault(answer.fault);
            return;
          }
          setFault(null);
          setKept((now) =>
            now?.path === path
              ? { ...now, pages: new Map(now.pages).set(start, answer.value.people) }
              : now,
          );
        });
      }
    });
  }, [path, kept, span.first, span.end]);
  return {
    head: kept?.head ?? null,
    total: kept?.head.total ?? 0,
    at: (row) => kept?.pages.get(row - (row % PAGE))?.[row % PAGE] ?? null,
    need: setSpan,
    fault,
    busy,
    reload: () => setTurn((n) => n + 1),
  };
}
