// Identities: subscriptions of different people with the same document are never told together.

import { once } from 'node:events';
import type { GraphQLObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { rolesOf } from '../../src/base/role.ts';
import type { Authenticate } from '../../src/gateway/authenticate.ts';
import type { Context } from '../../src/graphql/context.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { type Identity, sharingKey } from '../../src/guard/identity.ts';
import { said } from '../support/drafts.ts';
import { startServer } from '../support/server.ts';
import { makeToken, secret } from '../support/tokens.ts';

/** A name is enough. */
const byName: Authenticate = ({ headers, connectionParams }) => {
  const name = String(connectionParams?.name ?? headers['x-name'] ?? '');
  return name === '' ? null : { id: name, name, kind: 'user' };
};

/** What a message says depends on who reads it. */
function viewerDependent() {
  const schema = createSchema();
  const field = (schema.getType('ChatMessage') as GraphQLObjectType).getFields().text!;
  field.extensions = {};
  field.resolve = async (event, _args, context: Context) => `for ${context.actor.name}: ${event.data.text}`;
  return schema;
}

const query =
  'subscription ($id: ID!, $live: Boolean) { events(sessionId: $id, live: $live) { ... on ChatMessage { text } } }';

test('a field that depends on the viewer is each viewer’s own, live and replayed, over every door', async () => {
  await using server = await startServer({ parts: { authenticate: byName, schema: viewerDependent() } });
  const { log } = server.services;
  await log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
  const names = ['ann', 'bob', 'ann', 'eve', 'bob'];
  const told = new Map(names.map((_, index) => [index, [] as string[]]));
  const streams = names.map((name, index) => {
    const stream = server
      .client({ name })
      .iterate<{ events: { text: string } }>({ query, variables: { id: 's1' } });
    return (async () => {
      for await (const { data } of stream) if (told.get(index)!.push(data!.events.text) === 6) return;
    })();
  });
  const read = async (name: string) => {
    const address = `${server.url}/graphql?${new URLSearchParams({ query, variables: '{"id":"s1"}' })}`;
    const response = await fetch(address, { headers: { accept: 'text/event-stream', 'x-name': name } });
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const texts = [...text.matchAll(/"text":"(.*?)"/g)].map((match) => match[1]!);
      if (texts.length === 6) return texts;
    }
    return [];
  };
  const sse = Promise.all(['eve', 'ann'].map(read));
  for (let last = 0; last < 6; last++) {
    await log.append('s1', last, [said(`${last}`)]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(streams);
  const expected = (name: string) => Array.from({ length: 6 }, (_, n) => `for ${name}: ${n}`);
  for (const [index, name] of names.entries()) expect(told.get(index)).toEqual(expected(name));
  expect(await sse).toEqual([expected('eve'), expected('ann')]);
});

test('who does not show who they are is refused: 4403 over WebSocket, 401 over HTTP', async () => {
  await using server = await startServer({ parts: { authenticate: byName } });
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  expect([code, String(reason)]).toEqual([4403, 'Forbidden']);
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('people of one name in two tenants are two, and are never told together; with other roles neither', async () => {
  await using server = await startServer({
    config: { authSecret: secret },
    parts: { schema: viewerDependent() },
  });
  const { log } = server.services;
  const query = 'subscription ($id: ID!) { events(sessionId: $id) { ... on ChatMessage { text } } }';
  const people = [
    { name: 'of one', tenant: 'one', roles: ['viewer'] },
    { name: 'of two', tenant: 'two', roles: ['viewer'] },
    { name: 'of one', tenant: 'one', roles: ['operator'] },
  ];
  for (const tenant of ['one', 'two']) {
    const owner = { scope: `tenant:${tenant}`, person: 'ann' };
    await log.createSession({ id: tenant, title: 'A', createdAt: '2026-01-01T00:00:00.000Z', owner });
    await log.append(tenant, 0, [said(`secret of ${tenant}`)]);
  }
  for (const { tenant, name, roles } of people) {
    const client = server.client({ token: await makeToken({ sub: 'ann', name, tenant, roles }) });
    const foreign = tenant === 'one' ? 'two' : 'one';
    for await (const { data } of client.iterate<{ events: { text: string } }>({
      query,
      variables: { id: tenant },
    })) {
      expect(data?.events.text).toBe(`for ${name}: secret of ${tenant}`);
      break;
    }
    for await (const { errors } of client.iterate({ query, variables: { id: foreign } }))
      expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  }
  const identity = (claims: Partial<Identity>): Identity => ({
    actor: { id: 'ann', name: 'Ann', kind: 'user' },
    ...{
      tenant: 'one',
      roles: rolesOf(['viewer']),
      isConfined: true,
      expiresAt: null,
      issuedAt: null,
      tokenId: null,
    },
    ...claims,
  });
  const keys = [{}, { tenant: 'two' }, { tenant: null }, { roles: rolesOf(['operator']) }].map((one) =>
    sharingKey(identity(one)),
  );
  expect(new Set(keys).size).toBe(4);
  expect(sharingKey(identity({ tokenId: 'another', expiresAt: 1 }))).toBe(keys[0]);
});
