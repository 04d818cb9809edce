import { expect, test } from 'vitest';
import { type Fault, problemOf } from '../src/core/problems.ts';
import { codeFault as atTheDesk } from '../src/dashboard/words.ts';
import { codeFault as onThePhone } from '../src/screens/code-fault.ts';

test.each([
  ['phone', onThePhone],
  ['dashboard', atTheDesk],
])('a wrong or used code sends to the next one on the %s', (_, codeFault) => {
  const type = '/masalah/perlu-faktor-kedua';
  const wrong: Fault = { kind: 'PROBLEM', problem: problemOf(403, { type }, null) };

  expect(codeFault(wrong)).toBe('Kode belum cocok. Tunggu kode berikutnya.');
  expect(codeFault({ kind: 'OFFLINE', cause: null })).toContain('Tidak ada sambungan');
});
