// GraphiQL's files, as a browser meets them at the address of the API.

import { expect, test } from 'vitest';
import { startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';

const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('a browser gets a small page with a policy of its own, and a program the API', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/graphql`, { headers: asBrowser });
  const page = await response.text();
  expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(Buffer.byteLength(page)).toBeLessThan(10_000);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';/);
  expect(policy).not.toMatch(/unsafe-eval|https?:|blob:|\*/);
  // The block of tabs is data; nothing else stands in a script.
  expect(page.match(/<script(?![^>]*(?: src=| type="application\/json"))/g)).toBe(null);
  const head = await fetch(`${server.url}/graphql`, { method: 'HEAD', headers: asBrowser });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect((await server.post<{ __typename: string }>('{ __typename }')).data?.__typename).toBe('Query');
  const got = await fetch(`${server.url}/graphql?query={__typename}`, {
    headers: { accept: 'application/json' },
  });
  expect(await got.json()).toEqual({ data: { __typename: 'Query' } });
});

test('each page has a session of its own', async () => {
  await using server = await startServer();
  const sessions = await Promise.all(
    [1, 2].map(async () => {
      const page = await (await fetch(`${server.url}/graphql`, { headers: asBrowser })).text();
      return new Set(page.match(/session_[0-9a-z]+/g));
    }),
  );
  expect(sessions.map(({ size }) => size)).toEqual([1, 1]);
  expect(sessions[0]).not.toEqual(sessions[1]);
});

test('its files are compressed, kept for ever, and no others are handed out', async () => {
  await using server = await startServer();
  const page = await (await fetch(`${server.url}/graphql`, { headers: asBrowser })).text();
  const script = /src="(\/graphiql\/assets\/[^"]+\.js)"/.exec(page)?.[1];
  const response = await fetch(`${server.url}${script}`, { headers: { 'accept-encoding': 'br' } });
  await response.arrayBuffer();
  expect(response.headers.get('content-encoding')).toBe('br');
  expect(response.headers.get('cache-control')).toContain('immutable');
  // A worker's policy is that of its own file.
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  for (const path of [
    '/graphiql/',
    '/graphiql/index.html',
    '/graphiql/assets/none.js',
    '/graphiql/assets/..%2findex.html',
  ])
    expect((await fetch(server.url + path)).status).toBe(404);
});

test('not built, it says so to a browser, and the API is there all the same', async () => {
  using folder = tempFolder();
  await using server = await startServer({ parts: { graphiqlFolder: folder.path } });
  const response = await fetch(`${server.url}/graphql`, { headers: asBrowser });
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('npm run build');
  expect((await server.post('{ __typename }')).errors).toBeUndefined();
});
