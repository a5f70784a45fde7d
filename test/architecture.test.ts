// The house: who leans on whom, as data. An arrow that is not here, or points up, fails.

import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const src = new URL('../src/', import.meta.url).pathname;

/** From the ground up; each floor may lean on those named, all of which are below it. */
const floors: Record<string, string[]> = {
  base: [],
  events: ['base'],
  log: ['base', 'events'],
  feed: ['base', 'events', 'log'],
  delivery: ['base', 'events', 'log', 'feed'],
  engine: ['base'],
  telemetry: ['base', 'events', 'log', 'engine'],
  documents: ['base', 'events'],
  estimating: ['base', 'events', 'documents'],
  learned: ['base', 'estimating'],
  templates: ['base', 'events'],
  brains: ['base', 'events', 'documents', 'estimating'],
  agents: ['base', 'events', 'documents', 'estimating', 'brains'],
  manager: [
    'base',
    'events',
    'log',
    'learned',
    'templates',
    'documents',
    'estimating',
    'brains',
    'agents',
    'engine',
  ],
  graphql: [
    'base',
    'events',
    'log',
    'learned',
    'templates',
    'feed',
    'documents',
    'estimating',
    'brains',
    'agents',
    'manager',
  ],
  guard: ['base', 'events', 'log', 'learned', 'manager', 'graphql'],
  gateway: [
    'base',
    'events',
    'log',
    'feed',
    'delivery',
    'engine',
    'telemetry',
    'manager',
    'graphql',
    'guard',
  ],
  client: [],
  terminal: [],
  dashboard: ['client'],
  graphiql: ['client'],
};

/** Drivers are chosen in one place. */
const drivers = ['log/sqlite', 'learned/sqlite', 'templates/sqlite', 'engine/local'];

interface Arrow {
  from: string;
  to: string;
}

const files = globSync('**/*.{ts,tsx}', { cwd: src });
const arrows: Arrow[] = files.flatMap((from) => {
  const text = readFileSync(join(src, from), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) => ({
    from,
    to: relative(src, join(src, dirname(from), match[1] as string)),
  }));
});
const floorOf = (file: string) => (file.includes('/') ? (file.split('/')[0] as string) : 'roof');

test('every file is on a floor of the house', () => {
  const known = [...Object.keys(floors), 'roof'];
  expect([...new Set(files.map(floorOf))].filter((floor) => !known.includes(floor))).toEqual([]);
});

test('the map itself has no arrow that points up', () => {
  const order = Object.keys(floors);
  for (const [floor, below] of Object.entries(floors)) {
    for (const one of below) expect(order.indexOf(one)).toBeLessThan(order.indexOf(floor));
  }
});

test('every import follows the map', () => {
  const wrong = arrows.filter(({ from, to }) => {
    const [a, b] = [floorOf(from), floorOf(to)];
    return a !== 'roof' && a !== b && !floors[a]?.includes(b);
  });
  expect(wrong).toEqual([]);
});

test('only the app names a driver', () => {
  const wrong = arrows.filter(
    ({ from, to }) =>
      drivers.some((driver) => to.startsWith(`${driver}/`) && !from.startsWith(`${driver}/`)) &&
      from !== 'app.ts',
  );
  expect(wrong).toEqual([]);
});

test('agents and what they know never see the log, the manager or a door', () => {
  const inner = ['agents', 'documents', 'estimating', 'brains'];
  expect(
    arrows.filter(
      ({ from, to }) =>
        inner.includes(floorOf(from)) &&
        ['log', 'manager', 'engine', 'feed', 'graphql', 'gateway'].includes(floorOf(to)),
    ),
  ).toEqual([]);
});

test('only the roof reads the environment or the command line', () => {
  const readers = files.filter(
    (file) => floorOf(file) !== 'roof' && /process\.(env|argv)/.test(readFileSync(join(src, file), 'utf8')),
  );
  expect(readers.filter((file) => !file.endsWith('/child.ts'))).toEqual([]);
});

test('every file opens by saying what it is', () => {
  const silent = files.filter(
    (file) => !file.includes('/generated/') && !/^\/\/ \S/.test(readFileSync(join(src, file), 'utf8')),
  );
  expect(silent).toEqual([]);
});
