// Fetching: over real sockets, from servers that are honest, large, slow or sly.

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createFetchDocument, type FetchOptions } from '../../../src/documents/fetch/fetch-document.ts';

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const fetcher = (allowedHosts: string[], options: Partial<FetchOptions> = {}) =>
  createFetchDocument({ maxBytes: 10_000, timeoutMs: 2000, allowedHosts, ...options });
const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code?: string }) => error.code,
  );

test('a document comes as its bytes, named by the last part of the path that was asked for', async () => {
  const seen: unknown[] = [];
  await using web = await serve((request, response) => {
    seen.push(request.headers);
    if (request.url?.startsWith('/a/')) response.writeHead(302, { location: '/cdn/8f3e' }).end();
    else response.end('item,quantity\nWall,3\n');
  });
  const fetchOne = fetcher([`127.0.0.1:${web.port}`]);
  const { name, bytes } = await fetchOne(`${web.url}/a/Bill%20of%20quantities.csv?token=1`);
  expect(name).toBe('Bill of quantities.csv');
  expect(Buffer.from(bytes).toString()).toBe('item,quantity\nWall,3\n');
  expect((await fetchOne(`${web.url}/`)).name).toBe('127.0.0.1');
  expect(Object.keys(seen[0] as object).sort()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ]);
});

test('each redirect is checked like the first address, and there are at most five', async () => {
  const asked: string[] = [];
  await using inside = await serve((request, response) => {
    asked.push(request.url ?? '');
    response.end('secret');
  });
  await using web = await serve((request, response) => {
    const to = new URL(request.url ?? '', 'http://x').searchParams.get('to');
    response.writeHead(307, { location: to ?? request.url ?? '' }).end();
  });
  const fetchOne = fetcher([`127.0.0.1:${web.port}`]);
  for (const to of [
    inside.url,
    `http://localhost:${inside.port}/`,
    'file:///etc/passwd',
    'http://[::1]/',
    'http://a:b@c/',
  ])
    expect(await codeOf(fetchOne(`${web.url}/?to=${encodeURIComponent(to)}`))).toBe('ADDRESS_REFUSED');
  expect(asked).toEqual([]);
  expect(await codeOf(fetchOne(`${web.url}/again`))).toBe('ADDRESS_REFUSED');
});

test('a name that leads elsewhere the second time is asked for once: the connection goes where was checked', async () => {
  let hosts = 0;
  await using web = await serve((request, response) => {
    hosts += request.headers.host?.startsWith('rebind.test') === true ? 1 : 0;
    response.end('first');
  });
  const answers = [['127.0.0.1'], ['127.0.0.2']];
  let lookups = 0;
  const resolve = async () => answers[lookups++] ?? ['127.0.0.3'];
  const fetchOne = fetcher([`rebind.test:${web.port}`], { resolve });
  const { bytes } = await fetchOne(`http://rebind.test:${web.port}/a`);
  expect([Buffer.from(bytes).toString(), lookups, hosts]).toEqual(['first', 1, 1]);
});

test('a name that led outside and then leads inside is refused the second time', async () => {
  const answers = [['93.184.216.34'], ['127.0.0.1']];
  let lookups = 0;
  const fetchOne = fetcher([], { resolve: async () => answers[lookups++]!, timeoutMs: 300 });
  await codeOf(fetchOne('http://rebind.test/a'));
  expect(await codeOf(fetchOne('http://rebind.test/a'))).toBe('ADDRESS_REFUSED');
});

test('what is too large is given up as soon as that is known, whether it is said or not', async () => {
  let sent = 0;
  await using web = await serve((request, response) => {
    if (request.url === '/said') response.writeHead(200, { 'content-length': 1_000_000_000 });
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(1000))) sent += 1000;
    };
    response.on('drain', more);
    more();
  });
  const fetchOne = fetcher([`127.0.0.1:${web.port}`]);
  expect(await codeOf(fetchOne(`${web.url}/said`))).toBe('DOCUMENT_TOO_LARGE');
  expect(await codeOf(fetchOne(`${web.url}/unsaid`))).toBe('DOCUMENT_TOO_LARGE');
  expect(sent).toBeLessThan(20_000_000);
});

test('what is slow, cut off, packed, missing or nobody is said to be out of reach, or refused', async () => {
  await using web = await serve((request, response) => {
    if (request.url === '/slow') response.write('a');
    else if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': 100 }).write('a');
      setImmediate(() => response.destroy());
    } else if (request.url === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end('a');
    else response.writeHead(404).end();
  });
  const fetchOne = fetcher([`127.0.0.1:${web.port}`], { timeoutMs: 300 });
  expect(await codeOf(fetchOne(`${web.url}/slow`))).toBe('ADDRESS_UNREACHABLE');
  expect(await codeOf(fetchOne(`${web.url}/cut`))).toBe('ADDRESS_UNREACHABLE');
  expect(await codeOf(fetchOne(`${web.url}/packed`))).toBe('ADDRESS_REFUSED');
  expect(await codeOf(fetchOne(`${web.url}/missing`))).toBe('ADDRESS_UNREACHABLE');
  const nobody = fetcher(['127.0.0.1:1']);
  expect(await codeOf(nobody('http://127.0.0.1:1/'))).toBe('ADDRESS_UNREACHABLE');
});
