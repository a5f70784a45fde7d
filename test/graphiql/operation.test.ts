// Which operation of a document GraphiQL runs.

import { expect, test } from 'vitest';
import { operationOf } from '../../src/graphiql/operation.ts';

test('the one that is named, and the only one whatever is named', () => {
  const two = 'query A { a } subscription B { b }';
  expect(operationOf(two, 'B')).toEqual({ kind: 'subscription', name: 'B' });
  expect(operationOf('subscription B { b }', 'OfTheTabBefore')).toEqual({ kind: 'subscription', name: 'B' });
  expect(operationOf('{ a }', null)).toEqual({ kind: 'query', name: null });
});

test('none of several that are not named, and none of what cannot be read', () => {
  expect(operationOf('query A { a } query B { b }', 'C')).toBe(null);
  expect(operationOf('subscription {', null)).toBe(null);
});
