// Wire: events in the streaming guide's own envelopes, snake_case, both ways.
//
//   W1. parse(print(event)) is the event, for every kind.
//   W2. print(parse(message)) is the message, with at most a `decision_id` added.
//
// Keys are derived from the kind's data; where the guide spells a value differently, its field says so (field.ts).

import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import { type Catalog, catalog } from './catalog.ts';
import type { Draft, Event } from './event.ts';
import { metaOf, type WireContext } from './field.ts';
import type { Kind } from './kind.ts';

export interface WireMessage {
  type: string;
  session_id: string;
  timestamp: string;
  data: Record<string, unknown>;
}

type Data = Record<string, unknown>;

/** A key as the wire spells it. */
export const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `…:00Z` for whole seconds, as the guide writes it. */
const printTimestamp = (timestamp: string) => timestamp.replace('.000Z', 'Z');

/** An event, or a draft of a session, as a message of the guide. */
export function toWire(event: Draft & { sessionId: string }, kinds: Catalog = catalog): WireMessage {
  const kind = kinds.get(event.type);
  if (kind === undefined) throw new Error(`no kind «${event.type}»`);
  const context = { sessionId: event.sessionId, timestamp: event.timestamp };
  return {
    type: event.type,
    session_id: event.sessionId,
    timestamp: printTimestamp(event.timestamp),
    data: printObject(kind.data, event.data as Data, event.data as Data, context),
  };
}

const envelope = z.object({
  type: z.string(),
  session_id: z.string().min(1).max(128),
  timestamp: z.iso.datetime({ offset: true }),
  data: z.record(z.string(), z.unknown()),
});

/** A message of the guide as a draft. @throws INVALID_INPUT that names what is wrong with it */
export function fromWire(message: unknown, kinds: Catalog = catalog): Draft & Pick<Event, 'sessionId'> {
  const outer = envelope.safeParse(message);
  if (!outer.success)
    throw new Fault('INVALID_INPUT', 'Not an envelope of the streaming guide.', {
      issues: wireIssues(outer.error),
    });
  const { type, session_id: sessionId, data } = outer.data;
  const kind = kinds.get(type);
  if (kind === undefined) throw new Fault('INVALID_INPUT', `There is no event kind «${type}».`);
  const timestamp = new Date(outer.data.timestamp).toISOString();
  if (timestamp.length !== 24)
    throw new Fault('INVALID_INPUT', 'The timestamp is not in the years 0 to 9999.');
  const checked = kind.data.safeParse(parsed(kind, data, { sessionId, timestamp }));
  if (!checked.success) {
    throw new Fault('INVALID_INPUT', `The data of «${type}» is not as defined.`, {
      issues: wireIssues(checked.error, 'data'),
    });
  }
  return { type, sessionId, workflowId: null, timestamp, data: checked.data } as Draft &
    Pick<Event, 'sessionId'>;
}

/** What is wrong, by the names on the wire; at most ten of it. */
export function wireIssues(error: z.ZodError, ...under: string[]): { path: string; message: string }[] {
  return error.issues.slice(0, 10).map(({ path, message }) => ({
    path: [...under, ...path.map((part) => snake(String(part)))].join('.'),
    message,
  }));
}

/** What a field is derived from is not checked yet: a derivation that fails on it fails for what was sent. */
function parsed(kind: Kind, data: Data, context: WireContext): Data {
  try {
    return parseObject(kind.data, data, undefined, context);
  } catch {
    throw new Fault('INVALID_INPUT', `The data of «${kind.name}» is not as defined.`, {
      issues: [{ path: 'data', message: 'A field is of another type than it should be.' }],
    });
  }
}

function printObject(schema: z.ZodObject, value: Data, whole: Data, context: WireContext): Data {
  const printed: Data = {};
  for (const [key, field] of fieldsOf(schema)) {
    const { wire } = metaOf(field);
    const scope = { ...whole, ...value };
    if (
      wire?.absent !== undefined &&
      !wire.always &&
      isDeepStrictEqual(value[key], wire.absent(scope, context))
    )
      continue;
    if (wire?.print !== undefined) Object.assign(printed, wire.print(value[key] as never));
    else
      printed[snake(key)] =
        value[key] === null ? (wire?.nullWord ?? null) : printValue(field, value[key], scope, context);
  }
  return printed;
}

function printValue(schema: z.ZodType, value: unknown, scope: Data, context: WireContext): unknown {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return printObject(inner, value as Data, scope, context);
  if (inner instanceof z.ZodArray) {
    return (value as unknown[]).map((item) => printValue(inner.element as z.ZodType, item, scope, context));
  }
  return value;
}

function parseObject(schema: z.ZodObject, data: Data, outer: Data | undefined, context: WireContext): Data {
  const parsed: Data = {};
  const late: [string, z.ZodType][] = [];
  for (const [key, field] of fieldsOf(schema)) {
    const { wire } = metaOf(field);
    const given = data[snake(key)];
    if (wire?.absent !== undefined && given === undefined) late.push([key, field]);
    else if (wire?.parse !== undefined) parsed[key] = wire.parse(data);
    else if (wire?.nullWord !== undefined && (given === wire.nullWord || given === undefined))
      parsed[key] = null;
    else
      parsed[key] =
        field instanceof z.ZodObject ? { unparsed: given } : parseValue(field, given, {}, context);
  }
  // Nested objects and what is absent may be derived from the fields beside and around them.
  const scope = () => ({ ...outer, ...parsed });
  for (const [key, field] of fieldsOf(schema)) {
    if (parsed[key] !== null && field instanceof z.ZodObject && !late.some(([name]) => name === key)) {
      parsed[key] = parseValue(field, (parsed[key] as { unparsed: unknown }).unparsed, scope(), context);
    }
  }
  for (const [key, field] of late) parsed[key] = metaOf(field).wire?.absent?.(scope(), context);
  return parsed;
}

function parseValue(schema: z.ZodType, value: unknown, scope: Data, context: WireContext): unknown {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return parseObject(inner, value as Data, scope, context);
  }
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => parseValue(inner.element as z.ZodType, item, scope, context));
  }
  return value;
}

function fieldsOf(schema: z.ZodObject): [string, z.ZodType][] {
  return Object.entries(schema.shape) as [string, z.ZodType][];
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodNullable ? (schema.unwrap() as z.ZodType) : schema;
}
