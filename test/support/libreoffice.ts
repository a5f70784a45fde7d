// LibreOffice: opens files where it is installed, as a person's spreadsheet program would.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** Null where it is not installed. */
export const soffice: string | null =
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => [join(folder, 'soffice'), join(folder, 'soffice.exe')])
    .find((path) => existsSync(path)) ?? null;

const run = promisify(execFile);

/** Opens the files, each by its name, and saves them as another kind; gives the saved ones in the same order. */
export async function convert(
  files: readonly { name: string; bytes: Uint8Array }[],
  to: 'xlsx' | 'ods',
): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'libreoffice-'));
  try {
    const [source, target] = [join(folder, 'in'), join(folder, 'out')];
    await mkdir(source);
    for (const { name, bytes } of files) await writeFile(join(source, name), bytes);
    const own = pathToFileURL(join(folder, 'profile')).href;
    await run(
      soffice ?? 'soffice',
      [
        ...[`-env:UserInstallation=${own}`, '--headless', '--convert-to', to, '--outdir', target],
        ...files.map(({ name }) => join(source, name)),
      ],
      { timeout: 60_000 },
    );
    const saved = files.map(({ name }) => join(target, name.replace(/\.\w+$/, `.${to}`)));
    return await Promise.all(saved.map((path) => readFile(path)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
