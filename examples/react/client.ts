// Client: one WebSocket for everything that the page asks.

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import { recommended, resumable } from 'pip-stream/client';
import type { Subscribe } from 'pip-stream/client/react';

const url = new URL('/graphql', location.href).href.replace(/^http/, 'ws');
const client = resumable(createClient({ ...recommended, url }));

type Variables = Record<string, unknown>;

/** For `useResults`. */
export const subscribeTo =
  <Data, V extends Variables>(document: TypedDocumentNode<Data, V>, variables: V): Subscribe<Data> =>
  (sink) =>
    client.subscribe({ query: print(document), variables }, sink);

export async function ask<Data, V extends Variables>(
  document: TypedDocumentNode<Data, V>,
  variables: V,
): Promise<Data> {
  for await (const { data, errors } of client.iterate<Data>({ query: print(document), variables })) {
    if (data != null) return data;
    throw new Error(JSON.stringify(errors));
  }
  throw new Error('No answer came.');
}
