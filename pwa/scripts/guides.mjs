// The user guides (docs/panduan/*.md) as pages of the site, to be read in the app and printed.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';

const PWA = join(dirname(fileURLToPath(import.meta.url)), '..');
const GUIDES = join(PWA, '../docs/panduan');
const STYLES = ['src/styles/tokens.css', 'src/styles/guide.css'];

const titleOf = (text) => /^# (.+)$/m.exec(text)[1];

const page = (title, links, content) => `<!doctype html>
<html lang="id">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · Apel Digital</title>
  <link rel="icon" href="/icons/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="panduan.css">
</head>
<body>
  <nav aria-label="Panduan"><a href="/">Apel Digital</a>${links}</nav>
  <main>
${content}  </main>
</body>
</html>
`;

/** One page a guide, with the others at its head; pictures beside them. */
export function writeGuides(folder) {
  mkdirSync(folder, { recursive: true });
  const guides = readdirSync(GUIDES)
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({
      file: name.replace('.md', '.html'),
      text: readFileSync(join(GUIDES, name), 'utf8'),
    }));
  for (const { file, text } of guides) {
    const links = guides
      .map((one) =>
        one.file === file
          ? `<a aria-current="page" href="${one.file}">${titleOf(one.text)}</a>`
          : `<a href="${one.file}">${titleOf(one.text)}</a>`,
      )
      .join('');
    writeFileSync(join(folder, file), page(titleOf(text), links, marked.parse(text)));
  }
  cpSync(join(GUIDES, 'gambar'), join(folder, 'gambar'), { recursive: true });
  writeFileSync(
    join(folder, 'panduan.css'),
    STYLES.map((file) => readFileSync(join(PWA, file), 'utf8')).join('\n'),
  );
}
