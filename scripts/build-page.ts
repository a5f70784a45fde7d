// Builds the pages into dist/, every file also compressed, so that the server only hands them out.
//
//   npm run build              whatever is there
//   npm run build -- --stale   only what is not as the sources say, which is what `npm start` and the tests do
//
// A page is built beside and put in place in one step, so that nobody sees half of it and two builds do not meet.

import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist');
const pages = ['dashboard', 'graphiql'];
/** Bytes up to which the best compression does not take long. */
const bestUpTo = 1_000_000;

/** Of everything that a page is made of. */
function fingerprint(page: string): string {
  const own = globSync([`src/${page}/**/*`, 'src/client/**/*'], { cwd: root }).sort();
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'scripts/build-page.ts', ...own]) {
    const path = join(root, file);
    if (!statSync(path).isFile()) continue;
    hash
      .update(`${file.replaceAll('\\', '/')}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

const stampOf = (page: string) => join(out, page, '.stamp');

function isFresh(page: string): boolean {
  const stamp = stampOf(page);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(page);
}

function compressAll(folder: string): void {
  for (const file of globSync('**/*.{html,js,css,svg}', { cwd: folder })) {
    const bytes = readFileSync(join(folder, file));
    if (bytes.byteLength < 1024) continue;
    writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
    const params = {
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
      [constants.BROTLI_PARAM_QUALITY]: bytes.byteLength > bestUpTo ? 8 : 11,
    };
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes, { params }));
  }
}

async function buildPage(page: string): Promise<void> {
  // Whoever asks, a test or a person: the page is the one that people get.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  const stamp = fingerprint(page);
  const made = mkdtempSync(join(out, `${page}-`));
  try {
    await build({
      configFile: join(root, 'src', page, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: made },
    });
    compressAll(made);
    writeFileSync(join(made, '.stamp'), stamp);
    // Somebody else may have put the same there meanwhile.
    if (isFresh(page)) return;
    rmSync(join(out, page), { recursive: true, force: true });
    renameSync(made, join(out, page));
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** False in a production install, which brings no tools. */
function hasTools(): boolean {
  try {
    import.meta.resolve('vite');
    return true;
  } catch {
    return false;
  }
}

const onlyStale = process.argv.includes('--stale');
const wanted = pages.filter((page) => !onlyStale || !isFresh(page));
if (wanted.length > 0 && !hasTools()) {
  console.error(
    `Not built: ${wanted.join(', ')}. A production install cannot build pages; everything else runs without them.\n` +
      'To have them: npm ci && npm run build && npm prune --omit=dev',
  );
  process.exitCode = onlyStale ? 0 : 1;
} else if (wanted.length > 0) {
  await mkdir(out, { recursive: true });
  for (const page of wanted) await buildPage(page);
}
