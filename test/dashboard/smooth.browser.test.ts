// Smooth: what keeps the page from stuttering, as facts of its structure. Its speed is told by bench/page.ts.

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noBrowser, type OpenedBrowser, openBrowser } from '../support/browser.ts';
import { postEvents, spoken } from '../support/producer.ts';
import { type Server, startServer } from '../support/server.ts';
import { eventsAddress, openSession, sessionId, showsLast } from './events-page.ts';

let opened: OpenedBrowser;
beforeAll(async () => {
  if (!noBrowser) opened = await openBrowser();
});
afterAll(() => opened?.[Symbol.asyncDispose]());

/** The most times that the page was changed between two frames. */
async function watchChanges(page: Page): Promise<() => Promise<{ changes: number; mostInFrame: number }>> {
  await page.evaluate(() => {
    const counts = { changes: 0, mostInFrame: 0 };
    let inFrame = 0;
    Object.assign(window, { counts });
    new MutationObserver(() => {
      counts.changes++;
      inFrame++;
    }).observe(document.querySelector('.session')!, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    const frame = () => {
      counts.mostInFrame = Math.max(counts.mostInFrame, inFrame);
      inFrame = 0;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  return () => page.evaluate(() => (window as unknown as { counts: never }).counts);
}

/** The guide's own example: `trade_mapper` is at work. */
const turn = (
  JSON.parse(readFileSync(new URL('../fixtures/guide-examples.json', import.meta.url), 'utf8')) as {
    type: string;
    session_id?: string;
  }[]
)
  .map(({ session_id: _, ...envelope }) => envelope)
  .find(({ type }) => type === 'workflow_state_change')!;

/** A step of an agent, as a manager elsewhere tells it. */
const step = (percentage: number) => ({
  type: 'agent_substep',
  timestamp: '2026-01-01T00:00:00Z',
  data: {
    agent_name: 'trade_mapper',
    substep: 'processing',
    progress_percentage: percentage,
    substep_details: {
      operation: `at line ${percentage}`,
      estimated_completion: 'calculating...',
      model_used: 'processing',
      tokens_processed: percentage,
    },
  },
});

/** A thousand events in bursts of a hundred; the sequence of the last. */
async function pour(server: Server): Promise<number> {
  let last = 0;
  for (let burst = 0; burst < 10; burst++) {
    const events = Array.from({ length: 100 }, (_, n) =>
      n % 2 === 0 ? step(n) : spoken(`Poured ${burst} ${n}`),
    );
    const { body } = await postEvents(server.url, sessionId, events);
    last = body.last_sequence!;
  }
  return last;
}

/** A render changes the page in a few goes: React's own, what the list measures, and where it scrolls. */
const mostOfOneRender = 6;

test.skipIf(noBrowser)(
  'however fast events come, the list changes with the frame and not with the event',
  async () => {
    await using server = await startServer();
    await postEvents(server.url, sessionId, [turn, step(1)]);
    const page = await opened.page();
    page.setDefaultTimeout(10_000);
    await page.goto(eventsAddress(server.url));
    await showsLast(page, 2);
    const counted = await watchChanges(page);
    await showsLast(page, await pour(server));
    const { changes, mostInFrame } = await counted();
    expect(changes).toBeGreaterThan(0);
    expect(mostInFrame).toBeLessThanOrEqual(mostOfOneRender);
    await page.context().close();
  },
);

test.skipIf(noBrowser)('and so does what is shown of now', async () => {
  await using server = await startServer();
  await postEvents(server.url, sessionId, [turn, step(1)]);
  const page = await opened.page();
  page.setDefaultTimeout(10_000);
  await page.goto(eventsAddress(server.url).replace(/events$/, 'now'));
  await page.getByText('at line 1', { exact: false }).first().waitFor();
  const counted = await watchChanges(page);
  await pour(server);
  await page.getByText('at line 98').first().waitFor();
  const { changes, mostInFrame } = await counted();
  expect(changes).toBeGreaterThan(0);
  expect(mostInFrame).toBeLessThanOrEqual(mostOfOneRender);
  await page.context().close();
});

test.skipIf(noBrowser)(
  'of 2,500 events only those about in sight are in the page, wherever it is scrolled',
  async () => {
    await using server = await startServer();
    await openSession(server, 2500);
    const page = await opened.page();
    page.setDefaultTimeout(10_000);
    await page.goto(eventsAddress(server.url));
    await showsLast(page, 2500);
    const { most, least } = await page.evaluate(async () => {
      const scroller = document.querySelector<HTMLElement>('[data-virtuoso-scroller]')!;
      scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, bubbles: true }));
      let [most, least] = [0, Number.POSITIVE_INFINITY];
      while (least > 1) {
        scroller.scrollTop -= 2000;
        await new Promise((done) => requestAnimationFrame(done));
        const rows = [...scroller.querySelectorAll<HTMLElement>('[data-sequence]')];
        most = Math.max(most, rows.length);
        least = Math.min(least, ...rows.map(({ dataset }) => Number(dataset.sequence)));
      }
      return { most, least };
    });
    expect(least).toBe(1);
    expect(most).toBeLessThanOrEqual(80);
    await page.context().close();
  },
);
