// Learned trades: what both adapters promise.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LearnedTrades } from '../../src/learned/learned.ts';
import { createMemoryLearned } from '../../src/learned/memory/memory-learned.ts';
import { openSqliteLearned } from '../../src/learned/sqlite/sqlite-learned.ts';
import { tempFolder } from '../support/temp-folder.ts';

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const by = (number: number, key = `k${number}`, from: string | null = 's1') => ({
  at: day(number),
  from,
  key,
});
const all = { search: '', first: 50, after: null };

const inMemory = (most?: number) => ({ learned: createMemoryLearned(most), [Symbol.dispose]() {} });
const inFile = (most?: number) => {
  const folder = tempFolder();
  const learned = openSqliteLearned(join(folder.path, 'learned.db'), most);
  return {
    learned,
    [Symbol.dispose]() {
      learned[Symbol.dispose]();
      folder[Symbol.dispose]();
    },
  };
};

describe.each<[string, (most?: number) => { learned: LearnedTrades } & Disposable]>([
  ['memory', inMemory],
  ['sqlite', inFile],
])('learned trades, %s', (_name, open) => {
  it('knows a line of the same words, however it is written, and no other', () => {
    using opened = open();
    opened.learned.teach([{ text: 'Blanking plates, grade B', trade: 'electrical' }], by(1));
    expect(opened.learned.find('BLANKING PLATE grade-b', day(2), day(2))).toBe('electrical');
    expect(opened.learned.find('Blanking plate, grade C', day(2), day(2))).toBe(null);
  });

  it('does not know at an earlier time what was taught or changed later', () => {
    using opened = open();
    const lesson = { text: 'Blanking plate', trade: 'electrical' };
    opened.learned.teach([lesson], by(2));
    expect(opened.learned.find(lesson.text, day(1), day(3))).toBe(null);
    opened.learned.teach([lesson], by(4));
    expect(opened.learned.find(lesson.text, day(3), day(5))).toBe('electrical');
    opened.learned.teach([{ ...lesson, trade: 'hvac' }], by(6));
    expect(opened.learned.find(lesson.text, day(5), day(7))).toBe(null);
    expect(opened.learned.find(lesson.text, day(6), day(7))).toBe('hvac');
  });

  it('counts a teaching once, and keeps the text as first seen', () => {
    using opened = open();
    opened.learned.teach([{ text: 'Blanking plate', trade: 'hvac' }], by(1, 'a'));
    opened.learned.teach([{ text: 'Blanking plate', trade: 'hvac' }], by(2, 'a'));
    expect(opened.learned.list(all).entries).toMatchObject([{ times: 1, lastUsedAt: day(1) }]);
    const [entry] = opened.learned.teach([{ text: 'BLANKING PLATES', trade: 'hvac' }], by(3, 'b', null));
    expect(entry).toMatchObject({ text: 'Blanking plate', times: 2, learnedFrom: null, lastUsedAt: day(3) });
    expect(opened.learned.list(all).entries).toEqual([entry]);
  });

  it('lists the last used first, page by page, and finds by text and trade', () => {
    using opened = open();
    for (let one = 1; one <= 5; one++)
      opened.learned.teach([{ text: `Plate ${one}`, trade: one === 3 ? 'hvac' : 'roads' }], by(one));
    opened.learned.find('Plate 1', day(9), day(9));
    const first = opened.learned.list({ search: '', first: 2, after: null });
    expect([first.entries.map(({ text }) => text), first.total, first.hasNext]).toEqual([
      ['Plate 1', 'Plate 5'],
      5,
      true,
    ]);
    const after = first.entries.at(-1)?.id ?? null;
    const rest = opened.learned.list({ search: '', first: 3, after });
    expect([rest.entries.map(({ text }) => text), rest.hasNext]).toEqual([
      ['Plate 4', 'Plate 3', 'Plate 2'],
      false,
    ]);
    expect(opened.learned.list({ ...all, search: 'HVAC' }).entries.map(({ text }) => text)).toEqual([
      'Plate 3',
    ]);
    expect(opened.learned.list({ ...all, search: 'plate 4' }).total).toBe(1);
    expect(opened.learned.list({ ...all, search: '%' }).total).toBe(0);
  });

  it('keeps so many, and lets the one go that was not used for the longest', () => {
    using opened = open(2);
    opened.learned.teach([{ text: 'Plate one', trade: 'hvac' }], by(1));
    opened.learned.teach([{ text: 'Plate two', trade: 'hvac' }], by(2));
    opened.learned.find('Plate one', day(3), day(3));
    opened.learned.teach([{ text: 'Plate three', trade: 'hvac' }], by(4));
    expect(opened.learned.list(all).entries.map(({ text }) => text)).toEqual(['Plate three', 'Plate one']);
  });

  it('forgets, and learns nothing of what has no words', () => {
    using opened = open();
    const [entry] = opened.learned.teach([{ text: 'Plate', trade: 'hvac' }], by(1));
    expect(opened.learned.teach([{ text: ' – ', trade: 'hvac' }], by(1))).toEqual([]);
    expect(opened.learned.forget([entry?.id ?? '', 'learned_none'])).toBe(1);
    expect(opened.learned.find('Plate', day(2), day(2))).toBe(null);
  });
});

it('what was learned is there after closing and opening', () => {
  using folder = tempFolder();
  const file = join(folder.path, 'learned.db');
  {
    using learned = openSqliteLearned(file);
    learned.teach([{ text: 'Plate', trade: 'hvac' }], by(1));
  }
  using learned = openSqliteLearned(file);
  expect(learned.find('plates', day(2), day(2))).toBe('hvac');
});
