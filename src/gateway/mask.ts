// Mask: a fault is told as it is; anything else is a bug, logged whole and told as an incident.

import { GraphQLError } from 'graphql';
import { isFault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import type { Logger } from '../base/logger.ts';
import type { Tally } from '../base/tally.ts';

/** Characters of a message of graphql-js. */
const longest = 1000;

/** The error as a client may see it. Counted by its code. */
export function maskError(error: unknown, logger: Logger, tally?: Tally): GraphQLError {
  const told = toldAs(error, logger);
  const { code } = told.extensions;
  tally?.count('faults', typeof code === 'string' ? code : 'INVALID_INPUT');
  return told;
}

function toldAs(error: unknown, logger: Logger): GraphQLError {
  const cause = error instanceof GraphQLError ? rootOf(error) : error;
  const place = error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {};
  if (isFault(cause))
    return new GraphQLError(cause.message, { ...place, extensions: { code: cause.code, ...cause.detail } });
  if (error instanceof GraphQLError && cause instanceof GraphQLError) {
    return new GraphQLError(short(error.message), {
      ...place,
      extensions: { code: 'INVALID_INPUT', ...error.extensions },
    });
  }
  const incidentId = newId('incident');
  if (isOfStorage(cause)) {
    logger.error({ err: cause, incidentId }, 'the data folder cannot be used');
    return new GraphQLError('The data folder cannot be read or written.', {
      ...place,
      extensions: { code: 'STORAGE_UNAVAILABLE', incidentId },
    });
  }
  logger.error({ err: cause, incidentId }, 'a bug');
  return new GraphQLError('Something went wrong in the server.', {
    ...place,
    extensions: { code: 'INTERNAL', incidentId },
  });
}

/** graphql-js repeats the value that it could not take, however long that is, and says why after it. */
function short(message: string): string {
  if (message.length <= longest) return message;
  const half = longest / 2;
  return `${message.slice(0, half)} … ${message.slice(-half)}`.toWellFormed();
}

/** Such as a disk that cannot be read, or a database that is damaged. */
function isOfStorage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}

/** What was thrown first; the error itself when it is GraphQL's own. */
function rootOf(error: GraphQLError): unknown {
  let current: unknown = error;
  while (current instanceof GraphQLError && current.originalError !== undefined)
    current = current.originalError;
  return current;
}
