// The compile cache: what `npm start` loads before the program.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  scripts: Record<string, string>;
};
const options = scripts.start!.split(' ').filter((word) => word.startsWith('--'));

/** Whether Node loaded its translator of TypeScript to load one of our files. */
const program = `import('${new URL('src/base/clock.ts', root).href}').then(() =>
  console.log(process.moduleLoadList.some((name) => name.includes('amaro'))))`;
const inThread = `new (require('node:worker_threads').Worker)(${JSON.stringify(program)}, { eval: true })`;

async function run(text: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [...options, '--eval', text], { cwd: root });
  return stdout.trim();
}

test.each([
  ['the program', program],
  ['a thread', inThread],
])('after the first start %s does without the translator of TypeScript', async (_what, text) => {
  await run(program);
  expect(await run(text)).toBe('false');
});
