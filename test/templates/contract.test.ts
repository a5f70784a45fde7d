// Templates: what both adapters promise.

import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { createMemoryTemplates } from '../../src/templates/memory/memory-templates.ts';
import { openSqliteTemplates } from '../../src/templates/sqlite/sqlite-templates.ts';
import type { TemplateStore } from '../../src/templates/templates.ts';
import { step } from '../support/fake-agents.ts';
import { tempFolder } from '../support/temp-folder.ts';

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const reading = [step('file_reader')];
const whole = [step('estimator', { optional: true, after: ['file_reader'] }), step('exporter')];

const inMemory = (most?: number) => ({ store: createMemoryTemplates(most), [Symbol.dispose]() {} });
const inFile = (most?: number) => {
  const folder = tempFolder();
  const store = openSqliteTemplates(join(folder.path, 'templates.db'), most);
  return {
    store,
    [Symbol.dispose]() {
      store[Symbol.dispose]();
      folder[Symbol.dispose]();
    },
  };
};

describe.each<[string, (most?: number) => { store: TemplateStore } & Disposable]>([
  ['memory', inMemory],
  ['sqlite', inFile],
])('templates, %s', (_name, open) => {
  it('keeps what was saved as it was saved, and lists by name', () => {
    using opened = open();
    const second = opened.store.save('beta', reading, day(1));
    const first = opened.store.save('Alpha', whole, day(2));
    expect(first).toMatchObject({ name: 'Alpha', version: 1, steps: whole, savedAt: day(2) });
    expect(opened.store.get(first.id)).toEqual(first);
    expect(opened.store.list()).toEqual([first, second]);
  });

  it('counts the versions of a name up under one id, however its letters are cased', () => {
    using opened = open();
    const first = opened.store.save('Roof only', reading, day(1));
    const second = opened.store.save('ROOF  only', whole, day(2));
    expect(second).toEqual({ id: first.id, name: 'ROOF  only', version: 2, steps: whole, savedAt: day(2) });
    expect(opened.store.list()).toEqual([second]);
  });

  it('removes one once, and the same name is another template afterwards', () => {
    using opened = open();
    const { id } = opened.store.save('Roof', reading, day(1));
    expect([opened.store.remove(id), opened.store.remove(id)]).toEqual([true, false]);
    expect([opened.store.get(id), opened.store.list()]).toEqual([null, []]);
    const again = opened.store.save('Roof', reading, day(2));
    expect(again.version).toBe(1);
    expect(again.id).not.toBe(id);
  });

  it('refuses one more than it keeps, loses none for it, and still takes new versions', () => {
    using opened = open(2);
    opened.store.save('a', reading, day(1));
    opened.store.save('b', reading, day(1));
    expect(() => opened.store.save('c', reading, day(1))).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
    expect(opened.store.save('b', whole, day(2)).version).toBe(2);
    expect(opened.store.list().map(({ name }) => name)).toEqual(['a', 'b']);
    expect(opened.store.of('tenant:one').save('c', reading, day(1)).version).toBe(1);
  });

  it('keeps scopes apart: the same name in each, and an id of one is unknown to the other', () => {
    using opened = open();
    const [one, two] = [opened.store.of('tenant:one'), opened.store.of('tenant:two')];
    const mine = one.save('Roof', reading, day(1));
    const theirs = two.save('Roof', whole, day(1));
    expect(mine.id).not.toBe(theirs.id);
    expect([two.get(mine.id), two.remove(mine.id), opened.store.get(mine.id)]).toEqual([null, false, null]);
    expect([one.list(), two.list(), opened.store.list()]).toEqual([[mine], [theirs], []]);
  });
});

test('what was saved is there after closing and opening', () => {
  using folder = tempFolder();
  const file = join(folder.path, 'templates.db');
  const saved = (() => {
    using store = openSqliteTemplates(file);
    return store.of('tenant:one').save('Roof', whole, day(1));
  })();
  using store = openSqliteTemplates(file);
  expect(store.of('tenant:one').list()).toEqual([saved]);
});
