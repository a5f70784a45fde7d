// Projection: the JSON text of a selection, straight from plain data.
//
//   P1. What it prints is, byte for byte, what GraphQL's executor and JSON.stringify would print.
//   P2. Where it cannot know that, it prints nothing (null), and the executor has to be asked: a field whose resolver
//       needs more than its source, a directive it does not know, a value that is not as its type says.
//
// Events are plain data, so nothing has to be resolved: the selection is compiled once into nested functions that read a
// value and append to a text. Against execution and serialisation by graphql-js it is worth about ten times (bench/).
// A field says that its resolver is a function of its source alone by `extensions: { plain: true }` (graphql/kit.ts).

import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { collectFields, type FieldNodes, type Selections } from './selections.ts';

/** The text of a value, or null when it is for the executor to say. */
export type Print = (value: unknown) => string | null;

/** Thrown inside, for where the executor has to be asked; without a stack, so that it costs little. */
const ask = { projection: 'cannot tell' };

type Write = (value: never) => string;

/** Compiles a selection on an object type. Types are compiled when a value of them first comes along. */
export function createProjection(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  selections: Selections,
): Print {
  const write = writeObject(schema, type, selections);
  return (value) => {
    try {
      return write(value as never);
    } catch {
      // Also when a resolver threw: the executor will meet the same error, and tell it as GraphQL does.
      return null;
    }
  };
}

function writeObject(schema: GraphQLSchema, type: GraphQLObjectType, selections: Selections): Write {
  const fields = collectFields(schema, type, selections);
  if (fields === null) return giveUp;
  const keys: string[] = [];
  const writes: Write[] = [];
  for (const [key, nodes] of fields) {
    keys.push(`${keys.length === 0 ? '{' : ','}${JSON.stringify(key)}:`);
    writes.push(writeField(schema, type, nodes, selections));
  }
  if (keys.length === 0) return () => '{}';
  return (source) => {
    let text = '';
    for (let index = 0; index < keys.length; index++) text += keys[index] + writes[index]!(source);
    return `${text}}`;
  };
}

function writeField(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  nodes: FieldNodes,
  selections: Selections,
): Write {
  const name = nodes[0]!.name.value;
  if (name === '__typename') {
    const text = JSON.stringify(type.name);
    return () => text;
  }
  const field = type.getFields()[name];
  const read = field === undefined ? null : readerOf(field);
  if (field === undefined || read === null) return giveUp;
  const inner = { ...selections, sets: nodes.flatMap((node) => node.selectionSet ?? []) };
  const write = writeValue(schema, field.type, inner);
  return (source) => write(read(source) as never);
}

/** How a field's value is read, when that takes nothing but its source. */
function readerOf(field: GraphQLField<unknown, unknown>): ((source: never) => unknown) | null {
  const { resolve, extensions } = field;
  const exposed = extensions.pothosExposedField;
  if (extensions.plain === true && resolve !== undefined)
    return resolve as unknown as (source: never) => unknown;
  if (typeof exposed === 'string') return (source) => plainValue(source[exposed]);
  return resolve === undefined ? (source) => plainValue(source[field.name as never]) : null;
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'function') throw ask;
  return value;
}

function writeValue(schema: GraphQLSchema, type: GraphQLOutputType, selections: Selections): Write {
  if (isNonNullType(type)) return writePresent(schema, type.ofType, selections);
  const write = writePresent(schema, type, selections);
  return (value) => (value === null || value === undefined ? 'null' : write(value));
}

/** Of what must not be null; null is an error, and errors are the executor's. */
function writePresent(schema: GraphQLSchema, type: GraphQLOutputType, selections: Selections): Write {
  if (isListType(type)) {
    const write = writeValue(schema, type.ofType, selections);
    return (value: unknown) => {
      if (!Array.isArray(value)) throw ask;
      let text = '[';
      for (let index = 0; index < value.length; index++) {
        if (index > 0) text += ',';
        text += write(value[index] as never);
      }
      return `${text}]`;
    };
  }
  if (isObjectType(type)) return present(writeObject(schema, type, selections));
  if (isAbstractType(type)) return writeAbstract(schema, type, selections);
  if (isEnumType(type)) {
    const texts = new Map(
      type.getValues().map(({ name, value }) => [value as unknown, JSON.stringify(name)]),
    );
    return (value: unknown) => texts.get(value) ?? giveUp();
  }
  return writeScalar(getNamedType(type).name, type);
}

function writeScalar(name: string, type: GraphQLOutputType): Write {
  switch (name) {
    case 'ID':
    case 'String':
      return (value: unknown) => (typeof value === 'string' ? JSON.stringify(value) : giveUp());
    case 'Int':
      return (value: unknown) => ((value as number) === ((value as number) | 0) ? `${value}` : giveUp());
    case 'Float':
      return (value: unknown) => (Number.isFinite(value) ? `${value}` : giveUp());
    case 'Boolean':
      return (value: unknown) => (typeof value === 'boolean' ? `${value}` : giveUp());
    default:
      if (!isScalarType(type)) return giveUp;
      return (value: unknown) =>
        value === null || value === undefined ? giveUp() : text(type.coerceOutputValue(value));
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? giveUp());
}

function writeAbstract(
  schema: GraphQLSchema,
  type: Extract<GraphQLOutputType, { resolveType: unknown }>,
  selections: Selections,
): Write {
  const { resolveType, extensions } = type;
  if (extensions.plain !== true || typeof resolveType !== 'function') return giveUp;
  const writes = new Map<unknown, Write>();
  return (value: unknown) => {
    const name =
      value === null || value === undefined ? giveUp() : (resolveType as (value: unknown) => unknown)(value);
    let write = writes.get(name);
    if (write === undefined) {
      const found = typeof name === 'string' ? schema.getType(name) : undefined;
      write = isObjectType(found) ? writeObject(schema, found, selections) : giveUp;
      writes.set(name, write);
    }
    return write(value as never);
  };
}

function present(write: Write): Write {
  return (value: unknown) => (typeof value === 'object' && value !== null ? write(value as never) : giveUp());
}

function giveUp(): never {
  throw ask;
}
