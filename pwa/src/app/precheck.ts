import type { CameraFault } from '../platform/camera.ts';
import type { Clock } from './clock.ts';

export type Level = 'GOOD' | 'WARN' | 'BAD';
export type Finding =
  | { check: 'CAMERA'; level: Level; fault: CameraFault | null }
  | { check: 'STORAGE'; level: Level; freeMb: number | null; works: boolean }
  | { check: 'CLOCK'; level: Level; offS: number | null }
  | { check: 'PLACE'; level: Level; accuracy: number | null }
  | { check: 'NET'; level: Level }
  | { check: 'DEVICE'; level: Level; state: 'BOUND' | 'PENDING' | 'NONE' };

/** Enough for a hundred photos, bytes. */
const ENOUGH_SPACE = 20 * 1024 * 1024;
/** A phone's clock off by more is worth a word, s; it decides nothing (security.md T2). */
const CLOCK_OFF_S = 120;

export interface PrecheckParts {
  clock: Clock;
  /** Opens and closes the camera once. */
  tryCamera: () => Promise<CameraFault | null>;
  freeSpace: () => Promise<number | null>;
  tryStorage: () => Promise<boolean>;
  /** Accuracy in m, or null where no position came. */
  tryPlace: () => Promise<number | null>;
  /** Asks the server; true where it answered. */
  tryNet: () => Promise<boolean>;
  deviceState: () => 'BOUND' | 'PENDING' | 'NONE';
}

/** Looks at everything that a check-in needs. Call it inside a tap: the camera is asked. */
export async function precheck(parts: PrecheckParts): Promise<Finding[]> {
  const camera = parts.tryCamera(); // first: iPhones allow it only within the tap
  const [fault, works, free, accuracy, answered] = await Promise.all([
    camera,
    parts.tryStorage(),
    parts.freeSpace(),
    parts.tryPlace(),
    parts.tryNet(),
  ]);
  const low = free !== null && free < ENOUGH_SPACE;
  const offset = parts.clock.offset();
  const offS = offset === null ? null : Math.round(Math.abs(offset) / 1000);
  const state = parts.deviceState();
  return [
    { check: 'CAMERA', level: fault === null ? 'GOOD' : 'BAD', fault },
    {
      check: 'STORAGE',
      level: !works ? 'BAD' : low ? 'WARN' : 'GOOD',
      freeMb: free === null ? null : Math.floor(free / 1_048_576),
      works,
    },
    { check: 'CLOCK', level: offS !== null && offS > CLOCK_OFF_S ? 'WARN' : 'GOOD', offS },
    { check: 'PLACE', level: accuracy === null ? 'WARN' : 'GOOD', accuracy },
    { check: 'NET', level: answered ? 'GOOD' : 'WARN' },
    { check: 'DEVICE', level: state === 'BOUND' ? 'GOOD' : 'WARN', state },
  ];
}

export type Readiness = 'READY' | 'ALMOST' | 'NOT';

export function readiness(findings: readonly Finding[]): Readiness {
  if (findings.some(({ level }) => level === 'BAD')) return 'NOT';
  return findings.some(({ level }) => level === 'WARN') ? 'ALMOST' : 'READY';
}
