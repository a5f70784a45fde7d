// The table of what the page may change: it knows every mutation that the page sends.

import { expect, test } from 'vitest';

interface Documents {
  [name: string]: {
    kind?: string;
    definitions?: {
      kind: string;
      operation?: string;
      selectionSet: { selections: { name?: { value: string } }[] };
    }[];
  };
}

/** Not by name: they are of another world of types, the browser's. */
const folder = '../../src/dashboard';
const documents: Documents = await import(`${folder}/generated/graphql.ts`);
const { needed }: { needed: Record<string, string> } = await import(`${folder}/api/may.ts`);

test('every mutation of the page stands in the table, and nothing else does', () => {
  const sent = Object.values(documents)
    .flatMap(({ definitions = [] }) => definitions)
    .filter(({ operation }) => operation === 'mutation')
    .flatMap(({ selectionSet }) => selectionSet.selections.map(({ name }) => name?.value));
  expect(Object.keys(needed)).toEqual([...new Set(sent)].sort());
});
