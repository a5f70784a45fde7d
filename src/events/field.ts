// Fields: the few helpers with which an event's data is written down once.
//
// Each is a zod schema plus what zod has no words for: the GraphQL name of an object or enum, and how
// a value is spelled on the raw wire where the streaming guide spells it differently. GraphQL types,
// wire keys, descriptions and test data are derived from these (graphql/derive.ts, wire.ts).

import { z } from 'zod';

/** What the raw wire does with a field. */
export interface WireSpelling {
  /** What a field is when a message leaves it out; such a value is left out again when printed. */
  absent?: (data: Record<string, unknown>, envelope: WireContext) => unknown;
  /** Printed also when it equals what absence means. */
  always?: boolean;
  /** The guide's word for null. */
  nullWord?: string;
  /** For a field that is spelled as other keys or another shape. Gets and gives whole values. */
  print?: (value: never) => Record<string, unknown>;
  parse?: (data: Record<string, unknown>) => unknown;
}

/** The envelope that a field's absence may be derived from. */
export interface WireContext {
  sessionId: string;
  timestamp: string;
}

/** What is known of a schema beyond zod's own definition. */
export interface FieldMeta {
  /** GraphQL scalar, object or enum. */
  graphql?: string;
  /** The GraphQL object of this name is written by hand, with more fields than the event carries. */
  byHand?: boolean;
  /** A field beside this id that gives the thing itself, as it is now. */
  link?: { field: string; type: string; doc: string };
  /** Descriptions of an enum's values. */
  valueDocs?: Record<string, string>;
  wire?: WireSpelling;
}

const registry = z.registry<FieldMeta>();

function note<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  registry.add(schema, meta);
  return schema;
}

/** What was noted about a schema, or about what it wraps. */
export function metaOf(schema: z.ZodType): FieldMeta {
  return {
    ...(schema instanceof z.ZodNullable ? registry.get(schema.unwrap() as z.ZodType) : {}),
    ...registry.get(schema),
  };
}

export const id = (doc: string) => note(z.string().min(1).max(128).describe(doc), { graphql: 'ID' });
export const text = (doc: string) => z.string().describe(doc);
export const int = (doc: string) => z.int32().min(0).describe(doc);
export const flag = (doc: string) => z.boolean().describe(doc);
export const percentage = (doc: string) => z.number().min(0).max(100).describe(doc);
export const share = (doc: string) => z.number().min(0).max(1).describe(doc);
export const dateTime = (doc: string) => note(z.iso.datetime().describe(doc), { graphql: 'DateTime' });
export const json = (doc: string) => note(z.json().describe(doc), { graphql: 'JSON' });
export const decimal = (doc: string) =>
  note(
    z
      .string()
      .regex(/^-?\d{1,20}(\.\d{1,10})?$/)
      .describe(doc),
    { graphql: 'Decimal' },
  );
export const list = <S extends z.ZodType>(item: S, doc: string) => z.array(item).describe(doc);

/** A closed vocabulary; its words are the wire's, in GraphQL they are upper case. */
export function choice<const V extends Record<string, string>>(name: string, valueDocs: V, doc = '') {
  const values = Object.keys(valueDocs) as [keyof V & string, ...(keyof V & string)[]];
  return note(z.enum(values).describe(doc), { graphql: name, valueDocs });
}

/** A named object, and so a GraphQL type. */
export function object<const S extends z.ZodRawShape>(
  name: string,
  doc: string,
  shape: S,
  meta: FieldMeta = {},
) {
  return note(z.object(shape).describe(doc), { graphql: name, ...meta });
}

/** The same schema with another description. */
export function as<S extends z.ZodType>(schema: S, doc: string): S {
  return note(schema.describe(doc), metaOf(schema));
}

export function nullable<S extends z.ZodType>(schema: S, wire?: WireSpelling): z.ZodNullable<S> {
  const wrapped = schema.nullable();
  return note(schema.description === undefined ? wrapped : wrapped.describe(schema.description), {
    ...metaOf(schema),
    ...(wire === undefined ? {} : { wire }),
  });
}

/** How the raw wire spells it, where that is not simply its snake_case name and value. */
export function onWire<S extends z.ZodType>(schema: S, wire: WireSpelling): S {
  return note(schema.describe(schema.description ?? ''), { ...metaOf(schema), wire });
}

/** A field that producers written to the guide do not send, and what it is then. */
export function since<S extends z.ZodType>(schema: S, absent: NonNullable<WireSpelling['absent']>): S {
  return onWire(schema, { absent });
}

/** An id with the thing itself beside it in GraphQL. */
export function linked<S extends z.ZodType>(schema: S, link: NonNullable<FieldMeta['link']>): S {
  return note(schema.describe(schema.description ?? ''), { ...metaOf(schema), link });
}
