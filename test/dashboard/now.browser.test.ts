// The Now view in a real browser: what is going on is seen at once, on any width, and nothing jumps.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { desktop, noBrowser, openBrowser, phone } from '../support/browser.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { postEvents } from '../support/producer.ts';
import { type Server, startSample, startServer } from '../support/server.ts';

/** Without those that work only when they are asked for. */
const planned = roster.filter(({ onRequest }) => onRequest !== true).map(({ name }) => name);

const node = (page: Page, name: string) => page.locator(`[data-agent="${name}"].workflow-agent`);

async function boxOf(page: Page, name: string) {
  const box = await node(page, name).boundingBox();
  if (box === null) throw new Error(`${name} is not drawn`);
  return box;
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Started and at its first question. */
async function waitingSample(server: Server): Promise<string> {
  const { session } = await startSample(server);
  return session.id;
}

test.skipIf(noBrowser)(
  'the whole plan is drawn at once, states change in place to done, parallel agents stand in one column, thought and brains are told',
  async () => {
    await using server = await startServer({ roster });
    await using opened = await openBrowser();
    const page = await opened.page(desktop);
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await page.goto(server.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(loaded.filter((url) => url.includes('workflow-canvas'))).toEqual([]);

    const id = await waitingSample(server);
    await page.goto(`${server.url}/sessions/${id}`);
    await page.getByRole('heading', { name: 'Waiting for your answer' }).waitFor();
    await page.locator('.error-recovery', { hasText: 'damaged' }).waitFor();
    await page
      .locator('.workflow-agent')
      .nth(planned.length - 1)
      .waitFor();
    const drawn = await page
      .locator('.workflow-agent')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.agent));
    expect(drawn).toEqual(planned);
    expect(await node(page, 'file_reader').getAttribute('data-state')).toBe('WAITING_FOR_DECISION');
    expect(await node(page, 'exporter').getAttribute('data-state')).toBe('QUEUED');
    const exporter = await node(page, 'exporter').elementHandle();
    const place = await boxOf(page, 'exporter');

    await finishWorkflow(server, id);
    await page.getByRole('heading', { name: 'Finished' }).waitFor();
    for (const name of planned)
      await page.locator(`.workflow-agent[data-agent="${name}"][data-state="SUCCEEDED"]`).waitFor();
    expect(await page.locator('.error-recovery').count()).toBe(0);
    expect(await exporter!.evaluate((element) => element.isConnected)).toBe(true);
    const moved = await boxOf(page, 'exporter');
    expect([moved.x, moved.width]).toEqual([place.x, place.width]);

    const scope = await boxOf(page, 'scope_analyzer');
    const takeoff = await boxOf(page, 'takeoff_calculator');
    expect(scope.x).toBe(takeoff.x);
    expect(Math.abs(scope.y - takeoff.y)).toBeGreaterThanOrEqual(scope.height);
    expect((await boxOf(page, 'trade_mapper')).x).toBeLessThan(scope.x);
    expect((await boxOf(page, 'estimator')).x).toBeGreaterThan(scope.x);
    expect(await page.locator('.react-flow__edge').count()).toBe(6);

    const listed = await page.locator('.workflow-graph-list > li').allTextContents();
    expect(listed).toHaveLength(planned.length);
    expect(listed[2]).toMatch(
      /^Scope analyzer: Done, 100 %, time .+; after File reader and Trade mapper; side by side with Take-off calculator$/,
    );
    await page.locator('.manager-thinking', { hasText: 'All 6 agents of the plan are done.' }).waitFor();
    for (const name of planned)
      await page.locator(`.brain-allocation[data-agent="${name}"]`, { hasText: 'local-rules' }).waitFor();
    await page.locator('.brain-allocation').first().locator('summary').click();
    await page.getByText('There was no other brain to choose from.').first().waitFor();
    await page.locator('.cost', { hasText: 'Free of charge' }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);

    await page.mouse.move(scope.x + 10, scope.y + 10);
    await page.mouse.wheel(0, 200);
    await page.waitForFunction(() => scrollY > 0);
    expect(opened.complaints).toEqual([]);
  },
  40_000,
);

test.skipIf(noBrowser)(
  'on a phone it is one column, parallel agents stand in one row, nothing is wider than the screen, and the place of the picture is kept while it loads',
  async () => {
    await using server = await startServer({ roster });
    await using opened = await openBrowser();
    const page = await opened.page(phone);
    const id = await waitingSample(server);
    await finishWorkflow(server, id);
    const held = Promise.withResolvers<void>();
    await page.route('**/workflow-canvas*.js', async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.goto(`${server.url}/sessions/${id}`);
    await page.locator('.workflow-graph-coming').waitFor();
    const before = await page.locator('.workflow-graph').boundingBox();
    held.resolve();
    await node(page, 'exporter').waitFor();
    expect(await page.locator('.workflow-graph').boundingBox()).toEqual(before);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const [scope, takeoff] = [await boxOf(page, 'scope_analyzer'), await boxOf(page, 'takeoff_calculator')];
    expect(scope.y).toBe(takeoff.y);
    expect(takeoff.x).toBeGreaterThanOrEqual(scope.x + scope.width);
    expect(takeoff.x + takeoff.width).toBeLessThanOrEqual(360);
    expect((await boxOf(page, 'trade_mapper')).y).toBeLessThan(scope.y);
    expect((await boxOf(page, 'estimator')).y).toBeGreaterThan(scope.y);
    const tops = await page
      .locator('.now > div')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
  },
  40_000,
);

const at = new Date().toISOString();
const flags = [
  'files_processed',
  'trades_mapped',
  'scope_analyzed',
  'takeoff_calculated',
  'estimate_generated',
];

function stateChange(change_type: string, status: string) {
  return {
    type: 'workflow_state_change',
    timestamp: at,
    data: {
      change_type,
      status,
      current_stage: 'Task Delegation',
      active_agents: ['trade_mapper'],
      pipeline_status: Object.fromEntries([...flags, 'export_ready'].map((flag) => [flag, false])),
      workflow_visualization: {
        stages: ['Universal Intake', 'Task Delegation'],
        current_stage_index: 1,
        completion_percentage: 40,
        dependencies: {},
        parallel_tracks: [],
      },
    },
  };
}

const recovery = (recovery_status: string, next_retry_at: string | null) => ({
  type: 'error_recovery',
  timestamp: at,
  data: {
    recovery_id: 'recovery_1',
    error_code: 'BUSY',
    error_message: 'The provider is busy.',
    severity: 'high',
    recovery_strategy: 'retry_with_backoff',
    recovery_status,
    attempt: 2,
    next_retry_at,
    can_continue: true,
    affected_agents: ['trade_mapper'],
    user_action_required: false,
  },
});

const thought = (analysis: string) => ({
  type: 'manager_thinking',
  timestamp: at,
  data: {
    thinking_type: 'route_planning',
    stage: 'Task Delegation',
    analysis,
    confidence: 0.8,
    reasoning_depth: 'deep',
    factors: ['file_types'],
    alternatives: [{ label: 'wait', score: 0.3, rejected_because: 'It would take too long.' }],
  },
});

test.skipIf(noBrowser)(
  'of a manager elsewhere: a retry counts down until it helped, thoughts replace each other, a pause is said, and in the past no clock runs',
  async () => {
    await using server = await startServer({ roster });
    await using opened = await openBrowser();
    const page = await opened.page(desktop);
    const post = async (...events: object[]) => {
      const { body } = await postEvents(server.url, 'foreign', events);
      expect(body.rejected).toEqual([]);
    };
    const soon = new Date(Date.now() + 45_000).toISOString();
    await post(
      stateChange('workflow_started', 'running'),
      thought('First one road.'),
      recovery('in_progress', soon),
    );
    await page.goto(`${server.url}/sessions/foreign`);
    await page.getByRole('heading', { name: 'Trade mapper is at work' }).waitFor();
    const trouble = page.locator('.error-recovery');
    await trouble.getByText('Tries again after a pause').waitFor();
    const left = trouble.locator('.error-recovery-next .number');
    const first = await left.textContent();
    expect(first).toMatch(/^in 0:[34]\d$/);
    await page.waitForFunction(
      ([selector, was]) => document.querySelector(selector!)?.textContent !== was,
      ['.error-recovery-next .number', first],
    );

    await post(thought('Then another road.'), recovery('recovered', null));
    await page.locator('.manager-thinking', { hasText: 'Then another road.' }).waitFor();
    await trouble.waitFor({ state: 'detached' });
    expect(await page.locator('.manager-thinking').count()).toBe(1);
    const sure = page.getByRole('meter', { name: 'How sure' });
    expect(await sure.getAttribute('aria-valuetext')).toBe('80%, fairly sure');
    await page.getByText('One other way that it weighed').click();
    await page.getByText('It would take too long.').waitFor();

    await post(stateChange('paused', 'paused'));
    await page.getByRole('heading', { name: 'Paused' }).waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: 'The workflow is paused.' })
      .waitFor({ state: 'attached' });

    // As it was after the third event: the retry was still to come, and its time is told, not counted down.
    await page.getByRole('link', { name: 'What happened' }).click();
    await page.getByText('The provider is busy.').first().click();
    await page.getByRole('button', { name: 'Show the state here' }).click();
    await page.getByRole('link', { name: 'Now', exact: true }).click();
    await trouble.locator('.error-recovery-next', { hasText: /next attempt at \d\d:\d\d:\d\d/ }).waitFor();
    await page.locator('.manager-thinking', { hasText: 'First one road.' }).waitFor();
    expect(await left.count()).toBe(0);
    await page.getByRole('heading', { name: 'Trade mapper is at work' }).waitFor();
    expect(opened.complaints).toEqual([]);
  },
  40_000,
);
