import { useEffect, useState } from 'preact/hooks';
import type { Fault } from '../core/problems.ts';

/** Seconds to wait after a 429, counted down; 0 when a try is allowed. */
export function useWait(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

export const retryAfter = (fault: Fault): number =>
  fault.kind === 'PROBLEM' && fault.problem.status === 429 ? (fault.problem.retryAfterS ?? 30) : 0;
