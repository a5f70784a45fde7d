// A real browser, where there is one: its tests are skipped, and said to be, where no Chromium is found.

import { existsSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

/** Where a Chromium is; undefined where none is. */
export const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync);

/** For `test.skipIf(noBrowser)`. */
export const noBrowser = executablePath === undefined;
if (noBrowser) console.warn('No Chromium was found: tests in a browser are skipped.');

export const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true };

export interface OpenedBrowser extends AsyncDisposable {
  /** A page of its own, with nothing kept from others. */
  page(options?: BrowserContextOptions): Promise<Page>;
  /** What any page complained of: errors, refused by the policy, and requests to anywhere but 127.0.0.1. */
  complaints: string[];
}

/** One for all tests of this process, and ended with it: starting one takes longer than most of what is done in it. */
let shared: Promise<Browser> | null = null;

export async function openBrowser(): Promise<OpenedBrowser> {
  shared ??= chromium.launch({
    executablePath: executablePath ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const browser = await shared;
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  return {
    complaints,
    async page(options = desktop) {
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
      });
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (/^(http|ws)/.test(protocol) && hostname !== '127.0.0.1')
          complaints.push(`elsewhere: ${request.url()}`);
      });
      return page;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(contexts.map((context) => context.close()));
    },
  };
}
