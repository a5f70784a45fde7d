// Keys: who is told the same. One viewer never gets what another may see.

import fc from 'fast-check';
import {
  buildSchema,
  type GraphQLSchema,
  parse,
  type ValidatedSubscriptionArgs,
  validateSubscriptionArgs,
} from 'graphql';
import { expect, test } from 'vitest';
import { canonical } from '../../src/base/canonical.ts';
import { groupKey } from '../../src/delivery/key.ts';

const schema: GraphQLSchema = buildSchema(`
  scalar Any
  type Query { a: Int }
  type Subscription { items(session: ID!, types: [String!], any: Any, after: String, live: Boolean): Item }
  type Item { text(style: String): String next: Item }
`);
Object.assign(schema.getSubscriptionType()!.getFields().items!.extensions, {
  placeArguments: ['after', 'live'],
});

const query = `subscription ($session: ID!, $types: [String!], $any: Any, $after: String, $live: Boolean) {
  items(session: $session, types: $types, any: $any, after: $after, live: $live) { text } }`;
const document = parse(query);

function keyOf(variables: Record<string, unknown>, identity: string | null = 'ann', source = document) {
  const args = validateSubscriptionArgs({ schema, document: source, variableValues: variables });
  if (!('schema' in args)) throw args[0];
  return groupKey(args as ValidatedSubscriptionArgs, identity);
}

test('the same question has the same key, whatever place it begins at', () => {
  const key = keyOf({ session: 's', after: 'x' });
  expect(key).not.toBeNull();
  expect(keyOf({ session: 's', after: 'y', live: true })).toBe(key);
  expect(keyOf({ session: 's' })).toBe(key);
});

test('another session, filter, document or identity is another key; without identity there is none', () => {
  const all = [
    keyOf({ session: 's' }),
    keyOf({ session: 't' }),
    keyOf({ session: 's', types: [] }),
    keyOf({ session: 's', types: ['a'] }),
    keyOf({ session: 's', types: ['a', 'b'] }),
    keyOf({ session: 's', types: ['b', 'a'] }),
    keyOf({ session: 's' }, 'bob'),
    keyOf({ session: 's' }, 'ann', parse(query)),
  ];
  expect(new Set(all).size).toBe(all.length);
  expect(keyOf({ session: 's' }, null)).toBeNull();
});

test('variables that differ in type are different; in the order of keys they are not', () => {
  const of = (any: unknown) => keyOf({ session: 's', any });
  const different = [
    1,
    '1',
    true,
    'true',
    null,
    [],
    {},
    [1],
    ['1'],
    { a: 1 },
    { a: '1' },
    { a: null },
    { a: [] },
  ];
  expect(new Set([...different.map(of), keyOf({ session: 's' })]).size).toBe(different.length + 1);
  expect(of({ a: 1, b: { c: 2, d: 3 } })).toBe(of({ b: { d: 3, c: 2 }, a: 1 }));
  expect(of(new Date(0))).toBeNull();
});

test('a place that is also used for something else counts', () => {
  const other = parse(
    'subscription ($after: String) { items(session: "s", after: $after) { text next { text(style: $after) } } }',
  );
  expect(keyOf({ after: 'x' }, 'ann', other)).not.toBe(keyOf({ after: 'y' }, 'ann', other));
});

test('canonical texts are equal exactly for equal data', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect(canonical(a) === canonical(b)).toBe(same);
      expect(canonical(a)).toBe(canonical(sorted(a)));
    }),
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
