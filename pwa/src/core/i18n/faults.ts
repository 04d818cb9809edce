import type { Fault } from '../problems.ts';
import { shared } from './shared.ts';

/** The sentence that says what to do about a fault. */
export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'OFFLINE':
      return shared('fault.offline');
    case 'TIMEOUT':
      return shared('fault.timeout');
    case 'GARBLED':
      return shared('fault.garbled');
    case 'PROBLEM':
      return shared(`problem.${fault.problem.code}`);
  }
}
