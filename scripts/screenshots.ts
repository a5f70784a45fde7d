// Takes the pictures of the README again: `node scripts/screenshots.ts`, with a Chromium on this machine.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { executablePath } from '../test/support/browser.ts';

if (executablePath === undefined) throw new Error('No Chromium was found.');

const dataDir = mkdtempSync(join(tmpdir(), 'pip-stream-pictures-'));
const app = await startApp(readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' }));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(app.url);
  await page.getByRole('button', { name: 'Try the sample project' }).click();
  await page.getByText('Waits for an answer').first().waitFor();
  await page.getByText('damaged-addendum.xlsx').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: 'docs/page.png' });

  await page.goto(`${app.url}/graphql`);
  // The editor follows its tabs with a delay, and runs what it shows.
  const shows = (text: string) =>
    page.locator('.graphiql-query-editor .view-lines', { hasText: text }).waitFor();
  await shows('Start');
  await page.locator('.graphiql-execute-button').click();
  await page.locator('.result-window', { hasText: 'WorkflowStarted' }).waitFor();
  await page.locator('.graphiql-tab-button', { hasText: 'Watch' }).click();
  await shows('Watch');
  await page.locator('.graphiql-execute-button').click();
  await page.getByRole('button', { name: 'Leave it out' }).waitFor();
  await page.screenshot({ path: 'docs/graphiql.png' });
} finally {
  await browser.close();
  await app[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true });
}
