// Closing: a question is closed by whoever is first, the page says by whom, and an answer counts once.

import { expect, test } from 'vitest';
import { noBrowser, openBrowser, phone } from '../support/browser.ts';
import { startSample, startServer } from '../support/server.ts';
import { answerElsewhere, askingRoster, bring, cardOf, closedCard, option } from './asked-questions.ts';

const inBrowser = test.skipIf(noBrowser);

inBrowser('when time runs out the card says that the clock answered, and what', async () => {
  await using server = await startServer({
    roster: askingRoster({
      topic: 'colour',
      decisionType: 'other',
      prompt: 'Which colour?',
      options: [option('red'), option('blue')],
      defaultOption: 'blue',
    }),
    config: { decisionTimeoutSeconds: 12 },
  });
  await using opened = await openBrowser();
  const page = await opened.page();
  page.setDefaultTimeout(12_000);
  // A machine whose clock is an hour ahead counts the server's seconds all the same.
  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + 3_600_000;
  });
  const { session } = await startSample(server);
  await page.goto(`${server.url}/sessions/${session.id}/asked`);
  await page.locator('.deadline', { hasText: /only 0:\d\d left/ }).waitFor();
  await page
    .locator('.decision [role="status"]', { hasText: 'Less than 30 seconds' })
    .waitFor({ state: 'attached' });
  const closed = page.locator('.decision-closing');
  await closed.getByText('by the clock, nobody answered in time').waitFor();
  expect(await closed.innerText()).toContain('blue');
});

inBrowser(
  'what somebody else answers closes at once, and what is answered too late is said to be',
  async () => {
    await using server = await startServer();
    const [mine, theirs] = (await bring(server, 's', [{ prompt: 'Mine?' }, { prompt: 'Theirs?' }])) as [
      string,
      string,
    ];
    await using opened = await openBrowser();
    const page = await opened.page();
    page.setDefaultTimeout(12_000);
    await page.goto(`${server.url}/sessions/s/asked`);
    await cardOf(page, theirs).waitFor();
    await answerElsewhere(server, theirs, 'red');
    await closedCard(page, theirs).getByText('Answered by A person').waitFor();
    // Somebody is first while this page's answer is under way.
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('AnswerDecision')) await answerElsewhere(server, mine, 'blue');
      await route.continue();
    });
    await cardOf(page, mine).getByText('red').click();
    await cardOf(page, mine).getByRole('button', { name: 'Answer' }).click();
    await closedCard(page, mine).getByText('Your answer came after that').waitFor();
    expect(await closedCard(page, mine).locator('.decision-chosen').innerText()).toBe('blue');
  },
);

inBrowser(
  'without a socket the answer goes over HTTP; sent again after it was lost, it counts once',
  async () => {
    await using server = await startServer();
    const [id] = (await bring(server, 's', [{ prompt: 'Lost?' }])) as [string];
    await using opened = await openBrowser();
    const page = await opened.page();
    page.setDefaultTimeout(12_000);
    await page.routeWebSocket(/graphql/, (socket) => socket.close());
    await page.goto(`${server.url}/sessions/s/asked`);
    let tries = 0;
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('AnswerDecision') || ++tries > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    const card = cardOf(page, id);
    await card.getByText('red').click();
    await card.getByRole('button', { name: 'Answer' }).click();
    await card.getByText('What you chose is kept').waitFor();
    expect(await card.locator('input[value="red"]').isChecked()).toBe(true);
    await card.getByRole('button', { name: 'Send it again' }).click();
    await closedCard(page, id).getByText('Answered by A person').waitFor();
    expect(await closedCard(page, id).innerText()).not.toContain('came after');
    expect(tries).toBe(2);
  },
);

inBrowser('in the past a question stands as it was, cannot be answered, and says so', async () => {
  await using server = await startServer();
  const [early] = (await bring(server, 's', [{ prompt: 'Early?' }])) as [string];
  await answerElsewhere(server, early, 'red');
  const [later] = (await bring(server, 's', [{ prompt: 'Later?' }])) as [string];
  await using opened = await openBrowser();
  const page = await opened.page(phone);
  page.setDefaultTimeout(12_000);
  await page.goto(`${server.url}/sessions/s/events`);
  await page.locator('.scrubber-range:visible').press('Home');
  await page.locator('.tab[data-tab="asked"]').click();
  await page.getByText('What is past cannot be answered').waitFor();
  const card = page.locator(`.decision[data-decision="${early}"][data-status="open"]`);
  await card.getByText('suggested').waitFor();
  expect(await card.locator('input, .decision-buttons').count()).toBe(0);
  expect(await page.locator('.asked form').count()).toBe(0);
  expect(await cardOf(page, later).count()).toBe(0);
  await page.locator('.asked').getByRole('button', { name: 'Back to now' }).click();
  await cardOf(page, later).getByRole('button', { name: 'Answer' }).waitFor();
  await page.locator('.asked-answered summary', { hasText: 'Answered (1)' }).waitFor();
});
