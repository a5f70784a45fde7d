// Honest: whatever becomes of the connection, the list has every event once, and the page says what it knows.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noBrowser, type OpenedBrowser, openBrowser } from '../support/browser.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { postEvents, spoken } from '../support/producer.ts';
import { random } from '../support/random.ts';
import { startServer } from '../support/server.ts';
import { freePort, startProcess } from '../support/server-process.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { allListed, eventsAddress, happens, openSession, sessionId, showsLast } from './events-page.ts';

let opened: OpenedBrowser;
beforeAll(async () => {
  if (!noBrowser) opened = await openBrowser();
});
afterAll(() => opened?.[Symbol.asyncDispose]());

const dense = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const isState = (page: Page, state: string) => page.locator(`[data-state="${state}"]`).waitFor();

/** A page that notes every state of its connection that it shows. */
async function openNoting(): Promise<{ page: Page; states: () => Promise<string[]> }> {
  const page = await opened.page();
  await page.addInitScript(() => {
    const noted: string[] = [];
    Object.assign(window, { noted });
    new MutationObserver(() => {
      const state = document.querySelector<HTMLElement>('[data-state]')?.dataset.state;
      if (state !== undefined && state !== noted.at(-1)) noted.push(state);
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  return { page, states: () => page.evaluate(() => (window as unknown as { noted: string[] }).noted) };
}

test.skipIf(noBrowser)(
  'cut connections and a reload: every event is listed once, and each state is said',
  async () => {
    await using server = await startServer();
    await openSession(server, 150);
    await using proxy = await openCuttingProxy(server.url, { random: random(7), cuts: 0 });
    const { page, states } = await openNoting();
    await page.goto(eventsAddress(proxy.url));
    await isState(page, 'live');

    let last = 150;
    for (const count of [40, 90]) {
      proxy.cutAll();
      await isState(page, 'reconnecting');
      last = await happens(server, count);
      await showsLast(page, last);
      await isState(page, 'live');
    }
    const noted = await states();
    expect(noted.join(' ')).toMatch(/live reconnecting (connecting )?catching_up live/);
    expect(await allListed(page)).toEqual(dense(last));

    await page.reload();
    await showsLast(page, last);
    last = await happens(server, 5);
    await showsLast(page, last);
    expect(await allListed(page)).toEqual(dense(last));
    await page.context().close();
  },
);

test.skipIf(noBrowser)(
  'a laptop that sleeps: what happened meanwhile is listed when it wakes',
  async () => {
    await using server = await startServer();
    await openSession(server, 150);
    await using proxy = await openCuttingProxy(server.url, { random: random(8), cuts: 0 });
    const { page } = await openNoting();
    await page.goto(eventsAddress(proxy.url));
    await isState(page, 'live');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    // Nobody tells it that its connection is gone.
    proxy.freeze();
    const last = await happens(server, 700);
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await showsLast(page, last);
    await isState(page, 'live');
    expect(await allListed(page)).toEqual(dense(last));
    await page.context().close();
  },
  60_000,
);

test.skipIf(noBrowser)(
  'a server that is killed and one that is replaced: every event is listed once',
  async () => {
    using folder = tempFolder();
    const port = await freePort();
    let server = await startProcess(folder.path, port);
    let last = 0;
    const post = async (count: number) => {
      const events = Array.from({ length: count }, (_, n) => spoken(`This is event ${last + n + 1}.`));
      const { body } = await postEvents(server.url, sessionId, events);
      last = body.last_sequence!;
    };
    await post(30);
    const { page } = await openNoting();
    await page.goto(eventsAddress(server.url));
    await showsLast(page, last);
    for (const end of ['kill', 'stop'] as const) {
      await server[end]();
      await isState(page, 'reconnecting');
      server = await startProcess(folder.path, port);
      await post(25);
      await showsLast(page, last);
      await isState(page, 'live');
      expect(await allListed(page)).toEqual(dense(last));
    }
    await page.context().close();
    await server.kill();
  },
  60_000,
);
