// useResults in React, under StrictMode, in a real browser: one subscription, no needless renders, nothing left behind.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noBrowser, type OpenedBrowser, openBrowser } from '../support/browser.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { said } from '../support/drafts.ts';
import { random } from '../support/random.ts';
import { type Server, startServer } from '../support/server.ts';
import { dense } from '../support/under-fire.ts';
import { buildForDevelopment } from './react-built-page.ts';

let built: ReturnType<typeof buildForDevelopment>;
let opened: OpenedBrowser;

beforeAll(async () => {
  if (noBrowser) return;
  built = buildForDevelopment('test/client/react-page');
  opened = await openBrowser();
});
afterAll(async () => {
  await opened?.[Symbol.asyncDispose]();
  built?.[Symbol.dispose]();
});

const start = () => startServer({ parts: { pageFolder: built.path } });

/** A session that has said so much, each with its number. */
async function talk(server: Server, id: string, count: number, before = 0): Promise<void> {
  const { log } = server.services;
  if (before === 0) await log.createSession({ id, title: id, createdAt: '2026-01-01T00:00:00.000Z' });
  const words = dense(count).map((n) => said(`${id}${before + n}`));
  await log.append(id, before, words);
}

/** What a page sends over its sockets. */
interface Sent {
  subscribed: number;
  completed: number;
}

async function openPage(url: string): Promise<{ page: Page; sent: Sent }> {
  const page = await opened.page();
  const sent = { subscribed: 0, completed: 0 };
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const { type } = JSON.parse(String(payload));
      if (type === 'subscribe') sent.subscribed++;
      if (type === 'complete') sent.completed++;
    }),
  );
  await page.goto(url);
  return { page, sent };
}

const follow = (page: Page, sessionId: string | null, keep?: number) =>
  page.evaluate(([id, most]) => (globalThis as never as Following).follow(id!, most), [
    sessionId,
    keep,
  ] as const);
const commitsOf = (page: Page) => page.evaluate(() => (globalThis as never as Following).commits);
/** Subscriptions that were asked for; graphql-ws does not send those that are ended at once. */
const begunOf = (page: Page) => page.evaluate(() => (globalThis as never as Following).begun);
const shows = (page: Page, text: string) => page.locator('pre', { hasText: text }).waitFor();
const linesOf = async (page: Page) => (await page.locator('pre').innerText()).split('\n').slice(1);

interface Following {
  follow(sessionId: string | null, keep?: number): void;
  commits: number;
  begun: number;
}

const subscriptions = async (server: Server) =>
  Number(/^pip_stream_subscriptions (\d+)/m.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1]);

test.skipIf(noBrowser)(
  'StrictMode makes one subscription; a cut one goes on; none is left on unmounting',
  async () => {
    await using server = await start();
    await using proxy = await openCuttingProxy(server.url, { random: random(1), cuts: 0 });
    await talk(server, 'a', 5);
    const { page, sent } = await openPage(proxy.url);
    await follow(page, 'a');
    await shows(page, 'a5');
    expect(await begunOf(page)).toBe(1);
    expect(sent).toEqual({ subscribed: 1, completed: 0 });
    expect(await subscriptions(server)).toBe(1);

    proxy.cutAll();
    await talk(server, 'a', 5, 5);
    await shows(page, 'a10');
    expect(await linesOf(page)).toEqual(dense(10).map((n) => `${n} a${n}`));
    expect(sent).toEqual({ subscribed: 2, completed: 0 });
    await expect.poll(() => subscriptions(server)).toBe(1);

    await follow(page, null);
    await page.locator('pre').waitFor({ state: 'detached' });
    await expect.poll(() => subscriptions(server)).toBe(0);
    expect(sent).toEqual({ subscribed: 2, completed: 1 });
  },
);

test.skipIf(noBrowser)('another session begins with nothing, and an error is told', async () => {
  await using server = await start();
  await talk(server, 'a', 3);
  await talk(server, 'b', 2);
  const { page, sent } = await openPage(server.url);
  await follow(page, 'a');
  await shows(page, 'a3');
  await follow(page, 'b');
  await shows(page, 'b2');
  expect(await linesOf(page)).toEqual(['1 b1', '2 b2']);
  expect(sent).toEqual({ subscribed: 2, completed: 1 });
  await follow(page, 'nobody');
  await shows(page, '{"error":"NOT_FOUND"');
  expect(await linesOf(page)).toEqual(['']);
});

test.skipIf(noBrowser)(
  'a thousand events one by one render at most once a frame; the newest are kept',
  async () => {
    await using server = await start();
    await talk(server, 'a', 1);
    const { page } = await openPage(server.url);
    await follow(page, 'a', 10);
    await shows(page, 'a1');
    const before = await commitsOf(page);
    const began = performance.now();
    for (let told = 1; told < 1000; told++) await talk(server, 'a', 1, told);
    await shows(page, 'a1000');
    const frames = (performance.now() - began) / 16;
    const commits = (await commitsOf(page)) - before;
    expect(commits).toBeLessThanOrEqual(Math.ceil(frames));
    expect(await linesOf(page)).toEqual(dense(10).map((n) => `${990 + n} a${990 + n}`));
  },
);
