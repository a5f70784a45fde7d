// The client in a browser's bundle: nothing of the server, nothing of Node, and little.

import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Bundle {
  modules: string[];
  imports: string[];
  gzipped: number;
}

/** As an app's bundler makes it; `shared` is what the app has anyway. */
async function bundle(entry: string, shared: string[] = []): Promise<Bundle> {
  const { output } = (await build({
    configFile: false,
    root,
    logLevel: 'error',
    mode: 'production',
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: join(root, entry), external: shared, preserveEntrySignatures: 'strict' },
    },
  })) as Rolldown.RolldownOutput;
  const chunks = output.filter((one) => one.type === 'chunk');
  const code = chunks.map((chunk) => chunk.code).join('');
  return {
    modules: chunks.flatMap((chunk) => Object.keys(chunk.modules)).map((path) => relative(root, path)),
    imports: chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports]),
    gzipped: gzipSync(code).byteLength,
  };
}

const folders = (modules: string[]) => [
  ...new Set(modules.map((path) => /^(src\/\w+|node_modules\/[^/]+)/.exec(path)?.[0] ?? path)),
];

test('pip-stream/client is itself and a parser of event streams, under 3.5 kB compressed', async () => {
  const { modules, imports, gzipped } = await bundle('src/client/index.ts');
  expect(folders(modules).sort()).toEqual(['node_modules/eventsource-parser', 'src/client']);
  expect(modules.filter((path) => path.includes('react'))).toEqual([]);
  expect(imports).toEqual([]);
  expect(gzipped).toBeLessThan(3500);
});

test('pip-stream/client/react is one file beside React, under 500 bytes compressed', async () => {
  const { modules, imports, gzipped } = await bundle('src/client/react/use-results.ts', ['react']);
  expect(modules).toEqual(['src/client/react/use-results.ts']);
  expect(imports).toEqual(['react']);
  expect(gzipped).toBeLessThan(500);
});
