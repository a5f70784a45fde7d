// GraphiQL where a server asks for a token: nothing before it is given, and streams that go on with the next one.

import { expect, test, vi } from 'vitest';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { said } from '../support/drafts.ts';
import { startServer } from '../support/server.ts';
import { makeToken, secret } from '../support/tokens.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

const owner = { scope: 'tenant:acme', person: 'ann' };

test.skipIf(noBrowser)(
  'a token is asked for, operations go by it, and an expired one is named and replaced',
  async () => {
    const clock = createTurnedClock(Date.now());
    await using server = await startServer({ config: { authSecret: secret }, parts: { clock } });
    const { log } = server.services;
    await log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z', owner });
    await log.append('s1', 0, [said('first')]);
    const token = (seconds: number) =>
      makeToken(
        {
          sub: 'ann',
          name: 'Ann',
          tenant: 'acme',
          roles: ['operator'],
          exp: Math.floor(clock.now() / 1000) + seconds,
        },
        clock.now(),
      );
    await using opened = await openBrowser();
    const page = await opened.page();
    const field = page.getByRole('textbox', { name: 'Token' });

    await page.goto(`${server.url}/graphql`);
    await page.getByText('UNAUTHENTICATED').waitFor();
    expect(await page.locator('.graphiql-container').count()).toBe(0);
    await field.fill(await token(60));
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByText('As Ann').waitFor();
    await page.locator('.graphiql-query-editor .view-lines', { hasText: 'Start' }).waitFor();

    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').first().click();
    await page.keyboard.insertText(
      'subscription Mine($after: Cursor) { events(sessionId: "s1", after: $after) { ... on ChatMessage { text } } }',
    );
    // The editor tells of its operation a moment after it shows it; a click before that runs the one before.
    await vi.waitFor(
      async () => {
        await page.locator('button.graphiql-execute-button').click();
        await page.locator('.stream', { hasText: 'first' }).waitFor({ timeout: 3000 });
      },
      { timeout: 15_000 },
    );

    clock.turn(61_000);
    await page.getByText('AUTH_EXPIRED').waitFor();
    await log.append('s1', 1, [said('second')]);
    await field.fill(await token(600));
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.locator('.stream', { hasText: 'second' }).waitFor();
    expect(opened.complaints.filter((one) => !/ status of 40[13] /.test(one))).toEqual([]);
  },
);
