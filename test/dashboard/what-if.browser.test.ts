// What if, in a real browser: another answer is tried out, and the result says what it changes.

import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { noBrowser, openBrowser, phone } from '../support/browser.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { startMutation, startServer } from '../support/server.ts';

const bill = `Item,Description,Quantity,Unit,Rate,Amount
1,"Blanking plate set grade B",2,each,10,20
2,"Brick wall in cement mortar",2,m3,10,20
`;
const forks = 'query ($id: ID!) { session(id: $id) { workflows { status forkedFrom { workflowId } } } }';
interface Forks {
  session: { workflows: { status: string; forkedFrom: { workflowId: string } | null }[] };
}

test.skipIf(noBrowser)(
  'an answered question offers its other answers; one is tried out, and the result is told apart',
  async () => {
    await using server = await startServer({ roster });
    await using opened = await openBrowser();
    const { session } = await server.upload('bill.csv', Buffer.from(bill));
    const id = session!.id;
    await server.post(startMutation, { input: { sessionId: id, instructions: 'Full estimate as JSON' } });
    await finishWorkflow(server, id);
    const page = await opened.page(phone);
    page.setDefaultTimeout(20_000);
    await page.goto(`${server.url}/sessions/${id}/asked`);
    await page.locator('.asked-answered > summary').click();
    const question = page.locator('.asked-answered-one', { hasText: 'Blanking plate' });
    await question.getByText('What if I had answered otherwise?').click();
    await question.locator('details button').first().click();
    await page.getByText('It runs. The result will say what changes.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

    const now = async () => (await server.post<Forks>(forks, { id })).data!.session.workflows;
    expect((await now()).map(({ forkedFrom }) => forkedFrom !== null)).toEqual([false, true]);
    await page.goto(`${server.url}/sessions/${id}/result`);
    await page.getByText(/^This is a what-if/).waitFor();
  },
  90_000,
);
