// Recommendations on the result, in a real browser: shown after the end, dismissed, and sent.

import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { noBrowser, openBrowser, phone } from '../support/browser.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { type Started, startMutation, startServer } from '../support/server.ts';

const bill = `Item,Description,Quantity,Unit,Rate,Amount
1,"Brick wall in cement mortar",2,m3,10,20
2,"Polishing of the unicorn horn",2,each,,
3,"Concrete footing",2,m3,10,25
`;
const state = `query ($id: ID!) { session(id: $id) {
  workflows { instructions recommendations { kind status } }
} }`;

interface State {
  session: {
    workflows: { instructions: string; recommendations: { kind: string; status: string }[] }[];
  };
}

test.skipIf(noBrowser)(
  'what would make the result better is shown small, dismissed for good, and sent as an instruction',
  async () => {
    await using server = await startServer({ roster });
    await using opened = await openBrowser();
    const { session } = await server.upload('bill.csv', Buffer.from(bill));
    const input = { sessionId: session!.id, instructions: 'Full estimate as JSON' };
    const started = await server.post<Started>(startMutation, { input });
    expect(started.data?.startWorkflow.__typename).toBe('WorkflowStarted');
    await finishWorkflow(server, session!.id);
    const now = async () => (await server.post<State>(state, { id: session!.id })).data!.session.workflows;

    const page = await opened.page(phone);
    page.setDefaultTimeout(20_000);
    await page.goto(`${server.url}/sessions/${session!.id}/result`);
    await page.getByRole('heading', { name: 'What would make it better' }).waitFor();
    const titles = page.locator('.recommendations strong');
    expect(await titles.allTextContents()).toEqual(['Give 1 line a price', 'Look at 3 open points first']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

    await page.getByRole('button', { name: 'Dismiss: Look at 3 open points first' }).click();
    await expect.poll(() => titles.allTextContents()).toEqual(['Give 1 line a price']);
    await page.getByRole('button', { name: 'Send «Which lines have no price?»' }).click();
    await expect.poll(() => page.locator('.recommendations').count()).toBe(0);
    expect(await now()).toMatchObject([
      {
        recommendations: [
          { kind: 'price_lines', status: 'APPLIED' },
          { kind: 'resolve_issues', status: 'DISMISSED' },
        ],
      },
      { instructions: 'Which lines have no price?' },
    ]);
  },
  90_000,
);
