// Supply: what an install brings runs nothing by itself, and the server needs nothing but what it declares.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** Packages whose install scripts were looked at. */
const named: string[] = [];

test('no package runs a script when it is installed, but for those named here', () => {
  const packages: Record<string, { hasInstallScript?: boolean }> = json('package-lock.json').packages;
  const running = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript === true);
  expect(running).toEqual(named);
  const own = Object.keys(json('package.json').scripts);
  expect(own.filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
});

test('every package of the lock file is pinned by its hash, and none comes from elsewhere than a registry', () => {
  const packages: Record<string, { resolved?: string; integrity?: string; inBundle?: boolean }> =
    json('package-lock.json').packages;
  const odd = Object.entries(packages).filter(
    ([path, { resolved, integrity, inBundle }]) =>
      path !== '' && !inBundle && (integrity === undefined || !/^https:|^undefined$/.test(String(resolved))),
  );
  expect(odd.map(([path]) => path)).toEqual([]);
});

/** The project as a production install has it: the packages that it declares, and no tools. */
function productionInstall(folder: string): void {
  for (const name of ['src', 'scripts', 'sample', 'package.json', 'package-lock.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of Object.keys(json('package.json').dependencies)) {
    const place = join(folder, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), place, 'junction');
  }
}

test('with nothing but what it declares the demo runs, server and all; a page that cannot be built is said so', () => {
  using folder = tempFolder();
  productionInstall(folder.path);
  const run = (...args: string[]) =>
    execFileSync(process.execPath, args, {
      cwd: folder.path,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      // What is compiled in a folder that is gone tomorrow is not worth keeping.
      env: {
        ...process.env,
        NODE_DISABLE_COMPILE_CACHE: '1',
        LOG_LEVEL: 'error',
        DURABILITY: 'normal',
      },
    });
  expect(run('scripts/build-page.ts', '--stale')).toBe('');
  expect(() => run('scripts/build-page.ts')).toThrow(/npm ci && npm run build && npm prune --omit=dev/);
  expect(run('src/demo.ts', '--yes')).toMatch(/xlsx/);
}, 60_000);
