import type { Code } from '../wire.ts';
import { shared } from './shared.ts';

/** A code in words; that nothing is recorded yet where there is none. */
export const codeName = (code: Code | null): string => shared(code ? `code.${code}` : 'code.none');
