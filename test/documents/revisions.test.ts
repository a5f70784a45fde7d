import { expect, test } from 'vitest';
import type { ReadDocument } from '../../src/documents/document.ts';
import { latestOf, revisionOf } from '../../src/documents/revisions.ts';

const document = (name: string, text = ''): ReadDocument => ({
  documentId: name,
  name,
  kind: 'xlsx',
  parts: 1,
  tables: [],
  texts: [
    {
      text,
      headingLevel: null,
      heading: null,
      source: { documentId: name, documentName: name, sheet: null, page: null, row: null, quote: null },
    },
  ],
  notes: [],
});

test.each([
  ['bill-rev-a.csv', '', 'A'],
  ['BOQ Rev.03.xlsx', '', '03'],
  ['boq_v2.xlsx', '', '2'],
  ['bill.xlsx', 'Bill of quantities, Revision C, May', 'C'],
  ['bill.xlsx', 'REV: 4', '4'],
  ['preview a.xlsx', '', null],
  ['review.xlsx', 'We expect a revision a week.', null],
  ['villa.xlsx', 'Revisions are shown in red.', null],
])('%s with «%s» is revision %s', (name, text, revision) => {
  expect(revisionOf(document(name, text))).toBe(revision);
});

test('the latest is told among letters, among numbers as numbers, and not among both or unknowns', () => {
  const [a, b, nine, ten, none] = ['r rev a', 'r rev b', 'r rev 9', 'r rev 10', 'r'].map((name) =>
    document(name),
  ) as [ReadDocument, ReadDocument, ReadDocument, ReadDocument, ReadDocument];
  expect(latestOf([b, a])).toEqual([b]);
  expect(latestOf([nine, ten])).toEqual([ten]);
  expect(latestOf([a, nine])).toBeNull();
  expect(latestOf([a, none])).toBeNull();
});
