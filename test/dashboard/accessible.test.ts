// The page for everybody: no view has anything that axe finds at WCAG 2.2 AA, in any theme, wide or on a phone.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { desktop, noBrowser, openBrowser, phone } from '../support/browser.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { startSample, startServer } from '../support/server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await page.evaluate<AxeResults, string[]>(
    (values) =>
      (globalThis as never as { axe: typeof import('axe-core') }).axe.run(document, { runOnly: values }),
    tags,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target }) => `${id}: ${target} ${html.slice(0, 200)}`),
  );
}

test.skipIf(noBrowser)(
  'no view breaks a rule of WCAG 2.2 AA: light, dark and high contrast, wide and narrow',
  async () => {
    await using server = await startServer({ roster });
    const waiting = (await startSample(server)).session.id;
    const done = (await startSample(server)).session.id;
    await finishWorkflow(server, done);
    await using opened = await openBrowser();

    const views = ['/', '/inbox', '/sessions/session_none'];
    for (const id of [waiting, done])
      for (const tab of ['now', 'asked', 'events', 'result']) views.push(`/sessions/${id}/${tab}`);
    const wrong: string[] = [];
    for (const [size, options] of Object.entries({ desktop, phone })) {
      // Colours that are still on their way from one theme to the other are nobody's.
      const page = await opened.page({ ...options, reducedMotion: 'reduce' });
      for (const view of views) {
        await page.goto(server.url + view);
        await page.locator('main').locator('h1, h2, .empty').first().waitFor();
        await page.waitForLoadState('networkidle');
        await page.evaluate(axe);
        for (const theme of ['light', 'dark', 'contrast']) {
          if (theme === 'contrast' && size === 'phone') continue;
          await page.evaluate((name) => {
            document.documentElement.dataset.theme = name;
          }, theme);
          for (const one of await violations(page)) wrong.push(`${size} ${theme} ${view} ${one}`);
        }
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overflow > 0) wrong.push(`${size} ${view} is ${overflow} px too wide`);
      }
    }
    expect(wrong).toEqual([]);
  },
  90_000,
);
