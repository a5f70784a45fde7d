// Builds the page into dist/, every file also compressed, so that the server only hands them out.
//
//   npm run build              whatever is there
//   npm run build -- --stale   only when it is not what the sources say, which is what `npm start` and the tests do

import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist');
const stamp = join(out, 'stamp');
const pages = ['dashboard'];

/** Of everything that the pages are made of. */
function fingerprint(): string {
  const sources = [
    'package-lock.json',
    ...globSync(['src/dashboard/**/*', 'src/client/**/*'], { cwd: root }).sort(),
  ];
  const hash = createHash('sha256');
  for (const file of sources) {
    const path = join(root, file);
    if (statSync(path).isFile())
      hash
        .update(`${file.replaceAll('\\', '/')}\0`)
        .update(readFileSync(path))
        .update('\0');
  }
  return hash.digest('hex');
}

const wanted = fingerprint();
const fresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
if (!fresh || !process.argv.includes('--stale')) {
  rmSync(stamp, { force: true });
  const { build } = await import('vite');
  for (const page of pages)
    await build({ configFile: join(root, 'src', page, 'vite.config.ts'), logLevel: 'warn' });
  for (const file of globSync('**/*.{html,js,css,svg}', { cwd: out })) {
    const bytes = readFileSync(join(out, file));
    if (bytes.byteLength < 1024) continue;
    writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength };
    writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes, { params }));
  }
  mkdirSync(out, { recursive: true });
  writeFileSync(stamp, wanted);
}
