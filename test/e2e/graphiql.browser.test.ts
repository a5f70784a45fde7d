// GraphiQL in a real browser: its tabs work with nothing pasted, and a subscription is a list that can be answered.

import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { random } from '../support/random.ts';
import { type Server, startServer } from '../support/server.ts';

const waiting = { timeout: 20_000, interval: 100 };
const list = '.stream-list';

/** The tab is open and its operation stands in the editor. */
async function openTab(page: Page, name: string): Promise<void> {
  await page.locator('.graphiql-tab-button', { hasText: name }).click();
  await shows(page, name);
}

const shows = (page: Page, text: string) =>
  page.locator('.graphiql-query-editor .view-lines', { hasText: text }).waitFor();
const run = (page: Page) => page.locator('button.graphiql-execute-button').click();

/** In a tab of its own. */
async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New tab' }).click();
  await page.locator('.graphiql-query-editor .monaco-editor').first().click();
  await page.keyboard.insertText(text);
}

/** The page's own session. */
async function preparedSession(page: Page): Promise<string> {
  const tabs = (await page.locator('#tabs').textContent()) ?? '';
  return /session_[0-9a-z]+/.exec(tabs)?.[0] ?? '';
}

/** Started, and watched until it asks. */
async function watched(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/graphql`);
  await shows(page, 'Start');
  await run(page);
  await page.locator('.result-window', { hasText: 'WorkflowStarted' }).waitFor();
  await openTab(page, 'Watch');
  // The editor tells of its new operation a moment after it shows it; a click before that runs the one before.
  await vi.waitFor(async () => {
    await run(page);
    await page.locator('.stream').waitFor({ timeout: 3000 });
  }, waiting);
  await nextQuestion(page);
}

/** At the end of the list, where whoever answered further up has to look. */
async function nextQuestion(page: Page): Promise<void> {
  const offered = page.getByRole('button', { name: 'Take the default' }).first();
  await vi.waitFor(async () => {
    await page.locator(list).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    expect(await offered.isVisible()).toBe(true);
  }, waiting);
}

async function openQuestions(server: Server, sessionId: string): Promise<{ id: string; prompt: string }[]> {
  const { data } = await server.post<{ openDecisions: { id: string; prompt: string; sessionId: string }[] }>(
    '{ openDecisions { id prompt sessionId } }',
  );
  return (data?.openDecisions ?? []).filter((one) => one.sessionId === sessionId);
}

async function answerElsewhere(server: Server, sessionId: string): Promise<void> {
  for (const { id } of await openQuestions(server, sessionId))
    await server.post(
      `mutation { answerDecision(input: { decisionId: "${id}", answer: { useDefault: true } }) { __typename } }`,
    );
}

/** All of the list from its first line to its last, as somebody sees them who scrolls through it, and back where it jumped. */
async function numbers(page: Page, last: number): Promise<number[]> {
  const seen = new Set<number>();
  const deadline = performance.now() + 30_000;
  await page.locator(list).evaluate((element) => element.scrollTo(0, 0));
  for (let next = 1; next <= last; ) {
    const rendered = (await page.locator('.stream-number').allTextContents()).map(Number);
    expect(rendered).toEqual(rendered.map((_, index) => rendered[0]! + index));
    for (const number of rendered) seen.add(number);
    while (seen.has(next)) next++;
    if (performance.now() > deadline) throw new Error(`${next} of ${last} is not shown, but ${rendered}`);
    await page.locator(list).evaluate(
      (element, views) =>
        new Promise((resolve) => {
          element.scrollBy(0, views * element.clientHeight);
          requestAnimationFrame(resolve);
        }),
      (rendered[0] ?? 1) > next ? -0.3 : 0.5,
    );
  }
  return [...seen].sort((a, b) => a - b);
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const countOf = async (page: Page) =>
  Number.parseInt((await page.locator('.stream-count').textContent()) ?? '', 10);

test.skipIf(noBrowser)(
  'nothing pasted: started in the first tab and watched in the second, and an answer given in the list lets it go on',
  async () => {
    await using server = await startServer({ roster });
    await using opened = await openBrowser();
    const page = await opened.page();
    await watched(page, server.url);
    const sessionId = await preparedSession(page);
    const [question] = await openQuestions(server, sessionId);

    const asked = page.getByRole('group', { name: question!.prompt });
    const before = await countOf(page);
    expect(before).toBeGreaterThan(10);
    await asked.getByRole('button', { name: 'Leave it out' }).click();
    await page.locator('.stream-closed', { hasText: 'Leave it out — answered by' }).waitFor();
    await page.locator('.stream-label', { hasText: 'UserDecisionMade' }).waitFor();
    await vi.waitFor(async () => expect(await countOf(page)).toBeGreaterThan(before + 3), waiting);
    expect(await openQuestions(server, sessionId)).not.toContainEqual(question);

    // Answered elsewhere, it is closed here at once.
    await nextQuestion(page);
    await answerElsewhere(server, sessionId);
    await page.locator('.stream-closed', { hasText: 'the default, taken by' }).first().waitFor();

    // It went on behind another tab.
    await vi.waitFor(async () => {
      await answerElsewhere(server, sessionId);
      const { data } = await server.post<{ session: { artifacts: unknown[] } }>(
        `{ session(id: "${sessionId}") { artifacts { id } } }`,
      );
      expect(data?.session.artifacts).not.toEqual([]);
    }, waiting);
    await openTab(page, 'Result');
    await run(page);
    await page.locator('.result-window', { hasText: 'byteSize' }).waitFor();
    expect(await page.locator('.stream').count()).toBe(0);
    await vi.waitFor(async () => {
      await answerElsewhere(server, sessionId);
      const { data } = await server.post<{ session: { status: string } }>(
        `{ session(id: "${sessionId}") { status } }`,
      );
      expect(data?.session.status).toBe('SUCCEEDED');
    }, waiting);
    await openTab(page, 'Watch');
    await page.locator('.stream-words', { hasText: 'workflow_completed' }).waitFor();
    expect(await page.locator('.stream-phase').textContent()).toBe('Live');
    await page.locator('.stream').getByRole('button', { name: 'Stop', exact: true }).click();

    // All of it, and each result as JSON on demand.
    const all = await countOf(page);
    expect(await numbers(page, all)).toEqual(upTo(all));
    const end = page.locator('.stream-line', { hasText: 'workflow_completed' });
    await vi.waitFor(async () => {
      await page.locator(list).evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await end.click({ timeout: 1000 });
    }, waiting);
    await page.locator('.stream-json', { hasText: '"changeType": "workflow_completed"' }).waitFor();
    expect(opened.complaints).toEqual([]);
  },
  60_000,
);

test.skipIf(noBrowser)(
  'paused, the list holds still; its connection cut, resumed and stopped, it has every event once',
  async () => {
    await using server = await startServer({ roster });
    await using proxy = await openCuttingProxy(server.url, { random: random(1), cuts: 0 });
    await using opened = await openBrowser();
    const page = await opened.page();
    await watched(page, proxy.url);
    const sessionId = await preparedSession(page);

    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const shown = await countOf(page);
    expect(await numbers(page, shown)).toEqual(upTo(shown));
    proxy.cutAll();
    await page.locator('.stream-phase', { hasText: 'Reconnecting…' }).waitFor();
    await vi.waitFor(async () => {
      await answerElsewhere(server, sessionId);
      expect(await page.getByRole('button', { name: /^Resume \(\d\d+ waiting\)$/ }).count()).toBe(1);
    }, waiting);
    expect(await numbers(page, shown)).toEqual(upTo(shown));

    await page.getByRole('button', { name: /^Resume/ }).click();
    await page.locator('.stream-phase', { hasText: /^Live$/ }).waitFor();
    await page.locator('.stream').getByRole('button', { name: 'Stop', exact: true }).click();
    const all = await countOf(page);
    expect(all).toBeGreaterThan(shown + 9);
    // A list that still follows jumps to its end once while it is read.
    await vi.waitFor(async () => expect(await numbers(page, all)).toEqual(upTo(all)), waiting);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    expect(await page.locator('.stream-number').count()).toBe(0);
  },
  60_000,
);

test.skipIf(noBrowser)(
  'a new visit shows new tabs, and keeps what was written; an item of `feed` can be answered too',
  async () => {
    await using server = await startServer({ roster });
    await using opened = await openBrowser();
    const page = await opened.page();
    await watched(page, server.url);
    const sessionId = await preparedSession(page);
    await write(
      page,
      `subscription Mine { feed(sessionId: "${sessionId}", types: [USER_DECISION_NEEDED]) { ... on FeedEvent { event { ... on UserDecisionNeeded { decisionId } } } } }`,
    );
    await run(page);
    await page.locator('.stream-decision').first().waitFor();
    await page.getByRole('button', { name: 'Take the default' }).first().click();
    await page.locator('.stream-closed').first().waitFor();
    await vi.waitFor(
      async () =>
        expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain('subscription Mine'),
      waiting,
    );

    await page.reload();
    await shows(page, 'Start');
    expect(await preparedSession(page)).not.toBe(sessionId);
    expect(await page.locator('.graphiql-tab-button').allTextContents()).toEqual([
      'Start',
      'Watch',
      'OpenDecisions',
      'Answer',
      'Result',
      'Mine',
    ]);
    await openTab(page, 'Mine');
    await shows(page, sessionId);
    // What is asked for before its session is there says so.
    await openTab(page, 'Watch');
    await run(page);
    await page.locator('.stream-phase', { hasText: 'Failed' }).waitFor();
    await page.locator('.stream-words', { hasText: 'There is no session' }).waitFor();
    expect(opened.complaints).toEqual([]);
  },
  60_000,
);
