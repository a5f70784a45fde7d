// The second view of the sums: by building element, with the keyboard, and back; nothing is wider than a phone.

import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { noBrowser, openBrowser, phone } from '../support/browser.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { startSample, startServer } from '../support/server.ts';

test.skipIf(noBrowser)(
  'the sums are shown by element and by trade',
  async () => {
    await using server = await startServer({ roster });
    const { id } = (await startSample(server)).session;
    await finishWorkflow(server, id);
    await using opened = await openBrowser();
    const page = await opened.page({ ...phone, reducedMotion: 'reduce' });
    await page.goto(`${server.url}/sessions/${id}/result`);
    const choice = page.getByRole('group', { name: 'Sums' });
    await choice.getByRole('button', { name: 'By element' }).press('Enter');
    const table = page.getByRole('table', { name: 'By element' });
    await table.waitFor();
    const names = await table.locator('tbody th').allTextContents();
    expect(names).toContain('C30 Interior Finishes');
    expect(await choice.getByRole('button', { name: 'By element' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await choice.getByRole('button', { name: 'By trade' }).press('Enter');
    await page.getByRole('table', { name: 'By trade' }).waitFor();
  },
  60_000,
);
