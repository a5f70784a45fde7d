// The page for everybody: no view has anything that axe finds at WCAG 2.2 AA, in any theme, wide or on a phone.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { desktop, noBrowser, openBrowser, phone } from '../support/browser.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { startSample, startServer } from '../support/server.ts';
import { makeToken, secret } from '../support/tokens.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What colours can break; the other rules see the same in every theme. */
const colourRules = ['color-contrast', 'link-in-text-block'];
const ofColours: RunOptions = { runOnly: { type: 'rule', values: colourRules } };
const ofTheRest: RunOptions = {
  runOnly: { type: 'tag', values: tags },
  rules: Object.fromEntries(colourRules.map((rule) => [rule, { enabled: false }])),
};
const themes = ['light', 'dark', 'contrast'];

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const { violations: found } = await page.evaluate<AxeResults, RunOptions>(
    (run) => (globalThis as never as { axe: typeof import('axe-core') }).axe.run(document, run),
    { ...options, resultTypes: ['violations'] },
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target }) => `${id}: ${target} ${html.slice(0, 200)}`),
  );
}

/** What is wrong with what a page shows: its colours in all themes, the rest wide and narrow, which has the same colours. */
async function wrongWith(page: Page, view: string): Promise<string[]> {
  const wrong: string[] = [];
  const look = async (how: string, options: RunOptions) => {
    for (const one of await violations(page, options)) wrong.push(`${how} ${view} ${one}`);
  };
  await page.evaluate(axe);
  for (const theme of themes) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await look(theme, ofColours);
  }
  for (const [size, { viewport }] of Object.entries({ desktop, phone })) {
    if (viewport != null) await page.setViewportSize(viewport);
    // What measures itself, such as a chart, follows a moment later.
    const fits = () => document.documentElement.scrollWidth <= innerWidth;
    await page.waitForFunction(fits, null, { timeout: 5000 }).catch(() => {
      wrong.push(`${size} ${view} is too wide`);
    });
    await look(size, ofTheRest);
  }
  if (desktop.viewport != null) await page.setViewportSize(desktop.viewport);
  return wrong;
}

// Colours that are still on their way from one theme to the other are nobody's.
const still = { ...desktop, reducedMotion: 'reduce' as const };

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

    const byElement = `/sessions/${done}/result?by=element`;
    const views = ['/', '/inbox', '/learned', '/sessions/session_none', byElement];
    for (const id of [waiting, done])
      for (const tab of ['now', 'asked', 'events', 'result']) views.push(`/sessions/${id}/${tab}`);
    const wrong: string[] = [];
    /** Two at a time, as there are two cores. */
    async function check() {
      const page = await opened.page(still);
      for (let view = views.shift(); view !== undefined; view = views.shift()) {
        await page.goto(server.url + view);
        await page.locator('main h1').waitFor();
        // What belongs to a view and is fetched when it is needed.
        if (view.endsWith('/now')) await page.locator('.react-flow__node').first().waitFor();
        if (view.includes(`${done}/result`)) await page.locator('table').first().waitFor();
        if (view === '/') await page.getByText('Template: none').click();
        if (view === '/learned') await page.getByRole('button', { name: 'Change' }).click();
        if (view === byElement) await page.getByRole('button', { name: 'By element' }).click();
        wrong.push(...(await wrongWith(page, view)));
      }
    }
    await Promise.all([check(), check()]);
    expect(wrong).toEqual([]);
  },
  150_000,
);

test.skipIf(noBrowser)(
  'nor does what stands there for a token: to sign in, of whom it is, to renew it',
  async () => {
    await using server = await startServer({ config: { authSecret: secret } });
    await using opened = await openBrowser();
    const page = await opened.page(still);
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Paste a token first.').waitFor();
    const wrong = await wrongWith(page, 'sign in');

    const exp = Math.floor(Date.now() / 1000) + 100;
    const token = await makeToken({ sub: 'ann', name: 'Ann', roles: ['viewer'], exp });
    await page.getByRole('textbox', { name: 'Token' }).fill(token);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Renew it' }).click();
    wrong.push(...(await wrongWith(page, 'renew')));
    await page.getByRole('button', { name: 'Signed in as Ann' }).click();
    wrong.push(...(await wrongWith(page, 'account')));
    expect(wrong).toEqual([]);
  },
  60_000,
);
