// The documents say what is so.

import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { configurationDoc } from '../scripts/configuration-doc.ts';
import { faults } from '../src/base/fault.ts';
import { startSample, startServer } from './support/server.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

test('docs/configuration.md is what the settings say', () => {
  expect(read('docs/configuration.md')).toBe(configurationDoc());
});

test('docs/protocol.md names every fault', () => {
  const told = read('docs/protocol.md');
  const missing = Object.keys(faults).filter(
    (code) => !told.includes(code) && !told.includes(`\`${code.replace('DOCUMENT', '')}\``),
  );
  expect(missing).toEqual([]);
});

test('the client of the README runs as it stands', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const snippet = /```js\n([\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '';
  const program = `const sessionId = '${session.id}';\n${snippet.replace('ws://127.0.0.1:8000', server.url.replace('http', 'ws'))}`;
  const file = new URL(`./.readme-${process.pid}.mjs`, root);
  // It would listen for ever; the end of the workflow is where this test leaves it.
  writeFileSync(
    file,
    program.replace(
      'console.log(data.events);',
      'console.log(data.events); if (data.events.sequence === 20) process.exit(0);',
    ),
  );
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [file.pathname]);
    expect(stdout.match(/sequence: \d+/g)).toEqual(
      Array.from({ length: 20 }, (_, n) => `sequence: ${n + 1}`),
    );
  } finally {
    rmSync(file);
  }
});
