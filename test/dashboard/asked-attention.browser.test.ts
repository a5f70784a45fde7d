// Attention: open questions of all sessions in one place, counted in the title, and told when nobody looks.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { openCuttingProxy } from '../support/cutting-proxy.ts';
import { random } from '../support/random.ts';
import { startServer } from '../support/server.ts';
import { answerElsewhere, bring, cardOf, closedCard } from './asked-questions.ts';

const inBrowser = test.skipIf(noBrowser);
const patience = { timeout: 12_000 };
const titled = (page: Page, title: string) =>
  page.waitForFunction((wanted) => document.title === wanted, title, patience);

inBrowser(
  'two of two sessions stand in the inbox by deadline, are answered in place, and the title counts',
  async () => {
    await using server = await startServer();
    await using opened = await openBrowser();
    const page = await opened.page();
    page.setDefaultTimeout(patience.timeout);
    await page.goto(`${server.url}/inbox`);
    await page.getByText('Nobody is asked anything').waitFor();
    expect(await page.title()).toBe('pip-stream');
    const calm = await page.locator('link[rel="icon"]').getAttribute('href');

    const [never] = (await bring(server, 'one', [{ prompt: 'No hurry?' }])) as [string];
    const [soon] = (await bring(server, 'two', [{ prompt: 'Soon?', timeout_seconds: 500 }])) as [string];
    await titled(page, '(2) pip-stream');
    expect(await page.locator('link[rel="icon"]').getAttribute('href')).not.toBe(calm);
    await page.locator('.inbox-link .badge[data-count="2"]').waitFor();
    const prompts = await page.locator('.inbox .decision-prompt').allInnerTexts();
    expect(prompts).toEqual(['Soon?', 'No hurry?']);

    await cardOf(page, soon).getByText('red').click();
    await cardOf(page, soon).getByRole('button', { name: 'Answer' }).click();
    await closedCard(page, soon).getByText('Answered by').waitFor();
    await titled(page, '(1) pip-stream');
    // Its session is one click away, and there the card has the focus.
    await page.locator('.inbox-session').nth(1).click();
    await page.waitForURL(`${server.url}/sessions/one/asked#${never}`);
    await page.waitForFunction(
      (id) => (document.activeElement as HTMLElement | null)?.dataset.decision === id,
      never,
    );
    await answerElsewhere(server, never, 'blue');
    await titled(page, 'pip-stream');
    expect(opened.complaints).toEqual([]);
  },
);

interface Told {
  body: string;
  tag: string;
  onclick: (() => void) | null;
}

/** A browser that allows what it is asked for, on a page that nobody looks at; what it tells is kept. */
function allowNotifications(): void {
  const told: Told[] = [];
  class Recorded implements Told {
    static permission = 'default';
    static async requestPermission() {
      Recorded.permission = 'granted';
      return 'granted';
    }
    onclick: (() => void) | null = null;
    body: string;
    tag: string;
    constructor(_title: string, { body, tag }: Told) {
      this.body = body;
      this.tag = tag;
      told.push(this);
    }
    close() {}
  }
  Object.assign(globalThis, { Notification: Recorded, told });
  Object.defineProperty(document, 'hidden', {
    get: () => (globalThis as { isHidden?: boolean }).isHidden ?? false,
  });
}

inBrowser(
  'who wants it is notified of each new question once while the page is hidden, over a reconnect too',
  async () => {
    await using server = await startServer();
    await using proxy = await openCuttingProxy(server.url, { random: random(7), cuts: 0 });
    const [old] = (await bring(server, 's', [{ prompt: 'Old?' }])) as [string];
    await using opened = await openBrowser();
    const page = await opened.page();
    page.setDefaultTimeout(patience.timeout);
    await page.addInitScript(allowNotifications);
    const told = () =>
      page.evaluate(() => (globalThis as never as { told: Told[] }).told.map(({ body }) => body));
    const untilTold = (count: number) =>
      page.waitForFunction(
        (wanted) => (globalThis as never as { told: Told[] }).told.length === wanted,
        count,
        patience,
      );
    const hide = (isHidden: boolean) =>
      page.evaluate((value) => Object.assign(globalThis, { isHidden: value }), isHidden);

    await page.goto(`${proxy.url}/inbox`);
    await cardOf(page, old).waitFor();
    await hide(true);
    await bring(server, 's', [{ prompt: 'Not allowed yet?' }]);
    await titled(page, '(2) pip-stream');
    await page.getByRole('button', { name: 'Tell me when I am asked' }).click();
    await page.locator('.asked-tell[aria-pressed="true"]').waitFor();
    const [third] = (await bring(server, 's', [{ prompt: 'Third?' }])) as [string];
    await untilTold(1);

    proxy.cutAll();
    await page.locator('[data-state="reconnecting"]').waitFor();
    await bring(server, 's', [{ prompt: 'While away?' }]);
    await answerElsewhere(server, old, 'red');
    await page
      .getByRole('button', { name: 'Try now' })
      .click()
      .catch(() => {});
    await untilTold(2);
    await closedCard(page, old).getByText('Answered by A person').waitFor();
    await hide(false);
    await bring(server, 's', [{ prompt: 'Seen anyway?' }]);
    await titled(page, '(4) pip-stream');
    expect(await told()).toEqual(['Third?', 'While away?']);

    await page.evaluate(() => (globalThis as never as { told: Told[] }).told[0]?.onclick?.());
    await page.waitForURL(`${proxy.url}/sessions/s/asked#${third}`);
    await page.waitForFunction(
      (id) => (document.activeElement as HTMLElement | null)?.dataset.decision === id,
      third,
    );
  },
);
