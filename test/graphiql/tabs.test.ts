// GraphiQL's tabs: a new visit shows what was prepared for it, and keeps what the person wrote.

import { expect, test } from 'vitest';
import { type Tab, tabsOfVisit } from '../../src/graphiql/tabs.ts';

const prepared = (id: string) => [
  { query: `# 1.\nmutation Start { start(key: "graphiql_${id}") { id } }\n` },
  { query: `subscription Watch { events(sessionId: "session_${id}") { sequence } }` },
];
const stored = (...tabs: Partial<Tab>[]) =>
  JSON.stringify({
    activeTabIndex: 1,
    tabs: tabs.map((tab, index) => ({
      id: `tab ${index}`,
      title: 'Mine',
      query: null,
      variables: null,
      headers: null,
      operationName: null,
      response: null,
      ...tab,
    })),
  });
const queries = ({ tabs }: { tabs: Tab[] }) => tabs.map(({ query }) => query);
const news = prepared('new1').map(({ query }) => query);

test('the first visit shows the prepared tabs, named after their operations', () => {
  const visit = tabsOfVisit(prepared('new1'), []);
  expect(visit.tabs.map(({ title }) => title)).toEqual(['Start', 'Watch']);
  expect(visit.activeTabIndex).toBe(0);
});

test('prepared tabs of an earlier visit give way to the new ones', () => {
  const [start, watch] = prepared('old9');
  expect(queries(tabsOfVisit(prepared('new1'), [stored(start!, watch!)]))).toEqual(news);
});

test('what the person wrote, or changed in a prepared tab, stands behind the new ones with its variables', () => {
  const changed = `${prepared('old9')[1]!.query} # mine`;
  const own = { query: 'query Mine { agents { name } }', variables: '{"a":1}' };
  const visit = tabsOfVisit(prepared('new1'), [stored(prepared('old9')[0]!, { query: changed }, own)]);
  expect(queries(visit)).toEqual([...news, changed, own.query]);
  expect(visit.tabs.at(-1)).toMatchObject(own);
});

test('a prepared tab to which variables were given is kept', () => {
  const tab = { ...prepared('old9')[1], variables: '{"after":"x"}' };
  expect(queries(tabsOfVisit(prepared('new1'), [stored(tab)]))).toEqual([...news, tab.query]);
});

test('what two windows kept is gathered once', () => {
  const [a, b] = [{ query: '{ a }' }, { query: '{ b }' }];
  const visit = tabsOfVisit(prepared('new1'), [stored(a, b), stored(b)]);
  expect(queries(visit)).toEqual([...news, '{ a }', '{ b }']);
});

test('empty tabs, and what is no tab, are left out', () => {
  const strange = [stored({ query: ' \n' }), '{', '[]', 'null', '{"tabs":[{"id":1}]}'];
  expect(queries(tabsOfVisit(prepared('new1'), strange))).toEqual(news);
});
