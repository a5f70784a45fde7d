// What comes from documents, people and other managers is shown as text, whatever it says.

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { hostile } from '../support/hostile.ts';
import { postEvents } from '../support/producer.ts';
import { type Server, startServer } from '../support/server.ts';

const examples: { type: string; data: Record<string, unknown> }[] = JSON.parse(
  readFileSync(new URL('../fixtures/guide-examples.json', import.meta.url), 'utf8'),
);
/** Keys whose values are words of a closed vocabulary, numbers as text, or ids. */
const closed =
  /_type$|severity|_tier|_depth|complexity_assessment|expected_cost|estimated_completion|model_used|recovery_status/;

/** The same event with a hostile text wherever there is free text. */
function poisoned(value: unknown, text: string, key = ''): unknown {
  // Names of agents become part of an id, so they are not long.
  if (typeof value === 'string')
    return closed.test(key) ? value : /agent/.test(key) ? text.slice(0, 90) : text;
  if (Array.isArray(value)) return value.map((one) => poisoned(one, text, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, text, name)]));
}

async function say(server: Server, text: string): Promise<void> {
  const timestamp = new Date().toISOString();
  const events: object[] = examples.map(({ type, data }) => ({
    type,
    timestamp,
    data: poisoned(data, text),
  }));
  events.push({ type: 'chat_message', timestamp, data: { role: 'assistant', text } });
  const { body } = await postEvents(server.url, 'hostile', events);
  if (body.accepted !== events.length) throw new Error(JSON.stringify(body.rejected));
}

/** A bill whose lines say hostile things, in a file with a hostile name, estimated to the end. */
async function estimatedSession(server: Server): Promise<string> {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = hostile.map((text, n) => `${n + 1},${quoted(`Concrete footing ${text}`)},m3,${n + 1},100.00`);
  const csv = ['Item,Description,Unit,Quantity,Rate', ...lines].join('\n');
  const name = `${hostile[1]!.replaceAll('/', '')}.csv`;
  const uploaded = await server.upload(name, Buffer.from(csv));
  const sessionId = uploaded.session!.id;
  await server.post(
    `mutation ($id: ID!, $text: String!) { startWorkflow(input: { sessionId: $id, instructions: $text }) { __typename } }`,
    { id: sessionId, text: `Estimate in USD ${hostile[0]}` },
  );
  await finishWorkflow(server, sessionId);
  return sessionId;
}

async function isUnhurt(page: Page): Promise<void> {
  expect(await page.evaluate(() => (globalThis as { hurt?: unknown }).hurt ?? null)).toBeNull();
  expect(await page.locator('.brand').isVisible()).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(await page.locator('script:not([src]), iframe, main style, a[href^="javascript:"]').count()).toBe(0);
}

test.skipIf(noBrowser)(
  'twenty hostile strings, wherever text can stand: nothing runs, nothing is fetched, nothing of the page is gone, and the text is there',
  async () => {
    await using server = await startServer({ roster });
    await say(server, 'The first');
    const estimated = await estimatedSession(server);
    await using opened = await openBrowser();
    const pages = await Promise.all(
      ['now', 'events'].map(async (tab) => {
        const page = await opened.page();
        page.on('dialog', (dialog) => opened.complaints.push(`dialog: ${dialog.message()}`));
        await page.goto(`${server.url}/sessions/hostile/${tab}`);
        await page.locator('[data-state="live"]').waitFor();
        return page;
      }),
    );
    for (const text of hostile) {
      await say(server, text);
      // As the person sees it: white space is one space.
      const wanted = text.replace(/\s+/g, ' ').trim().slice(0, 60);
      for (const page of pages) {
        await page.waitForFunction(
          (words) => document.body.textContent?.replace(/\s+/g, ' ').includes(words),
          wanted,
        );
        await isUnhurt(page);
      }
    }
    const [page] = pages;
    for (const path of [`/sessions/${estimated}/result`, `/sessions/${estimated}/events`, '/inbox', '/']) {
      await page!.goto(server.url + path);
      await page!.getByText('onerror', { exact: false }).or(page!.getByText('<script>')).first().waitFor();
      await isUnhurt(page!);
    }
    expect(opened.complaints).toEqual([]);
  },
  90_000,
);
