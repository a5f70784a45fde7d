// What happened, in a real browser: every event listed, followed, left alone, filtered, and gone back to.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noBrowser, type OpenedBrowser, openBrowser, phone } from '../support/browser.ts';
import { stateChange } from '../support/drafts.ts';
import { type Server, startServer } from '../support/server.ts';
import { allListed, eventsAddress, happens, openSession, sessionId, showsLast } from './events-page.ts';

let opened: OpenedBrowser;
beforeAll(async () => {
  if (!noBrowser) opened = await openBrowser();
});
afterAll(() => opened?.[Symbol.asyncDispose]());

async function open(server: Server, count: number, options = phone): Promise<Page> {
  await openSession(server, count);
  const page = await opened.page(options);
  page.setDefaultTimeout(8000);
  await page.goto(eventsAddress(server.url));
  await showsLast(page, count);
  return page;
}

const scroller = (page: Page) => page.locator('[data-virtuoso-scroller]');
const row = (page: Page, sequence: number) => page.locator(`[data-sequence="${sequence}"]`);
const jump = (page: Page) => page.locator('.events-jump');
const range = (page: Page) => page.locator('.scrubber-range:visible');
/** Resolves when the list has not moved for so many frames: a wheel rolls on. */
const standsStill = (page: Page) =>
  scroller(page).evaluate(async (list) => {
    for (let [still, top] = [0, list.scrollTop]; still < 20; top = list.scrollTop) {
      await new Promise((done) => requestAnimationFrame(done));
      still = list.scrollTop === top ? still + 1 : 0;
    }
  });
const dense = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test.skipIf(noBrowser)('all events are listed once, earlier ones when they are scrolled to', async () => {
  await using server = await startServer();
  const page = await open(server, 1200);
  expect(await allListed(page)).toEqual(dense(1200));
  await page.context().close();
});

test.skipIf(noBrowser)(
  'the list stays at the newest until it is scrolled up, and then stays still and counts',
  async () => {
    await using server = await startServer();
    const page = await open(server, 300);
    await showsLast(page, await happens(server, 30));
    await expect(jump(page).count()).resolves.toBe(0);

    await scroller(page).hover();
    await page.mouse.wheel(0, -1500);
    await jump(page).waitFor();
    await standsStill(page);
    const inSight = await page
      .locator('[data-sequence]')
      .evaluateAll((rows) =>
        rows.map((one) => [
          (one as HTMLElement).dataset.sequence,
          Math.round(one.getBoundingClientRect().top),
        ]),
      );
    await happens(server, 40);
    await jump(page).getByText('40 new').waitFor();
    const top = async (sequence: string) => Math.round((await row(page, Number(sequence)).boundingBox())!.y);
    const [sequence, before] = inSight[Math.floor(inSight.length / 2)] as [string, number];
    expect(Math.abs((await top(sequence)) - before)).toBeLessThanOrEqual(1);

    await jump(page).click();
    await showsLast(page, 370);
    await jump(page).waitFor({ state: 'detached' });
    await page.context().close();
  },
);

test.skipIf(noBrowser)('kinds and agents are combined, and what is further back is found', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await openSession(server, 15);
  await log.append(sessionId, 15, [stateChange('w1', 'running', 'agent_started')]);
  await happens(server, 1000);
  const page = await opened.page();
  await page.goto(eventsAddress(server.url));
  await showsLast(page, 1016);
  await page.locator('.events-filter > summary').click();
  await page.getByRole('button', { name: 'Turns of the work' }).click();
  await page.waitForFunction(() => document.querySelectorAll('[data-sequence]').length === 1);
  await row(page, 16).waitFor();
  expect(await page.locator('.events-filter > summary').textContent()).toContain('Turns of the work');

  // Its agent's steps beside it, and nothing that was said.
  await page.getByRole('button', { name: 'Turns of the work' }).click();
  await page.locator('.events-choice', { hasText: 'File reader' }).click();
  await showsLast(page, 1010);
  expect(await allListed(page)).toEqual([10, 16, ...dense(1016).filter((n) => n > 16 && n % 10 === 0)]);
  await page.context().close();
});

test.skipIf(noBrowser)(
  'an event opens to its JSON, and leads to the state as it was there and back',
  async () => {
    await using server = await startServer();
    const page = await open(server, 90);
    await row(page, 88).locator('.events-line').click();
    await row(page, 88).getByText('"text": "This is event 88."').waitFor();
    await row(page, 88).getByRole('button', { name: 'Show the state here' }).click();
    await showsLast(page, 88);
    await page
      .locator('.scrubber:visible')
      .getByText(/As it was at [\d:]+, event 88 of 90/)
      .waitFor();
    expect(await row(page, 88).getAttribute('aria-current')).toBe('step');

    // What happens meanwhile is not in the past.
    await happens(server, 10);
    await page
      .locator('.scrubber:visible')
      .getByText(/event 88 of 100/)
      .waitFor();
    await showsLast(page, 88);
    await page.locator('.scrubber:visible').getByRole('button', { name: 'Now' }).click();
    await showsLast(page, 100);
    expect(await allListed(page)).toEqual(dense(100));
    await page.context().close();
  },
);

test.skipIf(noBrowser)('the scrubber goes by keys, and its end is now', async () => {
  await using server = await startServer();
  const page = await open(server, 90);
  await range(page).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await showsLast(page, 88);
  expect(await range(page).getAttribute('aria-valuetext')).toMatch(/event 88 of 90/);
  await page.keyboard.press('Home');
  await showsLast(page, 1);
  await page.keyboard.press('End');
  await showsLast(page, 90);
  expect(await range(page).getAttribute('aria-valuetext')).toBe('Now, after 90 events');
  expect(opened.complaints).toEqual([]);
  await page.context().close();
});
