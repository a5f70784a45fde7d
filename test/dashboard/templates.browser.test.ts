// Templates on the start view, in a real browser: to take, to save, to run and to delete.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { noBrowser, openBrowser, phone } from '../support/browser.ts';
import { startServer } from '../support/server.ts';

const list = '{ workflowTemplates { name version ships steps { agentName } } }';
const plan = '{ sessions { edges { node { workflows { visualization { nodes { agentName } } } } } } }';

interface Listed {
  workflowTemplates: { name: string; version: number; ships: boolean; steps: { agentName: string }[] }[];
}
interface Planned {
  sessions: {
    edges: { node: { workflows: { visualization: { nodes: { agentName: string }[] } }[] } }[];
  };
}

const shownSteps = (page: Page) => page.locator('.template-steps li').allTextContents();

test.skipIf(noBrowser)(
  'a template is taken, saved under a name of one’s own, run, and deleted, also on a phone',
  async () => {
    await using server = await startServer({ roster });
    await using opened = await openBrowser();
    const page = await opened.page(phone);
    page.setDefaultTimeout(15_000);
    await page.goto(server.url);
    const kept = async () =>
      (await server.post<Listed>(list))
        .data!.workflowTemplates.filter(({ ships }) => !ships)
        .map(({ name, version, steps }) => [name, version, steps.map(({ agentName }) => agentName)]);

    await page.getByText('Template: none').click();
    const take = page.getByLabel('Take', { exact: true });
    await take.selectOption('Scope review');
    expect(await shownSteps(page)).toEqual(['File reader', 'Trade mapper', 'Scope analyzer']);
    await page.getByText('Agents: File reader, Trade mapper, Scope analyzer').click();
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);

    // Another agent makes it an arrangement of one's own.
    await page.getByRole('checkbox', { name: /^Take-off calculator/ }).check();
    await page.getByText('Template: none').waitFor();
    const name = page.getByLabel('Save this arrangement as');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('alert').getByText('Give it a name first.').waitFor();
    await name.fill('scope REVIEW');
    await name.press('Enter');
    await page
      .getByRole('alert')
      .getByText(/ships with the server/)
      .waitFor();
    await name.fill('Scope and quantities');
    await name.press('Enter');
    await page.getByText('Saved as «Scope and quantities», version 1.').waitFor();
    await page.getByText('Template: Scope and quantities').waitFor();
    const agents = ['file_reader', 'trade_mapper', 'scope_analyzer', 'takeoff_calculator'];
    expect(await kept()).toEqual([['Scope and quantities', 1, agents]]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

    await page.getByRole('button', { name: 'Delete Scope and quantities' }).click();
    await page.getByText('Deleted «Scope and quantities».').waitFor();
    expect(await kept()).toEqual([]);

    await take.selectOption('Quantities only');
    await page.getByRole('button', { name: 'Try the sample project' }).click();
    await page.waitForURL('**/sessions/**');
    await expect
      .poll(async () =>
        (await server.post<Planned>(plan)).data!.sessions.edges.flatMap(({ node }) =>
          node.workflows.flatMap(({ visualization }) =>
            visualization.nodes.map(({ agentName }) => agentName),
          ),
        ),
      )
      .toEqual(['file_reader', 'trade_mapper', 'takeoff_calculator']);
  },
  60_000,
);
