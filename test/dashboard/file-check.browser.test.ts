// Files that are looked at before anything runs, in a real browser: what is a price list, and what of it has no price.

import { expect, test } from 'vitest';
import { noBrowser, openBrowser, phone } from '../support/browser.ts';
import { startServer } from '../support/server.ts';

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const bill = csv('bill.csv', 'Item,Description,Quantity,Unit\n1,Granite bench,4,each\n');
const rates = csv('rates.csv', 'Description,Unit,Rate\nGranite bench,each,610\nLintels,blob,20\n');
const damaged = { ...csv('damaged.xlsx', 'PK not a workbook'), mimeType: 'application/zip' };

const sessions = `{ sessions { edges { node { status documents { name } workflows { id } } } } }`;

interface Sessions {
  sessions: { edges: { node: { documents: { name: string }[]; workflows: { id: string }[] } }[] };
}

test.skipIf(noBrowser)(
  'before a run it is shown which files are price lists and which rows give no price, and the run uses what was sent',
  async () => {
    await using server = await startServer();
    await using opened = await openBrowser();
    const page = await opened.page(phone);
    page.setDefaultTimeout(15_000);
    await page.goto(server.url);
    await page.getByLabel('Choose files').setInputFiles([bill, rates]);
    await page.getByRole('button', { name: 'Look at the files first' }).click();
    const list = page.locator('.file-check summary');
    await list.waitFor();
    expect(await list.textContent()).toBe(
      'Price list: 1 price, taken to be in the currency of the estimate; 1 row without one: 1 with a unit that is not known (row 3).',
    );
    await page.getByText('No price list; it is read as a document of the project.').waitFor();
    await list.click();
    const rows = page.locator('.price-list-rows tr');
    await rows.first().waitFor();
    expect(await rows.allTextContents()).toEqual([
      expect.stringMatching(/^Lintels«blob» is not a unit that is known/),
      expect.stringMatching(/^Granite bench610 \/ each/),
    ]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    const before = (await server.post<Sessions>(sessions)).data!.sessions.edges;
    expect(before.map(({ node }) => node.workflows.length)).toEqual([0]);

    await page.getByRole('button', { name: 'Estimate these 2 files' }).click();
    await page.waitForURL('**/sessions/**');
    const after = (await server.post<Sessions>(sessions)).data!.sessions.edges;
    expect(after.map(({ node }) => [node.workflows.length, node.documents.map(({ name }) => name)])).toEqual([
      [1, ['bill.csv', 'rates.csv']],
    ]);
    expect(opened.complaints).toEqual([]);
  },
  30_000,
);

test.skipIf(noBrowser)(
  'a file that cannot be read is said to be, and the others are shown all the same',
  async () => {
    await using server = await startServer();
    await using opened = await openBrowser();
    const page = await opened.page();
    page.setDefaultTimeout(15_000);
    await page.goto(server.url);
    await page.getByLabel('Choose files').setInputFiles([rates, damaged]);
    await page.getByRole('button', { name: 'Look at the files first' }).click();
    await page.locator('.file-check summary').waitFor();
    const bad = page.locator('.file-check-file', { hasText: 'damaged.xlsx' });
    await bad.getByText('It cannot be read.').waitFor();
  },
  30_000,
);
