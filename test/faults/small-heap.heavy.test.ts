// A server with far too small a heap under a hostile load: it sheds, or dies; started again it has all that it acknowledged.

import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { postGraphQL, upload } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startOddly } from './odd-server.ts';

const say = `mutation ($id: ID!, $text: String!) { sendMessage(sessionId: $id, text: $text) { __typename } }`;
const history = `query ($id: ID!) {
  session(id: $id) { lastSequence events(first: 200) { edges { node { ... on ChatMessage { text } } } } }
}`;
const subscription = 'subscription ($id: ID!) { events(sessionId: $id) { ... on ChatMessage { text } } }';

/** Sockets that ask for everything many times over and read none of it. */
async function hog(url: string, id: string, count: number): Promise<void> {
  const one = async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('error', () => {});
    await Promise.race([once(socket, 'open'), once(socket, 'close')]);
    if (socket.readyState !== socket.OPEN) return;
    socket.send('{"type":"connection_init"}');
    await Promise.race([once(socket, 'message'), once(socket, 'close')]);
    socket.pause();
    for (let operation = 0; operation < 50; operation++) {
      const payload = {
        query: subscription.replace('ID!', `ID! ${' '.repeat(operation)}`),
        variables: { id },
      };
      socket.send(JSON.stringify({ id: String(operation), type: 'subscribe', payload }));
    }
  };
  // The server may die of it at any moment.
  await Promise.allSettled(Array.from({ length: count }, one));
}

test('with a heap that is too small nothing that was acknowledged is lost, whether the server lives or dies', async () => {
  using folder = tempFolder();
  const taken: string[] = [];
  let id = '';
  {
    await using server = await startOddly({
      folder: folder.path,
      options: ['--max-old-space-size=64'],
      environment: { SLOW_CLIENT_BYTES: '100000000', MAX_BODY_BYTES: '10000000' },
    });
    id = (await upload(server.url, 'a.csv', Buffer.from('a,b\n1,2\n'), null)).session!.id;
    const begun = performance.now();
    for (let round = 0; round < 12 && performance.now() - begun < 20_000; round++) {
      const texts = Array.from({ length: 8 }, (_, one) => `${round}-${one} ${'words '.repeat(3000)}`);
      const answers = await Promise.allSettled(
        texts.map((text) =>
          postGraphQL<{ sendMessage: { __typename: string } }>(server.url, say, { id, text }),
        ),
      );
      for (const [index, answer] of answers.entries())
        if (answer.status === 'fulfilled' && answer.value.data?.sendMessage.__typename === 'MessageSent')
          taken.push(texts[index]!);
      if (answers.every(({ status }) => status === 'rejected')) break;
      await hog(server.url, id, 20);
    }
  }
  expect(taken.length).toBeGreaterThan(0);

  await using again = await startOddly({ folder: folder.path });
  const { data } = await postGraphQL<{
    session: { events: { edges: { node: { text?: string } }[] } };
  }>(again.url, history, { id });
  const texts = data!.session.events.edges.map(({ node }) => node.text);
  expect(texts).toEqual(expect.arrayContaining(taken));
}, 60_000);
