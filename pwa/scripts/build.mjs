// Builds both entries, the service worker with its precache list, and the icons into dist/; prints the sizes.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { writeGuides } from './guides.mjs';
import { writeIcons } from './icons.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const DIST = join(ROOT, 'dist');
/** The JavaScript, gzipped, that the employee's entry loads at its start. Bytes. */
const EMPLOYEE_LIMIT = 40 * 1024;
/** The same of the dashboard's first page: it is opened on phones too. Bytes. */
const DASHBOARD_LIMIT = 120 * 1024;

/** What two pages share comes with the start, in one file: twenty small ones would wait for each other. */
const DASHBOARD_CHUNKS = { codeSplitting: { groups: [{ name: 'bersama', minShareCount: 2 }] } };

const read = (file) => readFileSync(join(DIST, file));
const gzip = (file) => gzipSync(read(file), { level: 9 }).length;

/** What an entry loads: its static imports, and those dynamic ones that are named in `dynamic`. */
function filesOf(manifest, entry, dynamic, seen = new Set()) {
  const { file, css = [], assets = [], imports = [], dynamicImports = [] } = manifest[entry];
  for (const name of [file, ...css, ...assets]) seen.add(name);
  for (const next of [...imports, ...dynamicImports.filter((one) => dynamic.includes(one))]) {
    if (!seen.has(manifest[next].file)) filesOf(manifest, next, dynamic, seen);
  }
  return seen;
}

async function buildWorker(files, onDemand) {
  const hash = createHash('sha256');
  for (const file of ['index.html', ...files, ...onDemand]) hash.update(file).update(read(file));
  const dashboard = readFileSync(join(ROOT, 'src/core/dashboard-paths.json'), 'utf8');
  const facts = {
    version: hash.digest('hex').slice(0, 12),
    files: ['/', ...files.map((file) => `/${file}`)],
    onDemand: onDemand.map((file) => `/${file}`),
    dashboard: JSON.parse(dashboard),
  };
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { BUILD: JSON.stringify(facts) },
    build: {
      emptyOutDir: false,
      target: 'safari15.4',
      lib: { entry: 'src/sw/index.ts', formats: ['es'], fileName: () => 'sw.js' },
    },
  });
}

function report(name, files) {
  const of = (end) =>
    files.filter((file) => file.endsWith(end)).reduce((sum, file) => sum + gzip(file), 0);
  const [script, style] = [of('.js'), of('.css')];
  console.log(`${name}: JavaScript ${script} B, CSS ${style} B (gzip)`);
  return script;
}

/**
 * One entry, apart from the other: chunks that both shared would be many and small, and the phone would pay
 * for it. Returns Vite's manifest.
 */
async function buildEntry(entry, isFirst, output = {}) {
  await build({
    root: ROOT,
    logLevel: 'warn',
    build: {
      emptyOutDir: isFirst,
      copyPublicDir: isFirst,
      rolldownOptions: { input: entry, output },
    },
  });
  const manifest = JSON.parse(read('.vite/manifest.json').toString());
  rmSync(join(DIST, '.vite'), { recursive: true });
  return manifest;
}

/**
 * masuk.html is index.html for who comes to sign in: that screen's scripts are asked for with the first ones,
 * one trip of a slow network earlier.
 */
function writeSignIn(scripts) {
  const links = scripts.map((file) => `  <link rel="modulepreload" crossorigin href="/${file}">\n`);
  const page = read('index.html').toString();
  writeFileSync(
    join(DIST, 'masuk.html'),
    page.replace('  <link rel="modulepreload"', (all) => links.join('') + all),
  );
}

const manifest = await buildEntry('index.html', true);
const desk = await buildEntry('dasbor.html', false, DASHBOARD_CHUNKS);
writeIcons(join(DIST, 'icons'));
writeGuides(join(DIST, 'panduan'));
const start = filesOf(manifest, 'index.html', []);
const offline = filesOf(manifest, 'index.html', ['src/screens/later.ts']);
const all = filesOf(manifest, 'index.html', Object.keys(manifest));
const without = (files, known) => [...files].filter((file) => !known.has(file)).sort();
writeSignIn(without(offline, start));
const seldom = without(all, offline);
await buildWorker([...offline, 'manifest.webmanifest', 'icons/icon.svg'].sort(), seldom);

const size = report('employee, at start', [...start]);
report('employee, behind the first screens', without(offline, start));
report('employee, seldom: first-use screens and English', seldom);
const deskSize = report('dashboard, at start', [...filesOf(desk, 'dasbor.html', [])]);
report('dashboard, all', [...filesOf(desk, 'dasbor.html', Object.keys(desk))]);
report('service worker', ['sw.js']);
for (const [whose, is, limit] of [
  ['employee', size, EMPLOYEE_LIMIT],
  ['dashboard', deskSize, DASHBOARD_LIMIT],
]) {
  if (is <= limit) continue;
  console.error(`The ${whose}'s JavaScript is ${is} B, over the limit of ${limit} B.`);
  process.exitCode = 1;
}
