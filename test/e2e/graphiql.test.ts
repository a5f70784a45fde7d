// GraphiQL in a real browser: its tabs work with nothing pasted. Skipped, and said so, where no Chromium is found.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { startServer } from '../support/server.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
if (executablePath === undefined)
  console.warn('No Chromium was found: the test of GraphiQL in a browser is skipped.');

test.skipIf(executablePath === undefined)(
  'start in the first tab, and the second shows the workflow until it waits for an answer; nothing comes from elsewhere',
  async () => {
    await using server = await startServer({ roster });
    const browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    try {
      const page = await browser.newPage();
      const elsewhere: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !/^(blob|data):/.test(request.url()))
          elsewhere.push(request.url());
      });
      await page.goto(`${server.url}/graphql`);
      const run = page.locator('button.graphiql-execute-button');
      const result = page.locator('.result-window');
      /** Runs the tab; again while the editor, slow to follow, still has the operation of the tab before. */
      const runUntil = (answer: string) =>
        vi.waitFor(
          async () => {
            const shown = (await result.textContent()) ?? '';
            if (shown.includes(answer)) return;
            if (!shown.includes('"events"')) await run.click();
            throw new Error(`«${answer}» is not there yet: ${shown.slice(0, 200)}`);
          },
          { timeout: 25_000, interval: 500 },
        );
      await runUntil('WorkflowStarted');
      await page.locator('.graphiql-tab-button', { hasText: 'Watch' }).click();
      await runUntil('waiting_for_decision');
      expect(elsewhere).toEqual([]);
    } finally {
      await browser.close();
    }
  },
  60_000,
);
