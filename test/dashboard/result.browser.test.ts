// The result in a real browser, on the sample project run to its end.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { moneyOf } from '../../src/dashboard/components/words.ts';
import { clientFor, followAnswering } from '../support/answering.ts';
import { noBrowser, type OpenedBrowser, openBrowser, phone } from '../support/browser.ts';
import { type Server, type Started, startMutation, startServer } from '../support/server.ts';

interface Money {
  amount: string;
  currency: string;
}

interface Line {
  id: string;
  source: { documentName: string; sheet: string | null; row: number | null; quote: string };
}

interface Told {
  workflow: {
    estimate: {
      low: Money;
      likely: Money;
      high: Money;
      byTrade: { trade: string; name: string; likely: Money }[];
      lines: { edges: { node: Line }[] };
      issues: { severity: string; source: { row: number | null } | null }[];
    };
    artifacts: { name: string; kind: string; sha256: string }[];
  };
}

const query = `query ($id: ID!, $trade: String) { workflow(id: $id) {
  artifacts { name kind sha256 }
  estimate {
    low { amount currency } likely { amount currency } high { amount currency }
    issues { severity source { row } }
    byTrade { trade name likely { amount currency } }
    lines(first: 500, trade: $trade) { edges { node { id source { documentName sheet row quote } } } }
  }
} }`;

interface Waiting {
  session: { openDecisions: { id: string }[] };
}

const waiting = `query ($id: ID!) { session(id: $id) { openDecisions { id } } }`;
const begin = `mutation ($id: ID!) {
  answerDecision(input: { decisionId: $id, answer: { option: "begin" } }) { __typename }
}`;

let server: Server;
let opened: OpenedBrowser;
let sample: Started['startWorkflow'];
/** Shows the sample's result; tests leave it as they found it, except the one of the follow-up run. */
let shared: Page;

async function start(input: object): Promise<Started['startWorkflow']> {
  const { data } = await server.post<Started>(startMutation, { input });
  return data!.startWorkflow;
}

/** Every question gets its default answer until the run has ended. */
async function finish(started: Started['startWorkflow']): Promise<void> {
  const client = clientFor(() => server.url, 0);
  await followAnswering(() => server.url, client, { sessionId: started.session.id, after: started.cursor });
  await client.dispose();
}

async function told(trade: string | null = null) {
  const { data } = await server.post<Told>(query, { id: sample.workflow.id, trade });
  return data!.workflow;
}

async function resultOf(sessionId: string, options?: Parameters<OpenedBrowser['page']>[0]): Promise<Page> {
  const page = await opened.page(options);
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.url}/sessions/${sessionId}/result`);
  return page;
}

const rows = (page: Page) => page.locator('[data-line]');
const figure = (page: Page, total: string) => page.locator(`[data-total="${total}"]`).textContent();

if (!noBrowser) {
  beforeAll(async () => {
    server = await startServer({ roster });
    opened = await openBrowser();
    sample = await start({ sample: true, instructions: 'Full estimate, exported as a workbook' });
    await finish(sample);
    shared = await resultOf(sample.session.id);
    await shared.locator('.recharts-bar-rectangle').first().waitFor();
  });
  afterEach(async () => {
    const others = shared
      .context()
      .browser()!
      .contexts()
      .filter((one) => one !== shared.context());
    await Promise.all(others.map((one) => one.close()));
    // A test that failed may have left a panel open, which must not fail the next one.
    await shared.keyboard.press('Escape');
  });
  afterAll(async () => {
    await opened?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });
}

test.skipIf(noBrowser)(
  'totals, trades and the sum of the mark-ups are those of the API, and nothing is complained of',
  async () => {
    const { estimate } = await told();
    const page = shared;
    expect(await figure(page, 'likely')).toBe(moneyOf(estimate.likely));
    expect(await figure(page, 'low')).toBe(moneyOf(estimate.low));
    expect(await figure(page, 'high')).toBe(moneyOf(estimate.high));
    expect(await figure(page, 'exact')).toBe(moneyOf(estimate.likely, 2));
    const trades = await page
      .locator('.trades-table tbody tr')
      .evaluateAll((all) => all.map((row) => [row.getAttribute('data-trade'), row.children[3]?.textContent]));
    expect(new Map(trades as [string, string][])).toEqual(
      new Map(estimate.byTrade.map(({ trade, likely }) => [trade, moneyOf(likely)])),
    );
    expect(opened.complaints).toEqual([]);
  },
);

test.skipIf(noBrowser)(
  'one click on a line opens its document, sheet, row and words; Escape leads back to where it was',
  async () => {
    const { estimate } = await told();
    const page = shared;
    const row = rows(page).nth(1);
    await row.scrollIntoViewIfNeeded();
    const id = await row.getAttribute('data-line');
    const line = estimate.lines.edges.find(({ node }) => node.id === id)!.node;
    await row.getByRole('button').click();
    const panel = page.getByRole('dialog');
    const fact = (name: string) => panel.locator(`[data-fact="${name}"] dd`).textContent();
    expect(await fact('document')).toBe(line.source.documentName);
    expect(await fact('sheet')).toBe(line.source.sheet);
    expect(await fact('row')).toBe(String(line.source.row));
    expect(await panel.locator('blockquote').textContent()).toBe(line.source.quote);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await row.getByRole('button').evaluate((one) => one === document.activeElement)).toBe(true);
  },
);

test.skipIf(noBrowser)('an issue opens the place where it was found', async () => {
  const { issues } = (await told()).estimate;
  const page = shared;
  const first = page.locator('.issues-one').first();
  expect(await first.getAttribute('data-severity')).toBe('HIGH');
  await first.getByRole('button').click();
  expect(await page.getByRole('dialog').locator('[data-fact="row"] dd').textContent()).toBe(
    String(issues.find(({ severity }) => severity === 'HIGH')?.source?.row),
  );
  await page.keyboard.press('Escape');
});

test.skipIf(noBrowser)(
  'a name of the table and a bar of the chart show the lines of their trade',
  async () => {
    const { estimate } = await told();
    const page = shared;
    const concrete = (await told('concrete')).estimate.lines.edges.map(({ node }) => node.id);
    await page.getByRole('button', { name: 'Concrete', exact: true }).click();
    await page.getByRole('heading', { name: `Lines ${concrete.length}`, exact: true }).waitFor();
    expect(await rows(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-line')))).toEqual(
      concrete,
    );
    const least = [...estimate.byTrade].sort((a, b) => Number(a.likely.amount) - Number(b.likely.amount))[0]!;
    await page.locator('.recharts-bar-rectangle').last().click();
    const chosen = page.locator('.trades-name[aria-pressed="true"]');
    await expect.poll(() => chosen.textContent()).toBe(least.name);
    expect(await page.getByRole('combobox', { name: 'Trade' }).inputValue()).toBe(least.trade);
    await page.getByRole('combobox', { name: 'Trade' }).selectOption('All trades');
  },
);

test.skipIf(noBrowser)('a search leaves the lines with its words, on a phone as well', async () => {
  const page = await resultOf(sample.session.id, phone);
  await page.getByRole('searchbox').fill('underdrain');
  await page.getByText('1 of 48 lines fit').waitFor();
  await expect.poll(() => rows(page).count()).toBe(1);
  expect(await rows(page).first().textContent()).toContain('Perforated underdrain pipe');
  expect(await page.evaluate(() => document.querySelector('main')?.scrollWidth)).toBe(360);
});

test.skipIf(noBrowser)('a download has the name and the very bytes of its artifact', async () => {
  const { artifacts } = await told();
  const workbook = artifacts.find(({ kind }) => kind === 'EXPORT_XLSX')!;
  const page = shared;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-kind="EXPORT_XLSX"] a').click(),
  ]);
  expect(download.suggestedFilename()).toBe(workbook.name);
  const bytes = await readFile(await download.path());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(workbook.sha256);
  // What led to it is folded away.
  expect(await page.locator('[data-kind="TAKEOFF"]').isVisible()).toBe(false);
});

test.skipIf(noBrowser)('the estimate appears by itself; before, the page says what is missing', async () => {
  const started = await start({ sample: true, instructions: 'Full estimate, exported as a workbook' });
  const page = await resultOf(started.session.id);
  await page.getByRole('heading', { name: 'The estimate is not there yet' }).waitFor();
  expect(await page.locator('[data-milestone="estimateGenerated"]').textContent()).toContain(
    'Prices are not found yet',
  );
  await finish(started);
  await page.locator('[data-total="likely"]').waitFor();
});

test.skipIf(noBrowser)(
  'a follow-up run shows the estimate before it and says so, until its own is there',
  async () => {
    const { estimate } = await told();
    const follow = await start({
      sessionId: sample.session.id,
      instructions: 'Add 10 % contingency',
      steps: [{ agentName: 'estimator', requiresApproval: true }],
    });
    const page = shared;
    await page.locator('[data-result="earlier"]').waitFor();
    expect(await page.locator('[data-result="earlier"]').textContent()).toContain(
      'Full estimate, exported as a workbook',
    );
    expect(await figure(page, 'likely')).toBe(moneyOf(estimate.likely));
    const { data } = await server.post<Waiting>(waiting, { id: follow.session.id });
    await server.post(begin, { id: data!.session.openDecisions[0]!.id });
    await finish(follow);
    await page.locator('[data-result="earlier"]').waitFor({ state: 'detached' });
    expect(await page.locator('.markups tbody').textContent()).toContain('Contingency');
  },
);

test.skipIf(noBrowser)(
  'of many lines only those in sight are drawn, and a search can reach all of them',
  async () => {
    const csv = ['Item,Description,Quantity,Unit,Rate,Amount'];
    for (let row = 1; row <= 300; row++) csv.push(`1.${row},Concrete wall part ${row},2,CY,200.00,400.00`);
    const uploaded = await server.upload('walls.csv', new TextEncoder().encode(csv.join('\n')));
    const started = await start({ sessionId: uploaded.session!.id, instructions: 'Full estimate as csv' });
    await finish(started);
    const page = await resultOf(started.session.id);
    await page.getByRole('heading', { name: 'Lines 300', exact: true }).waitFor();
    await page.getByRole('searchbox').fill('part 299');
    await page.getByText('0 of 200 lines fit').waitFor();
    await page.getByRole('button', { name: 'Search all of them' }).click();
    await page.getByText('1 of 300 lines fit').waitFor();
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.getByRole('searchbox').fill('');
    await expect.poll(() => rows(page).count()).toBeGreaterThan(1);
    expect(await rows(page).count()).toBeLessThan(100);
  },
);

test.skipIf(noBrowser)('what a document says is text, whatever it looks like', async () => {
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script> Concrete footing';
  const long = 'm'.repeat(3000);
  const csv = [
    'Item,Description,Quantity,Unit,Rate,Amount',
    `1.01,"${hostile.replaceAll('"', '""')}",2,CY,200.00,400.00`,
    `1.02,Concrete ${long},2,CY,200.00,400.00`,
    '1.03,Ceremonial gong alignment,2,EA,,',
  ].join('\n');
  const uploaded = await server.upload('<b>bill</b>.csv', new TextEncoder().encode(csv));
  const started = await start({ sessionId: uploaded.session!.id, instructions: 'Full estimate as csv' });
  await finish(started);
  const page = await resultOf(started.session.id, phone);
  const row = rows(page).first();
  await row.scrollIntoViewIfNeeded();
  expect(await row.textContent()).toContain(hostile);
  await row.getByRole('button').click();
  const panel = page.getByRole('dialog');
  expect(await panel.locator('[data-fact="document"] dd').textContent()).toBe(uploaded.document!.name);
  expect(await page.locator('main img, main script, main b').count()).toBe(0);
  expect(await page.title()).not.toMatch(/^[12]$/);
  expect(await page.evaluate(() => document.querySelector('main')?.scrollWidth)).toBe(360);
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Without a price' }).check();
  await page.locator('[data-unpriced]').waitFor();
  await expect.poll(() => rows(page).count()).toBe(1);
  expect(await rows(page).textContent()).toContain('Ceremonial gong');
  expect(opened.complaints).toEqual([]);
});
