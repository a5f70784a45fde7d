// The client is for browsers too: what it may import, as data.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = new URL('../../src/client/', import.meta.url).pathname;

test('it imports itself, the parser of event streams, and of graphql-ws types only', () => {
  const imports = globSync('*.ts', { cwd: folder }).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/^(?:import|export) (.*)from '(.+)';$/gm)].map(
      ([, names, from]) => ({ file, typesOnly: names!.startsWith('type '), from: from! }),
    ),
  );
  const wrong = imports.filter(
    ({ from, typesOnly }) =>
      !/^\.\/[a-z-]+\.ts$/.test(from) &&
      from !== 'eventsource-parser' &&
      !(from === 'graphql-ws' && typesOnly),
  );
  expect(imports.length).toBeGreaterThan(5);
  expect(wrong).toEqual([]);
});

test('it uses nothing that only Node has', () => {
  const texts = globSync('*.ts', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
  expect(
    texts.filter((text) => /\b(Buffer|process|global|require|setImmediate|__dirname|NodeJS)\b/.test(text)),
  ).toEqual([]);
});
