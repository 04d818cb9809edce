import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { problemOf } from '../src/core/problems.ts';

const PWA = fileURLToPath(new URL('..', import.meta.url));
const GOLDEN = join(PWA, '../tests/wire/golden');
const COMPILER = join(PWA, 'node_modules/.bin/tsc');

/** What each document of the server is to the app: a type of core/wire.ts. */
const TYPES = {
  me: 'Me',
  today: 'Today',
  'check-in': 'CheckInAnswer',
  'check-in-state': 'CheckInState',
  month: 'Month',
  notices: '{ notices: Notice[] }',
  board: 'Board',
  permits: '{ permits: DeskPermit[] }',
  reviews: 'Reviews',
  people: 'People',
  recap: 'Recap',
  'recap-units': 'RecapUnits',
  'signature-image': 'SignatureImage',
  offices: 'Offices',
  overview: 'Overview',
  'follow-ups': 'FollowUps',
};
/** Refusals: read by problemOf instead. */
const PROBLEMS = { problem: 'id', 'check-in-again': 'sudah-tercatat' };

const folder = mkdtempSync(join(tmpdir(), 'apel-golden-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name) => JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), 'utf8'));

/** What the compiler objects to when these documents are written as values of their types. */
function objections(documents) {
  const names = new Set(
    Object.values(TYPES)
      .join(' ')
      .match(/[A-Z]\w+/g),
  );
  const lines = [...documents].map(
    ([name, document]) =>
      `({ '${name}': ${JSON.stringify(document)} }) satisfies { '${name}': ${TYPES[name]} };`,
  );
  const from = JSON.stringify(join(PWA, 'src/core/wire.ts'));
  const source = `import type { ${[...names].join(', ')} } from ${from};\n${lines.join('\n')}\n`;
  writeFileSync(join(folder, 'golden.ts'), source);
  const config = {
    extends: join(PWA, 'tsconfig.core.json'),
    compilerOptions: { noUnusedLocals: false, incremental: false, tsBuildInfoFile: null },
    include: ['golden.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  try {
    execFileSync(COMPILER, ['-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return error.stdout;
  }
}

describe('what the server says', () => {
  test('every golden document is read here', () => {
    const known = [...Object.keys(TYPES), ...Object.keys(PROBLEMS)].sort();

    expect(readdirSync(GOLDEN).sort()).toEqual(known.map((name) => `${name}.json`).sort());
  });

  test('is of the types that the app has for it, no field less and none more', () => {
    expect(objections(Object.keys(TYPES).map((name) => [name, read(name)]))).toBe('');
  });

  test('would be refused with a field missing, a field more, or another word', () => {
    const { name: _, ...nameless } = read('me');
    const said = objections([
      ['me', nameless],
      ['board', { ...read('board'), weather: 'hujan' }],
      ['recap', { ...read('recap'), files: ['DOCX'] }],
    ]);

    expect(said).toContain("Property 'name' is missing");
    expect(said).toContain('"weather"');
    expect(said).toContain('"DOCX"');
  });

  test.each(Object.entries(PROBLEMS))('%s is a problem that the app knows', (name, code) => {
    const body = read(name);

    expect(problemOf(body.status, body, null)).toMatchObject({ code, pointer: body.pointer });
  });
});
