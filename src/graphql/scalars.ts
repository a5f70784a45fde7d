// Scalars.

import { GraphQLError } from 'graphql';
import { messageOf } from '../base/fault.ts';
import { checkSound } from '../base/sound.ts';
import type { Kit } from './kit.ts';

const deepest = 16;
const largestJson = 100_000;

export function addScalars({ builder }: Kit): void {
  const same = <T>(value: T) => value;
  const textual = (name: string, legal: RegExp, example: string) => (value: unknown) => {
    if (typeof value !== 'string' || !legal.test(value))
      throw new GraphQLError(`${name}: expected ${example}.`);
    return value;
  };
  builder.scalarType('DateTime', {
    description: 'RFC 3339, UTC, milliseconds.',
    serialize: same,
    parseValue: (value) => {
      const time = typeof value === 'string' && isDay(value) ? Date.parse(value) : Number.NaN;
      if (Number.isNaN(time)) throw new GraphQLError('DateTime: expected such as 2026-01-31T12:00:00.000Z.');
      return new Date(time).toISOString();
    },
  });
  builder.scalarType('JSON', {
    description: 'Any JSON value; only where the content belongs to the application.',
    serialize: same,
    parseValue: (value) => checkJson(value),
  });
  builder.scalarType('Decimal', {
    description: 'A decimal number in a string, such as "1234.50". Money and quantities are never floats.',
    serialize: same,
    parseValue: textual('Decimal', /^-?\d{1,20}(\.\d{1,10})?$/, 'such as "1234.50"'),
  });
  builder.scalarType('Cursor', {
    description:
      'A position in a session’s log. Store it, hand it back, never parse it. The same value is the SSE id and the cursor of Session.events.',
    serialize: same,
    parseValue: textual('Cursor', /^[\w.-]{1,300}$/, 'a cursor as it was given'),
  });
  builder.scalarType('URL', {
    description: 'A web address or a path on this server.',
    serialize: same,
    parseValue: textual('URL', /^\S{1,2000}$/, 'an address'),
  });
  builder.scalarType('File', {
    description: 'An uploaded file (GraphQL multipart request).',
    serialize: () => {
      throw new GraphQLError('File: goes in only.');
    },
    parseValue: (value) => {
      if (typeof value !== 'object' || value === null || !('arrayBuffer' in value)) {
        throw new GraphQLError('File: expected a file of a GraphQL multipart request.');
      }
      return value as File;
    },
  });
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(value: string): boolean {
  const day = /^\d{4}-\d\d-\d\d/.exec(value)?.[0];
  if (day === undefined) return true;
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** Nested lists without end have brought servers down. */
function checkJson(value: unknown): unknown {
  try {
    checkSound(value, { deepest });
  } catch (error) {
    throw new GraphQLError(`JSON: ${messageOf(error)}`);
  }
  if (JSON.stringify(value).length > largestJson)
    throw new GraphQLError(`JSON: at most ${largestJson} characters are taken.`);
  return value;
}
