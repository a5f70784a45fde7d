// Derive: GraphQL types from the zod schemas with which the event kinds are defined.
//
// Object and enum names, descriptions, nullability and scalars all come from there, so that a field is written once.

import type { EnumRef, ObjectRef } from '@pothos/core';
import { z } from 'zod';
import { metaOf } from '../events/field.ts';
import type { Builder } from './builder.ts';
import { plainAt } from './plain.ts';

type Source = Record<string, unknown>;

export interface Derive {
  /** The enum with the wire's words as values, and its names in upper case. */
  enumOf<T extends string>(schema: z.ZodEnum<Record<T, T>>): EnumRef<never, T>;
  objectOf<S extends z.ZodObject>(schema: S): ObjectRef<never, z.output<S>>;
  /** The fields of an object, for a type that has more besides. `within` names where it stands in the type's own source. */
  fieldsOf(schema: z.ZodObject, t: FieldBuilder, within?: string): Record<string, unknown>;
}

/** The one method of Pothos' field builder that is used here, without its inference. */
interface FieldBuilder {
  field(options: unknown): unknown;
}

const scalarOf = (schema: z.ZodType): string => {
  if (schema instanceof z.ZodBoolean) return 'Boolean';
  if (schema instanceof z.ZodNumber)
    return schema.format === 'int32' || schema.format === 'safeint' ? 'Int' : 'Float';
  return 'String';
};

export function createDerive(builder: Builder): Derive {
  const made = new Map<string, unknown>();

  function once<T>(name: string, make: () => T): T {
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as T;
  }

  function typeOf(schema: z.ZodType): unknown {
    if (schema instanceof z.ZodNullable) return typeOf(schema.unwrap() as z.ZodType);
    if (schema instanceof z.ZodArray) return [typeOf(schema.element as z.ZodType)];
    if (schema instanceof z.ZodEnum) return derive.enumOf(schema as z.ZodEnum<Record<string, string>>);
    const { graphql, byHand } = metaOf(schema);
    if (schema instanceof z.ZodObject) return byHand === true ? graphql : derive.objectOf(schema);
    return graphql ?? scalarOf(schema);
  }

  const derive: Derive = {
    enumOf: (schema) => {
      const { graphql: name, valueDocs } = metaOf(schema);
      if (name === undefined) throw new Error('an enum without a name');
      return once(name, () =>
        builder.enumType(name, {
          ...describe(schema),
          values: Object.fromEntries(
            (schema.options as string[]).map((value) => [
              value.toUpperCase(),
              { value, description: valueDocs?.[value] ?? '' },
            ]),
          ),
        }),
      ) as never;
    },
    objectOf: (schema) => {
      const { graphql: name } = metaOf(schema);
      if (name === undefined) throw new Error('an object without a name');
      return once(name, () => {
        const ref = builder.objectRef<Source>(name);
        ref.implement({
          ...describe(schema),
          fields: (t) => derive.fieldsOf(schema, t) as never,
        });
        return ref;
      }) as never;
    },
    fieldsOf: (schema, t, within) => {
      const fields: Record<string, unknown> = {};
      for (const [key, field] of Object.entries(schema.shape) as [string, z.ZodType][]) {
        fields[key] = t.field({
          type: typeOf(field),
          // Null is JSON, too.
          nullable: field instanceof z.ZodNullable || metaOf(field).graphql === 'JSON',
          ...describe(field),
          ...(within === undefined ? plainAt(key) : plainAt(within, key)),
        });
      }
      return fields;
    },
  };
  return derive;
}

function describe(schema: z.ZodType): { description?: string } {
  return schema.description === undefined ? {} : { description: schema.description };
}
