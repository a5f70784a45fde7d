// The bar at the top on a phone, in every state of the connection: nothing is wider than the screen, nothing is covered.

import { expect, test, vi } from 'vitest';
import { noBrowser, openBrowser, phone } from '../support/browser.ts';
import { startServer } from '../support/server.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** In the page: where its state, «Try now», the inbox, the menu and the name stand. Null for what is not there. */
function boxesNow(): (Box | null)[] {
  const named = (tag: string, name: string) =>
    [...document.querySelectorAll(tag)].find((one) => one.textContent.includes(name));
  const all = [
    document.querySelector('.connection [data-state="reconnecting"]'),
    named('button', 'Try now'),
    named('a', 'Inbox'),
    named('button', 'Menu'),
    document.querySelector('.brand'),
  ];
  return all.map((one) => one?.getBoundingClientRect().toJSON() ?? null);
}

test.skipIf(noBrowser)(
  'while it reconnects, the state, «Try now», the inbox and the menu all fit',
  async () => {
    await using server = await startServer();
    await using opened = await openBrowser();
    for (const width of [320, 360]) {
      const page = await opened.page({ ...phone, viewport: { width, height: 640 } });
      page.setDefaultTimeout(15_000);
      await page.routeWebSocket(/graphql/, (socket) => socket.close({ code: 1012 }));
      await page.goto(server.url);
      await page.getByRole('button', { name: 'Try now' }).waitFor();
      // All at one moment: the next attempt to connect shows another state.
      const boxes = await vi.waitFor(async () => {
        const found = await page.evaluate(boxesNow);
        expect(found).not.toContain(null);
        return found as Box[];
      });
      for (const [index, box] of boxes.entries()) {
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
  },
);
