// The page for everybody: no view has anything that axe finds at WCAG 2.2 AA, in any theme, wide or on a phone.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { desktop, noBrowser, openBrowser, phone } from '../support/browser.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { startSample, startServer } from '../support/server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What colours can break; the other rules see the same in every theme. */
const ofColours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };
const all: RunOptions = { runOnly: { type: 'tag', values: tags } };

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const { violations: found } = await page.evaluate<AxeResults, RunOptions>(
    (run) => (globalThis as never as { axe: typeof import('axe-core') }).axe.run(document, run),
    options,
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
    const teach = `mutation { teachTrade(text: "Granite bench", trade: "masonry") { __typename } }`;
    await server.post(teach);
    await using opened = await openBrowser();

    const views = ['/', '/inbox', '/learned', '/sessions/session_none'];
    for (const id of [waiting, done])
      for (const tab of ['now', 'asked', 'events', 'result']) views.push(`/sessions/${id}/${tab}`);
    const byElement = `/sessions/${done}/result?by=element`;
    views.push(byElement);
    const wrong: string[] = [];
    async function check(size: string, options: BrowserContextOptions, themes: string[]) {
      // Colours that are still on their way from one theme to the other are nobody's.
      const page = await opened.page({ ...options, reducedMotion: 'reduce' });
      for (const view of views) {
        await page.goto(server.url + view);
        await page.locator('main h1').waitFor();
        // What belongs to a view and is fetched when it is needed.
        if (view.endsWith('/now')) await page.locator('.react-flow__node').first().waitFor();
        if (view.includes(`${done}/result`)) await page.locator('table').first().waitFor();
        if (view === '/learned') await page.getByRole('button', { name: 'Change' }).click();
        if (view === byElement) await page.getByRole('button', { name: 'By element' }).click();
        await page.evaluate(axe);
        for (const theme of themes) {
          await page.evaluate((name) => {
            document.documentElement.dataset.theme = name;
          }, theme);
          for (const one of await violations(page, theme === themes[0] ? all : ofColours))
            wrong.push(`${size} ${theme} ${view} ${one}`);
        }
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overflow > 0) wrong.push(`${size} ${view} is ${overflow} px too wide`);
      }
    }
    // What a narrow page adds is its arrangement; its colours are those of the wide one.
    await Promise.all([
      check('desktop', desktop, ['light', 'dark', 'contrast']),
      check('phone', phone, ['dark']),
    ]);
    expect(wrong).toEqual([]);
  },
  150_000,
);
