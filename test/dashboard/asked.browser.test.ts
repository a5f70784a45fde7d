// Asked of you: questions are answered in the page by mouse and by keyboard, and a word to the manager is heard.

import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { startSample, startServer } from '../support/server.ts';
import { bring, cardOf, closedCard, standingOf } from './asked-questions.ts';

const inBrowser = test.skipIf(noBrowser);

inBrowser('the sample’s question is answered by mouse, with a comment, and the work goes on', async () => {
  await using server = await startServer({ roster });
  const { session } = await startSample(server);
  await using opened = await openBrowser();
  const page = await opened.page();
  page.setDefaultTimeout(12_000);
  await page.goto(`${server.url}/sessions/${session.id}/asked`);
  const card = page.locator('.decision[data-status="open"]', { hasText: 'cannot be read' });
  await card.waitFor();
  const text = await card.innerText();
  for (const words of [
    'Something failed',
    'File reader asked',
    'Where: damaged-addendum.xlsx',
    'chosen when nobody answers',
    'left',
  ])
    expect(text).toContain(words);
  await card.getByText('Leave it out').click();
  await card.getByText('Add a comment').click();
  await card.getByLabel('Comment').fill('It is only an addendum');
  const id = (await card.getAttribute('data-decision'))!;
  await card.getByRole('button', { name: 'Answer' }).click();
  await closedCard(page, id).getByText('Answered by A person').waitFor();
  expect(await standingOf(server, id)).toEqual({
    status: 'CLOSED',
    outcome: 'ANSWERED',
    answer: 'skip_file',
    comment: 'It is only an addendum',
  });
  // Later it is found under those that are answered, and the next questions have its place.
  await closedCard(page, id).waitFor({ state: 'detached' });
  await page.locator('.asked-answered summary').click();
  await page
    .locator('.asked-answered', { hasText: 'damaged-addendum.xlsx' })
    .getByText('It is only')
    .waitFor();
  expect(opened.complaints).toEqual([]);
});

inBrowser(
  'keys choose, answer, take the default, skip and go between cards, but not while typing',
  async () => {
    await using server = await startServer();
    const [first, second, third, words] = (await bring(server, 's', [
      { prompt: 'First?', timeout_seconds: 100 },
      { prompt: 'Second?', timeout_seconds: 200 },
      { prompt: 'Third?', timeout_seconds: 300, multiple: true },
      { prompt: 'Words?', options: [], default_option: null, free_text: true },
    ])) as [string, string, string, string];
    await using opened = await openBrowser();
    const page = await opened.page();
    page.setDefaultTimeout(12_000);
    await page.goto(`${server.url}/sessions/s/asked`);
    await cardOf(page, first).getByText('First?').click();
    // Typed keys are words.
    await cardOf(page, first).getByText('Add a comment').click();
    await cardOf(page, first).getByLabel('Comment').fill('');
    await page.keyboard.type('12dsj');
    expect(await cardOf(page, first).getByLabel('Comment').inputValue()).toBe('12dsj');
    expect(await page.locator('.decision input:checked').count()).toBe(0);

    await cardOf(page, first).getByText('First?').click();
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await closedCard(page, first).waitFor();
    // The focus stays where the card is.
    await page.keyboard.press('j');
    await page.keyboard.press('d');
    await closedCard(page, second).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('2');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await closedCard(page, third).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await closedCard(page, words).waitFor();
    const all = await Promise.all([first, second, third, words].map((id) => standingOf(server, id)));
    expect(all).toMatchObject([
      { outcome: 'ANSWERED', answer: 'blue', comment: '12dsj' },
      { outcome: 'DEFAULTED', answer: 'blue' },
      { outcome: 'ANSWERED', answer: ['red', 'blue'] },
      { outcome: 'SKIPPED', answer: null },
    ]);
  },
);

inBrowser('an answer that the server cannot take is said to be, and what was typed is kept', async () => {
  await using server = await startServer();
  const [id] = (await bring(server, 's', [{ prompt: 'Words?', free_text: true }])) as [string];
  await using opened = await openBrowser();
  const page = await opened.page();
  page.setDefaultTimeout(12_000);
  await page.goto(`${server.url}/sessions/s/asked`);
  const card = cardOf(page, id);
  await card.getByRole('textbox', { name: 'Your own words' }).fill('green, please');
  await page.route('**/graphql', (route) =>
    route.continue({
      postData: route.request().postData()!.replace('{"text":"green, please"}', '{"option":"none"}'),
    }),
  );
  await card.getByRole('button', { name: 'Answer' }).click();
  await card.getByRole('alert').getByText('«none» is not among the options').waitFor();
  await page.unroute('**/graphql');
  expect(await card.getByRole('textbox', { name: 'Your own words' }).inputValue()).toBe('green, please');
  await card.getByRole('button', { name: 'Answer' }).click();
  await closedCard(page, id).waitFor();
  expect(await standingOf(server, id)).toMatchObject({ answer: 'green, please' });
});

inBrowser('a message starts a follow-up when nothing runs, and stands there once', async () => {
  await using server = await startServer();
  const { session } = await startSample(server);
  await using opened = await openBrowser();
  const page = await opened.page();
  page.setDefaultTimeout(12_000);
  await page.goto(`${server.url}/sessions/${session.id}/asked`);
  await page.getByRole('button', { name: 'Send and start' }).waitFor();
  await page.getByText('your message starts a follow-up workflow').waitFor();
  await page.getByLabel('Your message').fill('Only the export, please');
  await page.keyboard.press('Enter');
  await page.locator('.asked-message', { hasText: 'Only the export, please' }).waitFor();
  await page.locator('.asked-message[data-role="ASSISTANT"]').nth(1).waitFor();
  expect(await page.locator('.asked-message', { hasText: 'Only the export, please' }).count()).toBe(1);
  expect(await page.getByLabel('Your message').inputValue()).toBe('');
  const { data } = await server.post<{ session: { workflows: object[] } }>(
    'query ($id: ID!) { session(id: $id) { workflows { id } } }',
    { id: session.id },
  );
  expect(data!.session.workflows).toHaveLength(2);
});
