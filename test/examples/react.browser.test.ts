// The React example, built with React's development build so that StrictMode is at work, in a real browser.

import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { buildForDevelopment } from '../client/react-built-page.ts';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { random } from '../support/random.ts';
import { startServer } from '../support/server.ts';
import { dense } from '../support/under-fire.ts';

test.skipIf(noBrowser)(
  'it shows each event once although its connection is cut, its questions are answered, and StrictMode doubles nothing',
  async () => {
    using built = buildForDevelopment('examples/react');
    await using server = await startServer({ roster, parts: { pageFolder: built.path } });
    await using proxy = await openCuttingProxy(server.url, { random: random(1), cuts: 0 });
    await using opened = await openBrowser();
    const page = await opened.page();
    let follows = 0;
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        if (/"type":"subscribe".*subscription Follow/.test(String(payload))) follows++;
      }),
    );
    await page.goto(proxy.url);
    await page.getByRole('button', { name: 'Start the sample workflow' }).click();
    await page.locator('li[value="10"]').waitFor();
    expect(follows).toBe(1);
    proxy.cutAll();

    const over = page.locator('li', { hasText: 'workflow_completed' });
    const question = page.locator('fieldset:enabled').first();
    for (;;) {
      await question.or(over).first().waitFor();
      if ((await over.count()) > 0) break;
      const prompt = await question.locator('legend').innerText();
      await question.getByRole('button', { name: 'Default:' }).click();
      await page.locator('fieldset:enabled', { hasText: prompt }).waitFor({ state: 'detached' });
    }
    expect(follows).toBe(2);
    const shown = await page
      .locator('li')
      .evaluateAll((items) => items.map((item) => (item as never as { value: number }).value));
    const { data } = await server.post<{ sessions: { edges: { node: { lastSequence: number } }[] } }>(
      '{ sessions(first: 2) { edges { node { lastSequence } } } }',
    );
    expect(data!.sessions.edges.map(({ node }) => node.lastSequence)).toEqual([shown.length]);
    expect(shown).toEqual(dense(shown.length));
    await expect(page.locator('fieldset').count()).resolves.toBe(0);
    // The cut itself, and an icon that the page does not have.
    expect(opened.complaints.filter((one) => !/WebSocket connection|404/.test(one))).toEqual([]);
  },
  60_000,
);
