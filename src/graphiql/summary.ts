// Summary: a result of any subscription as one line, from the fields that were asked for and nothing else.

import type { Result } from './stream.ts';

export interface Summary {
  /** Its type, as far as the operation asks for it. */
  label: string;
  /** When it happened, if the operation asks for it; RFC 3339. */
  timestamp: string | null;
  sequence: number | null;
  line: string;
  failed: boolean;
  /** Of a question that this result asks. */
  decisionId: string | null;
}

type Value = Record<string, unknown>;

/** Said elsewhere, or no words for people. */
const unspoken = new Set(['__typename', 'sequence', 'timestamp', 'type', 'cursor', 'id', 'url']);
const mostCharacters = 400;

export function summaryOf({ data, errors }: Result): Summary {
  const [field, value] = Object.entries(data ?? {})[0] ?? ['', null];
  const outer = isValue(value) ? value : {};
  // An item of `feed` holds its event.
  const inner = isValue(outer.event) ? outer.event : outer;
  const failed = errors !== undefined && errors.length > 0;
  const line = failed ? errors.map(({ message }) => message).join(' ') : words(inner).join(' · ');
  return {
    label: textOf(inner.__typename) ?? textOf(inner.type) ?? (failed ? 'Error' : field),
    timestamp: textOf(inner.timestamp),
    sequence: typeof inner.sequence === 'number' ? inner.sequence : null,
    line: line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line,
    failed,
    decisionId: decisionIn(field, inner),
  };
}

/** In the order in which they were asked for. */
function words(value: Value): string[] {
  return Object.entries(value).flatMap(([key, one]) =>
    unspoken.has(key) || key.endsWith('Id') ? [] : wordsOf(key, one),
  );
}

function wordsOf(key: string, value: unknown): string[] {
  if (value === null || value === undefined || value === '' || value === false) return [];
  if (typeof value === 'string') return [value];
  if (value === true) return [inWords(key)];
  if (typeof value === 'number') return [figure(key, Math.round(value * 100) / 100)];
  if (isValue(value)) return isMoney(value) ? [`${value.amount} ${value.currency}`] : words(value);
  if (!Array.isArray(value)) return [];
  if (value.length === 0) return [];
  return [
    value.every((one) => typeof one === 'string') ? value.join(', ') : `${value.length} ${inWords(key)}`,
  ];
}

function figure(key: string, value: number): string {
  return key.endsWith('Percentage') ? `${value} %` : `${inWords(key)} ${value}`;
}

/** Of `decisions`, and of an event that asks; not of the one that tells the answer. */
function decisionIn(field: string, value: Value): string | null {
  const id = textOf(value.id);
  if (field === 'decisions' || value.__typename === 'Decision' || id?.startsWith('decision_')) return id;
  if ('outcome' in value) return null;
  return textOf(value.decisionId) ?? (isValue(value.decision) ? textOf(value.decision.id) : null);
}

const isValue = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isMoney = ({ amount, currency }: Value) => typeof amount === 'string' && typeof currency === 'string';
const textOf = (value: unknown) => (typeof value === 'string' ? value : null);

/** `completionPercentage` → «completion percentage». */
const inWords = (key: string) => key.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
