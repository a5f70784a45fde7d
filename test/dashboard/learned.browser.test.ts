// The table of learned trades in a real browser: to see, to search, to add, to change, to remove and to put back.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { noBrowser, openBrowser, phone } from '../support/browser.ts';
import { type Server, startServer } from '../support/server.ts';

const teach = `mutation ($text: String!, $trade: String!) {
  teachTrade(text: $text, trade: $trade) { __typename }
}`;

const list = `query { learnedTrades(first: 500) { totalCount edges { node { text trade } } } }`;

interface Listed {
  learnedTrades: { totalCount: number; edges: { node: { text: string; trade: string } }[] };
}

async function known(server: Server): Promise<string[]> {
  const { data } = await server.post<Listed>(list);
  return data!.learnedTrades.edges.map(({ node }) => `${node.text}: ${node.trade}`).sort();
}

const row = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });
const shown = (page: Page) => page.locator('.learned-row').count();

test.skipIf(noBrowser)(
  'an entry is added, changed in place, removed and put back, and the server knows each time',
  async () => {
    await using server = await startServer();
    await using opened = await openBrowser();
    const page = await opened.page();
    page.setDefaultTimeout(10_000);
    await page.goto(server.url);
    await page.getByRole('link', { name: 'Learned trades' }).click();
    await page.getByText('Nothing was learned yet.').waitFor();

    const add = page.getByRole('form', { name: 'Add a line' });
    await add.getByLabel('Words of the line').fill('Granite bench');
    await add.getByLabel('Trade').selectOption({ label: 'Masonry' });
    await add.getByRole('button', { name: 'Add' }).click();
    await row(page, 'Granite bench').waitFor();
    expect(await known(server)).toEqual(['Granite bench: masonry']);
    expect(await add.getByLabel('Words of the line').inputValue()).toBe('');

    await add.getByLabel('Words of the line').fill('???');
    await add.getByLabel('Trade').selectOption({ label: 'Masonry' });
    await add.getByRole('button', { name: 'Add' }).click();
    await add.getByRole('alert').filter({ hasText: 'The text has no words.' }).waitFor();
    expect(await add.getByLabel('Words of the line').inputValue()).toBe('???');

    await row(page, 'Granite bench').getByRole('button', { name: 'Change' }).click();
    const edit = page.getByRole('form', { name: 'Change the entry' });
    await edit.getByLabel('Words of the line').fill('Granite bench with feet');
    await edit.getByLabel('Trade').selectOption('painting');
    await edit.getByRole('button', { name: 'Save' }).click();
    await row(page, 'Granite bench with feet').filter({ hasText: /Paint/ }).waitFor();
    expect(await shown(page)).toBe(1);
    expect(await known(server)).toEqual(['Granite bench with feet: painting']);

    await page.getByRole('button', { name: 'Remove Granite bench with feet' }).click();
    await page.getByText('Nothing was learned yet.').waitFor();
    expect(await known(server)).toEqual([]);
    const back = page.getByRole('button', { name: 'Put it back' });
    await expect.poll(() => back.evaluate((one) => one === document.activeElement)).toBe(true);
    await back.press('Enter');
    await row(page, 'Granite bench with feet').waitFor();
    expect(await known(server)).toEqual(['Granite bench with feet: painting']);
    expect(opened.complaints).toEqual([]);
  },
  30_000,
);

test.skipIf(noBrowser)(
  'many entries come a page at a time, each once though one was changed, and a search finds one of the last, on a phone too',
  async () => {
    await using server = await startServer();
    for (let number = 1; number <= 120; number++)
      await server.post(teach, { text: `Bench of kind ${number}`, trade: 'masonry' });
    await using opened = await openBrowser();
    const page = await opened.page(phone);
    page.setDefaultTimeout(10_000);
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Learned trades' }).click();
    await row(page, 'Bench of kind 120').waitFor();
    expect(await shown(page)).toBe(50);
    expect(await page.getByRole('button', { name: 'Menu' }).isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'GraphiQL' }).isVisible()).toBe(false);

    // The last one of the page moves to the front of the server’s order.
    await row(page, 'Bench of kind 71').getByRole('button', { name: 'Change' }).click();
    await page.getByRole('form', { name: 'Change the entry' }).getByLabel('Trade').selectOption('painting');
    await page.getByRole('button', { name: 'Save' }).click();
    await row(page, 'Bench of kind 71').filter({ hasText: /Paint/ }).waitFor();
    await page.getByRole('button', { name: 'More entries' }).click();
    await row(page, 'Bench of kind 30').waitFor();
    await page.getByRole('button', { name: 'More entries' }).click();
    await expect.poll(() => shown(page)).toBe(120);
    const words = await page.locator('.learned-row th').allTextContents();
    expect(new Set(words).size).toBe(120);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

    await page.getByRole('searchbox').fill('kind 17');
    await expect.poll(() => page.locator('.learned-row th').allTextContents()).toEqual(['Bench of kind 17']);
    await page.getByRole('searchbox').fill('nothing of it');
    await page.getByText('No entry fits.').waitFor();
    expect(opened.complaints).toEqual([]);
  },
  30_000,
);
