// The page's files, as a browser or a proxy meets them.

import { rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';

interface Got {
  status: number;
  headers: IncomingMessage['headers'];
  bytes: Buffer;
}

/** As it is on the wire: nothing is unpacked. */
function fetchRaw(url: string, headers: Record<string, string> = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode!, headers: response.headers, bytes: Buffer.concat(chunks) });
    }).on('error', reject);
  });
}

/** What the browser fetches before the first view: the scripts and styles that the HTML names. */
async function firstFiles(url: string): Promise<string[]> {
  const html = String((await fetchRaw(url)).bytes);
  const named = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path]) => path!);
  return named.map((path) => new URL(path, url).href);
}

test('every address of the page gives the same document, and others are not its own', async () => {
  await using server = await startServer();
  const start = await fetchRaw(`${server.url}/`);
  expect(start.headers['content-type']).toMatch(/^text\/html/);
  for (const path of ['/inbox', '/learned', '/sessions/session_none', '/sessions/a%2Fb/events?x=1']) {
    expect((await fetchRaw(server.url + path)).bytes.equals(start.bytes)).toBe(true);
  }
  for (const path of [
    '/assets/none.js',
    '/assets/..%2findex.html',
    '/assets/../../package.json',
    '/elsewhere',
  ]) {
    expect((await fetchRaw(server.url + path)).status).toBe(404);
  }
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(404);
});

test('nothing runs that is not one of its files: no inline script, and a policy without exceptions', async () => {
  await using server = await startServer();
  for (const url of [`${server.url}/`, ...(await firstFiles(`${server.url}/`))]) {
    const { headers } = await fetchRaw(url);
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
  const html = String((await fetchRaw(server.url)).bytes);
  for (const [, attributes, body] of html.matchAll(/<script([^>]*)>([^<]*)</g)) {
    expect(attributes).toContain('src=');
    expect(body!.trim()).toBe('');
  }
  expect(html).not.toMatch(/\son\w+=|style=|<style/);
});

test('the first view is under 200 kB of compressed scripts and styles, graph and charts not in it', async () => {
  await using server = await startServer();
  const files = await firstFiles(`${server.url}/`);
  let size = 0;
  for (const url of files) {
    const { headers, bytes } = await fetchRaw(url, { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBe('gzip');
    size += bytes.byteLength;
  }
  expect(files.some((file) => file.endsWith('.js'))).toBe(true);
  expect(size).toBeLessThan(200_000);
  const code = (await Promise.all(files.map(async (url) => String((await fetchRaw(url)).bytes)))).join('');
  expect(code).not.toMatch(/react-flow__|recharts-/);
});

test('files are kept by the browser for ever, the document is asked for each time and not sent twice', async () => {
  await using server = await startServer();
  const [script] = await firstFiles(`${server.url}/`);
  expect((await fetchRaw(script!)).headers['cache-control']).toContain('immutable');
  const { headers } = await fetchRaw(server.url);
  expect(headers['cache-control']).toBe('no-cache');
  const again = await fetchRaw(server.url, { 'if-none-match': headers.etag! });
  expect([again.status, again.bytes.byteLength]).toEqual([304, 0]);
  expect(again.headers['content-security-policy']).toBe(headers['content-security-policy']);
});

test('a page that was not built is named, and the API works beside it', async () => {
  await using server = await startServer({ parts: { pageFolder: '/nowhere' } });
  const { status, bytes } = await fetchRaw(server.url);
  expect(status).toBe(503);
  expect(JSON.parse(String(bytes)).errors[0].extensions.code).toBe('PAGE_NOT_BUILT');
  expect((await server.post('{ __typename }')).data).toEqual({ __typename: 'Query' });
});

test('a file that is gone since the server started ends its answer, and the server goes on', async () => {
  using folder = tempFolder();
  for (const name of ['index.html', 'other.html']) writeFileSync(join(folder.path, name), name);
  await using server = await startServer({ parts: { pageFolder: folder.path } });
  rmSync(join(folder.path, 'index.html'));
  await expect(fetchRaw(server.url)).rejects.toThrow();
  expect((await server.post('{ __typename }')).data).toEqual({ __typename: 'Query' });
});

test('a file is given whole, whatever part of it was asked for', async () => {
  await using server = await startServer();
  const whole = await fetchRaw(server.url);
  for (const range of ['bytes=0-0', 'bytes=5-2', 'bytes=a-b', 'bytes=-5']) {
    const { status, bytes } = await fetchRaw(server.url, { range });
    expect([range, status, bytes.equals(whole.bytes)]).toEqual([range, 200, true]);
  }
});
