import { useState } from 'preact/hooks';
import { type Loaded, useLoaded } from '../../app/load.ts';
import { codeOf, type Fault } from '../../core/problems.ts';
import { useDesk } from './desk.ts';

/** What is changed over the version that was read. */
export interface Versioned<T> extends Loaded<T> {
  /** Takes what the server made of a change: newer than what was read. */
  onWritten: (value: T) => void;
}

/** What lies under a path: as it was read, or as it was written since. */
export function useVersioned<T extends { version: number }>(path: string): Versioned<T> {
  const { net } = useDesk();
  const { value: read, ...rest } = useLoaded(path, () => net.call<T>('GET', path));
  const [written, setWritten] = useState<{ path: string; value: T } | null>(null);
  const newer = read && written?.path === path && written.value.version >= read.version;
  return {
    ...rest,
    value: newer ? written.value : read,
    onWritten: (value) => setWritten({ path, value }),
  };
}

/** Whether somebody else was faster: what was read is not the newest. */
export const isStale = (fault: Fault): boolean => codeOf(fault) === 'konflik-versi';
