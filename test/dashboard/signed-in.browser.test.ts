// The page where a server asks for a token: signing in, what roles allow, files, expiry and renewal, signing out.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { noBrowser, type OpenedBrowser, openBrowser } from '../support/browser.ts';
import { said } from '../support/drafts.ts';
import { type Server, type Started, startMutation, startServer } from '../support/server.ts';
import { bearer, makeToken, secret } from '../support/tokens.ts';
import { createTurnedClock } from '../support/turned-clock.ts';

const authSecret = { config: { authSecret: secret } };
const acme = { tenant: 'acme' };
const ann = { ...acme, sub: 'ann', name: 'Ann', roles: ['operator'] };
const bob = { ...acme, sub: 'bob', name: 'Bob', roles: ['viewer'] };
const owner = { scope: 'tenant:acme', person: 'ann' };

async function signIn(page: Page, token: string, action = 'Sign in'): Promise<void> {
  await page.getByRole('textbox', { name: 'Token', exact: true }).fill(token);
  await page.getByRole('button', { name: action, exact: true }).click();
}

/** Refusals are told to the console by the browser itself. */
const complaintsOf = ({ complaints }: OpenedBrowser) =>
  complaints.filter((one) => !/ status of 40[13] /.test(one));

async function startAs(server: Server, token: string): Promise<string> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(token) },
    body: JSON.stringify({
      query: startMutation,
      variables: { input: { sample: true, instructions: 'Full estimate as a workbook' } },
    }),
  });
  const { data } = (await response.json()) as { data: Started };
  return data.startWorkflow.session.id;
}

/** A session of the tenant in which there is a file to take away. */
async function withFile({ services: { log } }: Server) {
  const file = { name: 'estimate.csv', bytes: Buffer.from('a,b\n') };
  await log.createSession({ id: 's2', title: 'Done', createdAt: '2026-01-01T00:00:00.000Z', owner });
  const artifact = {
    id: 'artifact_one',
    workflowId: 'workflow_1',
    name: file.name,
    kind: 'export_csv' as const,
    mediaType: 'text/csv',
    byteSize: file.bytes.byteLength,
    sha256: await log.putBlob(file.bytes),
    agentName: 'exporter',
    basis: 'x',
    createdAt: '2026-01-01T00:00:00.000Z',
  };
  const timestamp = '2026-01-01T00:00:00.000Z';
  await log.append('s2', 0, [
    { type: 'artifact_ready', workflowId: 'workflow_1', timestamp, data: { artifact } },
  ]);
  return { sessionId: 's2', name: file.name };
}

const allSockets = (page: Page) => {
  const opened: string[] = [];
  page.on('websocket', (socket) => opened.push(socket.url()));
  return opened;
};

test.skipIf(noBrowser)(
  'a person signs in, starts, takes a file and signs out; the token is in no address',
  async () => {
    await using server = await startServer({ roster, ...authSecret });
    await using opened = await openBrowser();
    const page = await opened.page({ acceptDownloads: true });
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    page.on('websocket', (socket) => addresses.push(socket.url()));
    const token = await makeToken(ann);

    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByRole('link', { name: 'Inbox' }).count()).toBe(0);
    await signIn(page, await makeToken({ ...ann, exp: 1 }));
    await page.getByText('it is not valid, or has expired').waitFor();
    await signIn(page, await makeToken({ ...ann, roles: ['producer'] }));
    await page.getByText('none of the roles').waitFor();
    await signIn(page, `Bearer ${token}\n`);
    await page.getByRole('button', { name: 'Try the sample project' }).click();
    await page.waitForURL('**/sessions/**');
    await page.getByRole('button', { name: 'Pause' }).waitFor();

    const { sessionId, name } = await withFile(server);
    await page.goto(`${server.url}/sessions/${sessionId}/result`);
    const link = page.locator('.artifacts-one').first();
    for (let times = 0; times < 2; times++) {
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toBe(name);
      expect(await download.failure()).toBeNull();
      expect(download.url()).toContain('?ticket=');
    }

    await page.getByRole('button', { name: 'Signed in as Ann' }).click();
    await page.getByText('May look on, answer questions and start and control work.').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => [sessionStorage.length, JSON.stringify(localStorage)])).toEqual([
      0,
      '{}',
    ]);
    expect(addresses.filter((one) => one.includes(token))).toEqual([]);
    expect(complaintsOf(opened)).toEqual([]);
  },
);

test.skipIf(noBrowser)(
  'a token that expires is named, nothing on the screen is lost, and with another one everything goes on',
  async () => {
    const clock = createTurnedClock(Date.now());
    await using server = await startServer({ ...authSecret, parts: { clock } });
    const { log } = server.services;
    await log.createSession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z', owner });
    await log.append('s1', 0, [said('the first word')]);
    await using opened = await openBrowser();
    const page = await opened.page();
    const sockets = allSockets(page);
    const tokenFor = (seconds: number, claims: object = ann) =>
      makeToken({ ...claims, exp: Math.floor(clock.now() / 1000) + seconds }, clock.now());

    await page.goto(`${server.url}/sessions/s1/events`);
    await signIn(page, await tokenFor(90));
    await page.getByText('the first word').first().waitFor();
    await page.getByRole('textbox', { name: 'Your message' }).fill('half a sentence');
    await page.getByText('expires in less than two minutes').waitFor();

    // In time: over the socket that is open.
    await page.getByRole('button', { name: 'Renew it' }).click();
    await signIn(page, await tokenFor(600), 'Renew');
    await page.getByText('expires in less than two minutes').waitFor({ state: 'detached' });
    clock.turn(120_000);
    await log.append('s1', 1, [said('the second word')]);
    await page.getByText('the second word').first().waitFor();
    expect(sockets).toHaveLength(1);

    // Too late: the page says so by name, and keeps what it has.
    clock.turn(600_000);
    await page.getByText('AUTH_EXPIRED').waitFor();
    await page.getByText('Waits for a token').waitFor();
    await log.append('s1', 2, [said('the third word')]);
    expect(await page.getByText('the second word').first().isVisible()).toBe(true);
    await signIn(page, await tokenFor(600, bob), 'Go on');
    await page.getByText('This token is of Bob, and what you see here is of Ann.').waitFor();
    await signIn(page, await tokenFor(600), 'Go on');
    await page.getByText('the third word').first().waitFor();
    // The chat beside the list may say it first.
    await page.locator('.events-row').getByText('the third word').waitFor();
    expect(await page.locator('.events-row').count()).toBe(3);
    expect(await page.getByRole('textbox', { name: 'Your message' }).inputValue()).toBe('half a sentence');
    expect(sockets).toHaveLength(2);
    expect(complaintsOf(opened)).toEqual([]);
  },
);

test.skipIf(noBrowser)('who may only look on is offered nothing else, and who may answer can', async () => {
  await using server = await startServer({ roster, ...authSecret });
  const id = await startAs(server, await makeToken(ann));
  await using opened = await openBrowser();

  const looking = await opened.page();
  await looking.goto(server.url);
  await signIn(looking, await makeToken(bob));
  await looking.getByText('Starting work takes the role «operator»').waitFor();
  expect(await looking.getByRole('button', { name: 'Try the sample project' }).count()).toBe(0);
  await looking.goto(`${server.url}/learned`);
  await looking.getByText('Teaching takes the role «operator»').waitFor();
  await looking.goto(`${server.url}/sessions/${id}/asked`);
  await looking.locator('.decision').first().waitFor();
  await looking.getByText('Answering takes the role «answerer»').waitFor();
  await looking.getByText('Talking to the manager takes the role «operator»').waitFor();
  for (const name of ['Answer', 'Pause', 'Cancel', 'Send'])
    expect(await looking.getByRole('button', { name, exact: true }).count()).toBe(0);

  const answering = await opened.page();
  await answering.goto(`${server.url}/inbox`);
  await signIn(answering, await makeToken({ ...bob, roles: ['answerer'] }));
  const card = answering.locator('.decision').first();
  const decision = await card.getAttribute('data-decision');
  await card
    .getByRole('button', { name: /default|Skip/ })
    .first()
    .click();
  await answering.locator(`[data-decision="${decision}"][data-status="closed"]`).waitFor();
  await looking
    .locator(`[data-decision="${decision}"][data-status="closed"]`)
    .first()
    .waitFor({ state: 'attached' });
  expect(complaintsOf(opened)).toEqual([]);
});

test.skipIf(noBrowser)(
  'where no token is asked for, nothing of it is seen, and one that was kept does no harm',
  async () => {
    await using server = await startServer();
    await using opened = await openBrowser();
    const page = await opened.page();
    await page.addInitScript(() => sessionStorage.setItem('pip-stream:token', 'of another server'));
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Try the sample project' }).waitFor();
    await page.locator('[data-state="live"]').waitFor();
    expect(await page.getByText(/token|sign/i).count()).toBe(0);
    expect(opened.complaints).toEqual([]);
  },
);
