// Projection: the data of a selection, straight from plain data.
//
//   P1. What it gives is, printed as JSON, byte for byte what GraphQL's executor gives.
//   P2. Where it cannot know that, it gives nothing (null), and the executor has to be asked: a field whose resolver
//       needs more than its source, a directive it does not know, a value that is not as its type says.
//
// Events are plain data, so nothing has to be resolved: the selection is compiled once into functions that read
// a value and build another (assemble.ts). With one JSON.stringify behind it this costs about a tenth of graphql-js (bench/); building
// the text field by field was tried, and is slower. A field says that its resolver is a function of its source alone by
// `extensions: { plain: true }` (graphql/plain.ts).

import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { assemble, type From, type Part } from './assemble.ts';
import { collectFields, type FieldNodes, type Selections } from './selections.ts';

/** The data of a source, or null when it is for the executor to say. */
export type Project = (source: unknown) => object | null;

/** Thrown inside, for where the executor has to be asked; without a stack, so that it costs little. */
const ask = { projection: 'cannot tell' };

type Read = (value: never) => unknown;

/** Compiles a selection on an object type. Types are compiled when a value of them first comes along. */
export function createProjection(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  selections: Selections,
): Project {
  const read = readObject(schema, type, selections);
  return (source) => {
    try {
      return read(source as never) as object;
    } catch {
      // Also when a resolver threw: the executor will meet the same error, and tell it as GraphQL does.
      return null;
    }
  };
}

function readObject(schema: GraphQLSchema, type: GraphQLObjectType, selections: Selections): Read {
  const fields = collectFields(schema, type, selections);
  // An alias of this name would set the prototype.
  if (fields === null || fields.has('__proto__')) return giveUp;
  const parts: Part[] = [];
  for (const [key, nodes] of fields) {
    const part = partOf(schema, type, key, nodes, selections);
    if (part === null) return giveUp;
    parts.push(part);
  }
  return assemble(parts) ?? giveUp;
}

/** Null when a field needs more than its source. */
function partOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  key: string,
  nodes: FieldNodes,
  selections: Selections,
): Part | null {
  const name = nodes[0]!.name.value;
  if (name === '__typename') return { key, from: () => type.name, read: text };
  const field = type.getFields()[name];
  const from = field === undefined ? null : sourceOf(field);
  if (field === undefined || from === null) return null;
  const inner = { ...selections, sets: nodes.flatMap((node) => node.selectionSet ?? []) };
  return { key, from, read: readValue(schema, field.type, inner) };
}

/** How a field's value is got, when that takes nothing but its source. */
function sourceOf({ name, resolve, extensions }: GraphQLField<unknown, unknown>): From | null {
  const { plain, path, pothosExposedField: exposed } = extensions;
  if (plain === true && Array.isArray(path)) return path;
  if (plain === true && resolve !== undefined) return resolve as unknown as From;
  if (typeof exposed === 'string') return [exposed];
  return resolve === undefined ? [name] : null;
}

function readValue(schema: GraphQLSchema, type: GraphQLOutputType, selections: Selections): Read {
  return isNonNullType(type)
    ? readPresent(schema, type.ofType, selections)
    : orNull(readPresent(schema, type, selections));
}

/** Of what must not be null; null is an error, and errors are the executor's. */
function readPresent(schema: GraphQLSchema, type: GraphQLOutputType, selections: Selections): Read {
  if (isListType(type)) {
    const read = readValue(schema, type.ofType, selections);
    return (value: unknown) => (Array.isArray(value) ? value.map((item) => read(item as never)) : giveUp());
  }
  if (isObjectType(type)) {
    const read = readObject(schema, type, selections);
    return (value: unknown) =>
      typeof value === 'object' && value !== null ? read(value as never) : giveUp();
  }
  if (isAbstractType(type)) return readAbstract(schema, type, selections);
  if (isEnumType(type)) {
    const names = new Map(type.getValues().map(({ name, value }) => [value as unknown, name]));
    return (value: unknown) => names.get(value) ?? giveUp();
  }
  return readScalar(type);
}

function readScalar(type: GraphQLOutputType): Read {
  if (!isScalarType(type)) return giveUp;
  return (
    builtIn.get(type.name) ??
    ((value: unknown) =>
      (value === null || value === undefined ? undefined : type.coerceOutputValue(value)) ?? giveUp())
  );
}

const text: Read = (value: unknown) => (typeof value === 'string' ? value : giveUp());

/** The same functions for all, so that they are compiled into the code that calls them. */
const builtIn = new Map<string, Read>([
  ['ID', text],
  ['String', text],
  ['Int', (value: unknown) => (value === ((value as number) | 0) ? value : giveUp())],
  ['Float', (value: unknown) => (Number.isFinite(value) ? value : giveUp())],
  ['Boolean', (value: unknown) => (typeof value === 'boolean' ? value : giveUp())],
]);

function orNull(read: Read): Read {
  return (value) => (value === null || value === undefined ? null : read(value));
}

function readAbstract(
  schema: GraphQLSchema,
  { resolveType, extensions }: Extract<GraphQLOutputType, { resolveType: unknown }>,
  selections: Selections,
): Read {
  if (extensions.plain !== true || typeof resolveType !== 'function') return giveUp;
  const nameOf = resolveType as unknown as (value: unknown) => unknown;
  const reads = new Map<unknown, Read>();
  return (value: unknown) => {
    const name = value === null || value === undefined ? giveUp() : nameOf(value);
    let read = reads.get(name);
    if (read === undefined) {
      const found = typeof name === 'string' ? schema.getType(name) : undefined;
      read = isObjectType(found) ? readObject(schema, found, selections) : giveUp;
      reads.set(name, read);
    }
    return read(value as never);
  };
}

function giveUp(): never {
  throw ask;
}
