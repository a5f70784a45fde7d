// The whole of it, as somebody who has read no documentation: from the start of the page to the downloaded estimate.

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { desktop, noBrowser, openBrowser, phone } from '../support/browser.ts';
import { type Server, startServer } from '../support/server.ts';

/** Answers what is asked, by what the page offers when one does not know, until the workflow is done. */
async function answerAll(page: Page): Promise<number> {
  const done = page.locator('[data-status="SUCCEEDED"]');
  const takeDefault = page.getByRole('button', { name: /default/i }).first();
  let answered = 0;
  for (;;) {
    await done.or(takeDefault).first().waitFor();
    if (await done.isVisible()) return answered;
    const before = await page.locator('main').textContent();
    await takeDefault.click({ timeout: 5000 }).catch(() => {});
    answered++;
    await page.waitForFunction((text) => document.querySelector('main')?.textContent !== text, before);
  }
}

const estimate = `query ($id: ID!) { session(id: $id) {
  status artifacts { name url byteSize } currentWorkflow { estimate { likely { amount } byTrade { name } } } } }`;

async function resultOf(server: Server, page: Page) {
  const id = decodeURIComponent(new URL(page.url()).pathname.split('/')[2]!);
  const { data } = await server.post<{
    session: {
      status: string;
      artifacts: { name: string; url: string; byteSize: number }[];
      currentWorkflow: { estimate: { likely: { amount: string }; byTrade: { name: string }[] } };
    };
  }>(estimate, { id });
  return data!.session;
}

for (const [size, options] of Object.entries({ desktop, phone })) {
  test.skipIf(noBrowser)(
    `on a ${size}: the sample is started, watched, answered and downloaded, with nothing but what the page shows`,
    async () => {
      await using server = await startServer({ roster });
      await using opened = await openBrowser();
      const page = await opened.page({ ...options, acceptDownloads: true });
      const tab = (name: string) => page.getByRole('link', { name, exact: false }).first();

      await page.goto(server.url);
      await page.getByRole('button', { name: 'Try the sample project' }).click();
      await page.waitForURL('**/sessions/**');
      await page.getByText('damaged-addendum.xlsx', { exact: false }).first().waitFor();
      if (size === 'phone') await tab('Asked of you').click();
      expect(await answerAll(page)).toBeGreaterThan(2);

      await tab('Result').click();
      const { artifacts, currentWorkflow, status } = await resultOf(server, page);
      expect(status).toBe('SUCCEEDED');
      const whole = Math.round(Number(currentWorkflow.estimate.likely.amount)).toLocaleString('en');
      await page.getByText(whole, { exact: false }).first().waitFor();
      for (const { name } of currentWorkflow.estimate.byTrade)
        expect(await page.getByText(name).count()).toBeGreaterThan(0);

      const workbook = artifacts.find(({ name }) => name.endsWith('.xlsx'))!;
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: workbook.name, exact: false }).first().click(),
      ]);
      expect(download.suggestedFilename()).toBe(workbook.name);
      expect(readFileSync(await download.path()).byteLength).toBe(workbook.byteSize);
      expect(opened.complaints).toEqual([]);
    },
    60_000,
  );
}

test.skipIf(noBrowser)(
  'files of one’s own are sent, estimated, and what cannot be taken is said without losing what was typed',
  async () => {
    await using server = await startServer({ roster, config: { maxInstructionLength: 200 } });
    await using opened = await openBrowser();
    const page = await opened.page();
    await page.goto(server.url);
    const bill =
      'Item,Description,Unit,Quantity,Rate\n1,Concrete footing,m3,10,200.00\n2,Brick wall,m2,50,80.00\n';
    await page
      .getByLabel('Choose files')
      .setInputFiles({ name: 'bill.csv', mimeType: 'text/csv', buffer: Buffer.from(bill) });
    const wish = page.getByLabel('What do you want?');
    const long = `Full estimate in USD. ${'and more '.repeat(40)}`;
    await wish.fill(long);
    await page.getByRole('button', { name: 'Estimate this file' }).click();
    await page.getByRole('alert').waitFor();
    expect(await wish.inputValue()).toBe(long);
    expect(await page.getByText('bill.csv').first().isVisible()).toBe(true);

    await wish.fill('Full estimate in USD, exported as CSV');
    await page.getByRole('button', { name: 'Estimate this file' }).click();
    await page.waitForURL('**/sessions/**');
    await page
      .getByText('Waits for an answer')
      .or(page.locator('[data-status="SUCCEEDED"]'))
      .first()
      .waitFor();
    const { data } = await server.post<{
      sessions: { edges: { node: { documents: { name: string }[] } }[] };
    }>('{ sessions { edges { node { documents { name } } } } }');
    const [newest] = data!.sessions.edges;
    expect(newest!.node.documents.map(({ name }) => name)).toEqual(['bill.csv']);
  },
  60_000,
);
