// Persisted operations: only documents that the server was given are run, named by their hash or sent as they are.

import { readFileSync } from 'node:fs';
import { GraphQLError, stripIgnoredCharacters } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { Fault, messageOf } from '../base/fault.ts';
import { refusalOf } from './refusals.ts';

/** What a request or a subscribe message brings. */
export interface Asked {
  query?: string | null | undefined;
  documentId?: unknown;
  extensions?: Record<string, unknown> | null | undefined;
}

/** The text to run. @throws OPERATION_UNKNOWN */
export type DocumentOf = (asked: Asked) => string;

/** Without a list: what was sent. */
export const anyDocument: DocumentOf = ({ query }) => query ?? '';

const shape = z.record(z.string().min(1), z.string().min(1));

/** A JSON object of hashes and documents, as codegen's client preset writes it. @throws INVALID_INPUT when it is none */
export function readPersistedOperations(path: string): DocumentOf {
  let byId: Map<string, string>;
  try {
    byId = new Map(Object.entries(shape.parse(JSON.parse(readFileSync(path, 'utf8')))));
  } catch (error) {
    throw new Fault('INVALID_INPUT', `PERSISTED_OPERATIONS=${path}: ${messageOf(error)}`);
  }
  const known = new Set([...byId.values()].map((text) => stripIgnoredCharacters(text)));
  return (asked) => {
    const id = idOf(asked);
    if (id !== null) {
      const found = byId.get(id);
      if (found !== undefined) return found;
    } else if (isKnown(asked.query ?? '', known)) return asked.query ?? '';
    throw new Fault(
      'OPERATION_UNKNOWN',
      'This server runs only operations that it was given; this is none of them.',
    );
  };
}

function idOf({ documentId, extensions }: Asked): string | null {
  if (typeof documentId === 'string') return documentId.replace(/^sha(?:1|256):/, '');
  const persisted = extensions?.persistedQuery;
  if (typeof persisted === 'string') return persisted;
  if (typeof persisted !== 'object' || persisted === null) return null;
  const hash = (persisted as { sha256Hash?: unknown }).sha256Hash;
  return typeof hash === 'string' ? hash : null;
}

function isKnown(query: string, known: ReadonlySet<string>): boolean {
  try {
    return known.has(stripIgnoredCharacters(query));
  } catch {
    return false;
  }
}

/** Over HTTP. A WebSocket asks `documentOf` by itself. */
export function usePersistedOperations(documentOf: DocumentOf): Plugin {
  return {
    onParams({ params, setParams, setResult }) {
      if (documentOf === anyDocument) return;
      try {
        const { variables, operationName, extensions } = params;
        const query = documentOf(params as Asked);
        setParams({
          query,
          ...(variables !== undefined && { variables }),
          ...(operationName !== undefined && { operationName }),
          ...(extensions !== undefined && { extensions }),
        });
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        // What comes after this looks at the parameters once more, and would say something else of them.
        setParams({ query: '{ __typename }' });
        // Who asks for what is not there has made a mistake, not the server: without a status it would be 500.
        const http = { status: refusalOf(error.code).status };
        setResult({ errors: [new GraphQLError(error.message, { extensions: { code: error.code, http } })] });
      }
    },
  };
}
