// A subscription over fetch: when it goes on, when it ends, and what it tells then.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FormattedExecutionResult } from 'graphql-ws';
import { expect, test } from 'vitest';
import { type SseRequest, subscribeOverSse } from '../../src/client/index.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { said } from '../support/drafts.ts';
import { following } from '../support/following-clients.ts';
import { random } from '../support/random.ts';
import { createReceived } from '../support/received.ts';
import { startSample, startServer, watchToEnd } from '../support/server.ts';

type Data = Record<string, { __typename: string; sequence: number }>;

/** Subscribes; `over` resolves with how it ended. */
function open(request: Omit<SseRequest, 'query'> & { query?: string }) {
  const results: FormattedExecutionResult<Data>[] = [];
  const received = createReceived();
  const ended = Promise.withResolvers<unknown>();
  const stop = subscribeOverSse<Data, Record<string, unknown>>(
    { query: following, retryWaitMs: () => 2, ...request },
    {
      next(result) {
        results.push(result);
        received.tell(result.data?.events?.sequence ?? 0);
      },
      error: (error) => ended.resolve(error),
      complete: () => ended.resolve('complete'),
    },
  );
  return { results, received, over: ended.promise, stop, [Symbol.dispose]: stop };
}

/** An HTTP server that answers as told; it plays what stands in front of a server, or a server that is not ours. */
async function answering(answer: (request: IncomingMessage, response: ServerResponse, nth: number) => void) {
  let requests = 0;
  const server = createServer((request, response) => answer(request, response, ++requests)).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const stream = (response: ServerResponse, text: string) =>
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(text);

test('it is complete when the server answers that nothing follows the last event', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const all = await watchToEnd(server.client(), { sessionId: session.id });
  await using proxy = await openCuttingProxy(server.url, { random: random(1), cuts: 0 });
  using opened = open({ url: `${proxy.url}/graphql`, variables: { sessionId: session.id } });
  await opened.received.upTo(all.length);
  proxy.cutAll();
  expect(await opened.over).toBe('complete');
  expect(opened.results.length).toBe(all.length);
});

test('it is complete when the stream says so', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  const query = `subscription { feed(sessionId: "${session.id}", untilFinished: true) { __typename } }`;
  using opened = open({ url: `${server.url}/graphql`, query });
  expect(await opened.over).toBe('complete');
  expect(opened.results.at(-1)?.data?.feed?.__typename).toBe('FeedEnding');
});

test('a fault of the subscription is a result, and then it is complete', async () => {
  await using server = await startServer();
  using opened = open({ url: `${server.url}/graphql`, variables: { sessionId: 'none' } });
  expect(await opened.over).toBe('complete');
  expect(opened.results).toMatchObject([{ errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
});

test('a server that is being replaced is asked again; a refusal is not', async () => {
  await using server = await answering((_request, response, nth) => {
    if (nth === 1) response.writeHead(503).end();
    else if (nth === 2) response.destroy();
    else if (nth === 3) response.writeHead(429).end('slowly');
    else
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"errors":[{"message":"Who are you?"}]}');
  });
  using opened = open({ url: server.url });
  expect(await opened.over).toEqual([{ message: 'Who are you?' }]);
  expect(server.requests).toBe(4);
});

test('a refusal without words names its status', async () => {
  await using server = await answering((_request, response) => response.writeHead(404).end());
  using opened = open({ url: server.url });
  expect(await opened.over).toEqual(new Error('The server refused the subscription: HTTP 404.'));
});

test('headers are asked for before each attempt, and what they throw ends it', async () => {
  const seen: unknown[] = [];
  await using server = await answering((request, response) => {
    seen.push([request.headers.authorization, request.headers['last-event-id']]);
    stream(
      response,
      `id: c${seen.length}\nevent: next\ndata: {"data":null}\n\nid: c9\nevent: next\ndata: {"cut`,
    );
    response.end();
  });
  let asked = 0;
  using opened = open({
    url: server.url,
    headers: async () => {
      if (++asked === 3) throw new Error('signed out');
      return { authorization: `token ${asked}` };
    },
  });
  expect(await opened.over).toEqual(new Error('signed out'));
  expect(seen).toEqual([
    ['token 1', undefined],
    // An event that was cut in its middle does not count.
    ['token 2', 'c1'],
  ]);
});

test('a connection on which nothing comes is taken for lost, and nothing is missing', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await log.createSession({ id: 's', title: 'S', createdAt: '2026-01-01T00:00:00.000Z' });
  await log.append('s', 0, [said('one')]);
  await using proxy = await openCuttingProxy(server.url, { random: random(1), cuts: 0 });
  using opened = open({ url: `${proxy.url}/graphql`, variables: { sessionId: 's' }, silenceMs: 200 });
  await opened.received.upTo(1);
  proxy.freeze();
  await log.append('s', 1, [said('behind the ice')]);
  await opened.received.upTo(2);
  expect(opened.received.sequences).toEqual([1, 2]);
});

test('a server that does not answer is asked again', async () => {
  await using server = await answering((_request, response, nth) => {
    if (nth === 2) response.writeHead(204).end();
  });
  using opened = open({ url: server.url, silenceMs: 50 });
  expect(await opened.over).toBe('complete');
  expect(server.requests).toBe(2);
});

test('stopped, it is complete and its connection is closed', async () => {
  const closed = Promise.withResolvers<void>();
  await using server = await answering((_request, response) => {
    response.once('close', closed.resolve);
    stream(response, 'event: next\ndata: {"data":null}\n\n');
  });
  using opened = open({ url: server.url });
  await opened.received.upTo(0);
  opened.stop();
  expect(await opened.over).toBe('complete');
  await closed.promise;
  expect(server.requests).toBe(1);
});
