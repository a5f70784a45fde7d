// Other web sites: under which names the server answers, and to whose pages.

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startServer } from '../support/server.ts';

async function send(
  url: string,
  headers: Record<string, string | string[]>,
  method = 'POST',
  path = '/graphql',
) {
  const body = method === 'POST' ? '{"query":"{ __typename }"}' : '';
  const asked = request(url + path, {
    method,
    headers: { 'content-type': 'application/json', 'content-length': body.length, ...headers },
  });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode!, headers: response.headers, text };
}

test('the server answers under its own names and those that were allowed, and never with 500', async () => {
  await using server = await startServer({ config: { allowedHosts: ['estimates.example'] } });
  const status = async (host: string) => (await send(server.url, { host })).status;
  const port = new URL(server.url).port;
  for (const host of [
    `127.0.0.1:${port}`,
    'localhost',
    'LOCALHOST:1',
    '[::1]:8000',
    '127.0.0.5',
    'estimates.example:443',
  ])
    expect([host, await status(host)]).toEqual([host, 200]);
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    '169.254.169.254',
    'xestimates.example',
  ])
    expect([host, await status(host)]).toEqual([host, 421]);
  for (const host of ['a b', 'evil.example/x', '[::1', 'user@localhost', '%00', 'localhost:999999'])
    expect([host, await status(host)]).toEqual([host, 400]);
});

test('a page of an origin that was allowed may ask, without credentials; any other is refused, and reflected nowhere', async () => {
  await using server = await startServer({ config: { allowedOrigins: ['https://app.example'] } });
  const { host } = new URL(server.url);
  for (const origin of [`http://${host}`, `https://${host}`])
    expect((await send(server.url, { origin })).status).toBe(200);
  const allowed = await send(server.url, { origin: 'https://app.example' });
  expect([allowed.status, allowed.headers['access-control-allow-origin']]).toEqual([
    200,
    'https://app.example',
  ]);
  expect(allowed.headers['access-control-allow-credentials']).toBeUndefined();
  expect(allowed.headers.vary).toContain('Origin');
  const preflight = await send(
    server.url,
    { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    'OPTIONS',
  );
  expect([preflight.status, preflight.text]).toEqual([204, '']);
  expect(preflight.headers['access-control-allow-headers']).toContain('graphql-require-preflight');
  for (const origin of [
    'null',
    'https://evil.example',
    'https://app.example.evil.example',
    'http://app.example',
    'https://app.example:444',
    'http://localhost:1',
    'file://',
    `http://${host}@evil.example`,
  ]) {
    for (const method of ['POST', 'OPTIONS']) {
      const refused = await send(server.url, { origin }, method);
      expect([origin, refused.status]).toEqual([origin, 403]);
      expect(refused.headers['access-control-allow-origin']).toBeUndefined();
    }
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/chat/ws`, { origin });
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    expect([origin, response.statusCode]).toEqual([origin, 403]);
    response.destroy();
  }
  expect(
    (await send(server.url, { 'sec-fetch-site': 'cross-site' }, 'GET', '/graphql?query=%7B__typename%7D'))
      .status,
  ).toBe(403);
});

test('what a form of another site could send is not run, whatever it is called', async () => {
  await using server = await startServer();
  const types = [
    'text/plain',
    'TEXT/PLAIN; charset=utf-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
    'text/plain; application/json',
  ];
  for (const type of types) {
    const refused = await send(server.url, { 'content-type': type });
    expect([type, refused.status, refused.text.includes('CROSS_SITE_REFUSED')]).toEqual([type, 403, true]);
  }
  const get = await send(
    server.url,
    {},
    'GET',
    `/graphql?query=${encodeURIComponent('mutation { cancelWorkflow(workflowId: "x") { __typename } }')}`,
  );
  expect([get.status, get.text.includes('cancelWorkflow":')]).toEqual([405, false]);
  for (const proof of ['graphql-require-preflight', 'apollo-require-preflight', 'x-graphql-yoga-csrf']) {
    const sent = await send(server.url, { 'content-type': 'text/plain', [proof]: '1' });
    expect(sent.text).not.toContain('CROSS_SITE_REFUSED');
  }
});
