// Make sample: writes the sample project into sample/; run again, it writes the same bytes.

import { mkdir, writeFile } from 'node:fs/promises';
import { makeSampleFiles } from './sample/files.ts';

const folder = new URL('../sample/', import.meta.url);

await mkdir(folder, { recursive: true });
for (const { name, bytes } of await makeSampleFiles()) {
  await writeFile(new URL(name, folder), bytes);
  process.stdout.write(`${name}  ${bytes.byteLength.toLocaleString('en-US')} bytes\n`);
}
