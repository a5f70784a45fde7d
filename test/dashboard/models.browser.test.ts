// Language models on the page, in a real browser: preferred and limited at the start, and watched while they think.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { BrainRequest } from '../../src/brains/brain.ts';
import { noBrowser, openBrowser, phone } from '../support/browser.ts';
import { fakeRoster } from '../support/fake-agents.ts';
import { postEvents } from '../support/producer.ts';
import { startServer } from '../support/server.ts';
import { asking, red, scripted } from '../support/thinking.ts';

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test.skipIf(noBrowser)(
  'a model is preferred and limited, its words grow in place while it thinks, the budget is asked about and raised',
  async () => {
    const first = Promise.withResolvers<void>();
    const say = Promise.withResolvers<void>();
    const { brain } = scripted([
      async ({ onWords }: BrainRequest) => {
        onWords?.({ kind: 'reasoning', text: 'First I look' });
        await say.promise;
        onWords?.({ kind: 'reasoning', text: 'First I look at the colours' });
        await first.promise;
        return { ...red, reasoning: 'First I look at the colours, then I choose.' };
      },
      red,
    ]);
    const other = scripted([red], { model: 'other' });
    const roster = fakeRoster({ trade_mapper: asking(2, [], { localConfidence: 0.4, aloud: 'thinking' }) });
    await using server = await startServer({ roster, parts: { brains: [other.brain, brain] } });
    await using opened = await openBrowser();
    const page = await opened.page();
    page.setDefaultTimeout(10_000);
    await page.goto(server.url);
    await page.getByText('Models: the manager chooses').click();
    await page.getByLabel('Budget in USD').fill('0,0025');
    await page.getByLabel('Model', { exact: true }).selectOption('paid/small');
    await page.getByText('Models: paid/small, at most $0.0025').waitFor();
    await page.getByRole('button', { name: 'Try the sample project' }).click();

    const words = page.locator('.model-reasoning');
    await words.getByText('First I look …').waitFor();
    await words.getByText('A model is thinking').waitFor();
    expect(await words.getAttribute('open')).not.toBeNull();
    const before = await words.elementHandle();
    say.resolve();
    await words.getByText('First I look at the colours …').waitFor();
    first.resolve();
    await words.getByText('What a model thought').waitFor();
    expect(await before!.evaluate((element) => element.isConnected)).toBe(true);
    expect(await words.getAttribute('open')).toBeNull();
    await words.locator('summary').click();
    await words.getByText('First I look at the colours, then I choose.').waitFor();

    const budget = page.locator('.cost-budget');
    await budget.getByText('$0.002 of $0.0025').waitFor();
    await page.getByText('Over the budget').first().waitFor();
    await page.getByRole('radio', { name: /Raise the budget/ }).click();
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await page.getByRole('heading', { name: 'Finished' }).waitFor();
    await budget.getByText(/^\$0\.004 of \$0\.00[5-9]/).waitFor();

    const mapper = page.locator('.brain-allocation[data-agent="trade_mapper"]');
    await mapper.locator('summary').click();
    await mapper.getByText('By themselves, the rules are 40 % sure.').waitFor();
    expect(await mapper.locator('li').count()).toBe(3);
    expect(await mapper.locator('li[data-taken]').textContent()).toContain('small');
    await page.getByText('By agent and by model').click();
    await page.getByRole('row', { name: /small 2,200 \$0\.004/ }).waitFor();
    expect(await page.getByText('No language model is configured').count()).toBe(0);
    expect(opened.complaints).toEqual([]);
  },
  40_000,
);

test.skipIf(noBrowser)(
  'an amount that is none is refused by the server and nothing that was typed is lost; on a phone it all fits',
  async () => {
    await using server = await startServer({ parts: { brains: [scripted([red]).brain] } });
    await using opened = await openBrowser();
    const page = await opened.page(phone);
    page.setDefaultTimeout(10_000);
    await page.goto(server.url);
    await page.getByText('Models: the manager chooses').click();
    await page.getByText('Another one for an agent').click();
    await page.getByLabel('Trade mapper').selectOption('None: rules only');
    await page.getByLabel('Budget in USD').fill('much');
    expect(await overflow(page)).toBe(0);
    await page.getByRole('button', { name: 'Try the sample project' }).click();
    await page.getByRole('alert').filter({ hasText: /much/ }).waitFor();
    expect(await page.getByLabel('Budget in USD').inputValue()).toBe('much');
    await page.getByLabel('Budget in USD').fill('2');
    await page.getByRole('button', { name: 'Try the sample project' }).click();
    await page.waitForURL('**/sessions/**');
    const id = decodeURIComponent(new URL(page.url()).pathname.split('/')[2]!);
    const { data } = await server.post<object>(
      `query ($id: ID!) { session(id: $id) {
        currentWorkflow { budget { limit { amount } onExceeded } }
        events(first: 9, types: [WORKFLOW_STATE_CHANGE]) { edges { node { ... on WorkflowStateChange {
          request { models { agentName model } } } } } }
      } }`,
      { id },
    );
    expect(data).toMatchObject({
      session: {
        currentWorkflow: { budget: { limit: { amount: '2' }, onExceeded: 'ASK' } },
        events: {
          edges: expect.arrayContaining([
            { node: { request: { models: [{ agentName: 'trade_mapper', model: 'local' }] } } },
          ]),
        },
      },
    });
  },
  30_000,
);

test.skipIf(noBrowser)(
  'a message that is told in parts grows in one place, and is whole at the end',
  async () => {
    await using server = await startServer();
    await using opened = await openBrowser();
    const page = await opened.page();
    page.setDefaultTimeout(10_000);
    const say = (text: string, partial: boolean) =>
      postEvents(server.url, 'spoken', {
        type: 'chat_message',
        timestamp: new Date().toISOString(),
        data: { role: 'assistant', text, message_id: 'message_1', partial },
      });
    await say('The walls', true);
    await page.goto(`${server.url}/sessions/spoken/asked`);
    const message = page.locator('.asked-message');
    await message.getByText('still speaking').waitFor();
    const first = await message.elementHandle();
    await say('The walls cost', true);
    await message.getByText('The walls cost', { exact: true }).waitFor();
    await say('The walls cost 4,000.', false);
    await message.getByText('The walls cost 4,000.', { exact: true }).waitFor();
    expect(await message.count()).toBe(1);
    expect(await first!.evaluate((element) => element.isConnected)).toBe(true);
    expect(await message.getByText('still speaking').count()).toBe(0);
    await page.reload();
    await message.getByText('The walls cost 4,000.', { exact: true }).waitFor();
    expect(await message.count()).toBe(1);
    expect(opened.complaints).toEqual([]);
  },
  30_000,
);

test.skipIf(noBrowser)(
  'without a model it is said once how one is switched on',
  async () => {
    await using server = await startServer();
    await using opened = await openBrowser();
    const page = await opened.page();
    page.setDefaultTimeout(10_000);
    await page.goto(server.url);
    await page.getByText('Models: none is switched on').click();
    expect(await page.getByText('OPENAI_API_KEY').isVisible()).toBe(true);
    expect(await page.getByLabel('Budget in USD').count()).toBe(0);
    await page.getByRole('button', { name: 'Try the sample project' }).click();
    await page.waitForURL('**/sessions/**');
    await page.locator('.brain-allocation').nth(1).waitFor();
    expect(await page.getByText('OPENAI_API_KEY').count()).toBe(1);
  },
  30_000,
);
