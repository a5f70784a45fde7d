// Read context: what stands beside a question, sorted into places, figures, lists and the rest.
//
// Each agent says beside its question what it has: known keys are shown well, others quietly, none is lost.

import { own } from './own.ts';
import { inWords, type Money, moneyOf } from './words.ts';

export interface Place {
  /** «bill.xlsx», «Sheet 1», «row 12», from the outside in. */
  steps: string[];
  /** The words found there. */
  quote: string | null;
}

export interface ListItem {
  text: string;
  place: Place | null;
}

export type ContextPart =
  | { kind: 'place'; label: string; place: Place }
  | { kind: 'figures'; figures: { label: string; value: string }[] }
  | { kind: 'list'; label: string; items: ListItem[]; more: number }
  | { kind: 'pair'; label: string; value: string };

type Fields = Record<string, unknown>;

/** What names nothing that a person knows. */
const technical: ReadonlySet<string> = new Set(['documentId', 'document_id', 'tableIds', 'scores', 'topic']);
const labels: Readonly<Record<string, string>> = {
  line: 'Where it stands',
  stated: 'As stated',
  found: 'As found',
  source: 'Source',
  lines: 'Lines',
  missing: 'What is missing',
  instructions: 'Your words',
  raiseTo: 'Raised it would be',
  spent: 'Spent so far',
  limit: 'Budget',
  wanted: 'Needed now, at most',
  purpose: 'For',
  working: 'Worked out as',
  linesWithoutPrice: 'Lines without a price',
  openIssues: 'Open issues',
  graveIssues: 'Grave ones',
  class: 'AACE class',
};
const amounts = ['low', 'likely', 'high', 'net'] as const;

export function readContext(context: unknown): ContextPart[] {
  if (!isFields(context))
    return isEmpty(context) ? [] : [{ kind: 'pair', label: 'Beside it', value: textOf(context) }];
  const { documentName, sheet, page, row, quote, ...rest } = context;
  const parts: ContextPart[] = [];
  const place = placeIn({ documentName, sheet, page, row, quote });
  if (place !== null) parts.push({ kind: 'place', label: 'Where', place });
  const { currency } = context;
  const figures = typeof currency === 'string' ? amounts.filter((key) => isAmount(rest[key])) : [];
  if (figures.length > 0)
    parts.push({
      kind: 'figures',
      figures: figures.map((key) => ({
        label: inWords(key),
        value: moneyOf({ amount: String(rest[key]), currency: String(currency) }),
      })),
    });
  const used: ReadonlySet<string> = new Set([
    ...(figures.length > 0 ? [...figures, 'currency'] : []),
    // Said by how many of the lines are not listed.
    ...(Array.isArray(context.lines) ? ['lineCount'] : []),
  ]);
  for (const [key, value] of Object.entries(rest)) {
    if (used.has(key) || technical.has(key) || isEmpty(value)) continue;
    parts.push(partOf(own(labels, key) ?? inWords(spaced(key)), value, context));
  }
  return parts;
}

function partOf(label: string, value: unknown, { lineCount }: Fields): ContextPart {
  const place = placeIn(value);
  if (place !== null) return { kind: 'place', label, place };
  if (Array.isArray(value)) {
    const all = typeof lineCount === 'number' ? lineCount : value.length;
    return { kind: 'list', label, items: value.map(itemOf), more: Math.max(0, all - value.length) };
  }
  return { kind: 'pair', label, value: textOf(value) };
}

function itemOf(value: unknown): ListItem {
  if (!isFields(value)) return { text: textOf(value), place: null };
  const { description, because, source } = value;
  const words = [description, because].filter((one) => typeof one === 'string' && one !== '');
  const place = placeIn(source) ?? placeIn(value);
  return { text: words.length > 0 ? words.join(': ') : place === null ? textOf(value) : '', place };
}

function placeIn(value: unknown): Place | null {
  if (!isFields(value)) return null;
  const { documentName, sheet, page, row, quote } = value;
  if (typeof documentName !== 'string') return null;
  const steps = [
    documentName,
    typeof sheet === 'string' ? sheet : null,
    typeof page === 'number' ? `page ${page}` : null,
    typeof row === 'number' ? `row ${row}` : null,
  ];
  return {
    steps: steps.filter((one) => one !== null),
    quote: typeof quote === 'string' && quote !== '' ? quote : null,
  };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isFields(value) && Object.keys(value).length === 0);
const isMoney = (value: unknown): value is Money =>
  isFields(value) && typeof value.currency === 'string' && typeof value.amount === 'string';
const isAmount = (value: unknown) =>
  (typeof value === 'string' || typeof value === 'number') && value !== '' && Number.isFinite(Number(value));
const spaced = (key: string) => key.replace(/([a-z\d])([A-Z])/g, '$1 $2');

function textOf(value: unknown): string {
  if (isMoney(value)) return moneyOf(value);
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}
