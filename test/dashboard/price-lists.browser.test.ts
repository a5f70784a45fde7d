// A price list in the result, in a real browser: one line that opens to its prices and the rows without one.

import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { clientFor, followAnswering } from '../support/answering.ts';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { type Started, startMutation, startServer } from '../support/server.ts';

const bill = 'Item,Description,Quantity,Unit\n1,Granite bench,4,each\n2,Brick wall 4 in thick,100,m2\n';
const list =
  'Description,Unit,Rate\nGranite bench,each,610\nBrick wall 4 in thick,sf,14.20\nLintels,blob,20\n';

test.skipIf(noBrowser)('a price list opens to its prices and to the rows without one', async () => {
  await using server = await startServer({ roster });
  const first = await server.upload('bill.csv', Buffer.from(bill));
  const sessionId = first.session?.id ?? '';
  await server.upload('rates.csv', Buffer.from(list), sessionId);
  const { data } = await server.post<Started>(startMutation, {
    input: { sessionId, instructions: 'Full estimate' },
  });
  const client = clientFor(() => server.url, 0);
  await followAnswering(() => server.url, client, { sessionId, after: data!.startWorkflow.cursor });
  await client.dispose();

  await using opened = await openBrowser();
  const page = await opened.page();
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.url}/sessions/${sessionId}/result`);
  const told = page.locator('.price-list > summary');
  expect(await told.textContent()).toBe(
    '«rates.csv»: 2 prices taken, 1 row not: 1 with a unit that is not known (row 4).',
  );
  await told.click();
  const rows = page.locator('.price-list-rows tr');
  await rows.first().waitFor();
  expect(await rows.allTextContents()).toEqual([
    expect.stringMatching(/^Lintels«blob» is not a unit that is known/),
    expect.stringMatching(/^Granite bench610 \/ each/),
    expect.stringMatching(/^Brick wall 4 in thick14\.2 \/ ft2/),
  ]);
});
