// A page of a folder, built as for development, so that React's StrictMode does what it does there.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { tempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '../..');

/** For `pageFolder` of a server. */
export function buildForDevelopment(folder: string): ReturnType<typeof tempFolder> {
  const out = tempFolder();
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const flags = ['--mode', 'development', '--outDir', out.path, '--logLevel', 'error', '--emptyOutDir'];
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', ...flags], {
    cwd: join(root, folder),
    env: { ...process.env, NODE_ENV: 'development' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return out;
}
