// docs/clients.md says what is so: its snippets are those of the files it names, and what it promises of types holds.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../codegen.ts';
import { tempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '../..');
const doc = readFileSync(join(root, 'docs/clients.md'), 'utf8');
const linked = (text: string) => [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map((match) => match[1]!);

test('every file it names is there', () => {
  expect(linked(doc).filter((path) => !existsSync(join(root, 'docs', path)))).toEqual([]);
});

test('every snippet stands in the file that was named last before it', () => {
  const snippets = [...doc.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)];
  const wrong = snippets.filter(({ 1: snippet, index }) => {
    const file = linked(doc.slice(0, index)).at(-1)!;
    return !readFileSync(join(root, 'docs', file), 'utf8').includes(snippet!);
  });
  expect(snippets.length).toBeGreaterThan(5);
  expect(wrong.map((match) => match[1])).toEqual([]);
});

/** What tsc says of an example’s event.ts after a change of its text. */
function compiled(change: (text: string) => string): string {
  using folder = tempFolder();
  const examples = join(folder.path, 'examples');
  const text = readFileSync(join(root, 'examples/event.ts'), 'utf8');
  cpSync(join(root, 'examples/generated'), join(examples, 'generated'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'));
  writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
  writeFileSync(join(examples, 'event.ts'), change(text));
  const settings = { extends: join(root, 'tsconfig.json'), include: ['event.ts'], exclude: [] };
  writeFileSync(join(examples, 'tsconfig.json'), JSON.stringify(settings));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', examples], { encoding: 'utf8' }).stdout;
}

test('a switch that leaves out a kind of event does not compile', () => {
  const without = (text: string) => text.replace(/ {4}case 'NotificationRaised':\n.*\n/, '');
  expect(compiled((text) => text)).toBe('');
  expect(compiled(without)).toContain('lacks ending return statement');
});

test('scalars are mapped, none is left to be anything', () => {
  const schema = readFileSync(join(root, 'schema.graphql'), 'utf8');
  const scalars = [...schema.matchAll(/^scalar (\w+)/gm)].map((match) => match[1]);
  const entries = Object.values(config.generates).flatMap((entry) =>
    'config' in entry ? [entry.config] : [],
  );
  expect(entries.length).toBeGreaterThan(2);
  for (const entry of entries) expect(Object.keys(entry?.scalars).sort()).toEqual(scalars.sort());
});
