// How smooth the page is, in a real Chromium: long tasks at 200 events a second, frames while 50,000 events are scrolled,
// the first view on a phone with a slow line, and memory.
//
//   node scripts/build-page.ts && node bench/page.ts
//
// Frames are those of a browser without a graphics card, which paints on the processor that the server runs on too, so
// a person's own machine does better. What it does not measure: other browsers, touch, what a battery says.

import type { Page } from 'playwright-core';
import { eventsAddress, happens, openSession, showsLast } from '../test/dashboard/events-page.ts';
import { desktop, openBrowser, phone } from '../test/support/browser.ts';
import { postEvents, spoken } from '../test/support/producer.ts';
import { startServer } from '../test/support/server.ts';

await using server = await startServer();
await using opened = await openBrowser();
const rows: [string, string][] = [];
const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

interface Watched {
  long: number[];
  frames: number[];
}

/** Notes long tasks and the time from frame to frame. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const watched: Watched = { long: [], frames: [] };
    Object.assign(window, { watched });
    new PerformanceObserver((list) => {
      watched.long.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
    let before = performance.now();
    const frame = () => {
      const now = performance.now();
      watched.frames.push(now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
const watched = (page: Page) => page.evaluate(() => (window as unknown as { watched: Watched }).watched);
const told = ({ long, frames }: Watched) => {
  const dropped = frames.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / (1000 / 60)) - 1), 0);
  return `${long.length} long tasks (${Math.round(Math.max(0, ...long))} ms the longest), ${dropped} of ${frames.length + dropped} frames dropped, ${Math.round(median(frames))} ms the median frame`;
};
const heapMb = async (page: Page) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 1e5) / 10;
};

const seconds = 10;
/** 200 events a second, in 20 posts of 10. */
async function pour(id: string): Promise<void> {
  const begun = performance.now();
  for (let post = 0; post < seconds * 20; post++) {
    await postEvents(
      server.url,
      id,
      Array.from({ length: 10 }, (_, n) => spoken(`Poured ${post} ${n}`)),
    );
    await new Promise((done) => setTimeout(done, Math.max(0, begun + (post + 1) * 50 - performance.now())));
  }
}

for (const tab of ['now', 'events']) {
  const id = `poured-${tab}`;
  await postEvents(server.url, id, [spoken('The first')]);
  const page = await opened.page(desktop);
  await page.goto(`${server.url}/sessions/${id}/${tab}`);
  await page.locator('[data-state="live"]').waitFor();
  await watch(page);
  await pour(id);
  rows.push([`200 events/s for ${seconds} s, tab ${tab}`, told(await watched(page))]);
  await page.context().close();
}

await openSession(server, 50_000);
{
  const page = await opened.page(desktop);
  await page.goto(eventsAddress(server.url));
  await showsLast(page, 50_000);
  rows.push(['heap, 50,000 events in the session, the newest listed', `${await heapMb(page)} MB`]);
  await watch(page);
  await page.locator('[data-virtuoso-scroller]').hover();
  const begun = performance.now();
  for (let first = 50_000; first > 1; ) {
    await page.mouse.wheel(0, -4000);
    first = await page.evaluate(() =>
      Number(document.querySelector<HTMLElement>('[data-sequence]')?.dataset.sequence),
    );
  }
  const tookS = Math.round((performance.now() - begun) / 1000);
  rows.push([`scrolled by wheel through all 50,000 in ${tookS} s`, told(await watched(page))]);
  rows.push(['heap after that', `${await heapMb(page)} MB`]);
  await page.context().close();
}
{
  const page = await opened.page(phone);
  page.setDefaultTimeout(120_000);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 90_000,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const begun = performance.now();
  await page.goto(eventsAddress(server.url), { waitUntil: 'commit' });
  await page.locator('.session h1').waitFor();
  rows.push([
    'first view, phone: 1.6 Mbit/s, 150 ms, processor slowed 4×',
    `${Math.round(performance.now() - begun)} ms`,
  ]);
  await showsLast(page, await happens(server, 0));
  rows.push(['… and the list', `${Math.round(performance.now() - begun)} ms`]);
  await page.context().close();
}
console.log(['| what | measured |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'));
