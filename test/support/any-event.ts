// Arbitrary events: every kind, with data made from its definition.

import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';
import { catalog } from '../../src/events/catalog.ts';
import type { Draft, Event } from '../../src/events/event.ts';
import { metaOf } from '../../src/events/field.ts';

const timestamp = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Any value that a schema accepts, in the shapes that kinds are made of. */
function anyValue(schema: z.ZodType): Arbitrary<unknown> {
  const graphql = metaOf(schema).graphql;
  if (schema instanceof z.ZodNullable)
    return fc.option(anyValue(schema.unwrap() as z.ZodType), { nil: null });
  if (schema instanceof z.ZodArray) return fc.array(anyValue(schema.element as z.ZodType), { maxLength: 3 });
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodObject) {
    return fc.record(
      Object.fromEntries(
        Object.entries(schema.shape).map(([key, field]) => [key, anyValue(field as z.ZodType)]),
      ),
    );
  }
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) {
    if (schema.format === 'int32') return fc.nat();
    return fc.double({ min: 0, max: schema.maxValue ?? 1, noNaN: true }).map((n) => Math.abs(n));
  }
  if (graphql === 'DateTime') return timestamp;
  // A key named __proto__ is not taken in, so it does not come out again.
  if (graphql === 'JSON')
    return fc
      .jsonValue()
      .map((value) => JSON.parse(JSON.stringify(value).replaceAll('"__proto__"', '"proto"')));
  if (graphql === 'Decimal') return fc.integer().map((n) => (n / 100).toFixed(2));
  if (graphql === 'ID') return fc.constantFrom('a', 'b', 'c', 'd');
  if (schema instanceof z.ZodString)
    return fc.string({ minLength: 1 }).filter((word) => word !== 'calculating...' && word !== 'processing');
  throw new Error(`no arbitrary for ${schema.type}`);
}

export function anyDraft(): Arbitrary<Draft> {
  return fc.oneof(
    ...[...catalog.values()].map((kind) =>
      fc.record({
        type: fc.constant(kind.name),
        workflowId: fc.constantFrom(null, 'w1', 'w2'),
        timestamp,
        data: anyValue(kind.data),
      }),
    ),
  ) as Arbitrary<Draft>;
}

/** A session's log: dense sequences from 1. */
export function anyLog(maxLength = 30): Arbitrary<Event[]> {
  return fc
    .array(anyDraft(), { maxLength })
    .map((drafts) =>
      drafts.map((draft, index) => ({ ...draft, sessionId: 's1', sequence: index + 1 }) as Event),
    );
}
