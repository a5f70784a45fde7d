// Every button of the page, pressed with tokens of each role: what is offered is allowed.

import type { Page, Request } from 'playwright-core';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { type Answered, type Started, startMutation, startServer } from '../support/server.ts';
import { bearer, makeToken, secret } from '../support/tokens.ts';

const claims = (role: string) => ({ sub: role, name: role, tenant: 'acme', roles: [role] });

/** A person who asks without a browser. */
async function asker(url: string, role: string) {
  const headers = bearer(await makeToken(claims(role)));
  const answerTo = async <T>(body: FormData | string, more: object): Promise<T> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body,
    });
    const { data, errors } = (await response.json()) as Answered<T>;
    if (data == null) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    ask: <T>(query: string, variables: object = {}) =>
      answerTo<T>(JSON.stringify({ query, variables }), { 'content-type': 'application/json' }),
    async upload(name: string, text: string): Promise<string> {
      const query = `mutation ($file: File!) {
        uploadDocument(file: $file) { ... on DocumentUploaded { session { id } } }
      }`;
      const form = new FormData();
      form.append('operations', JSON.stringify({ query, variables: { file: null } }));
      form.append('map', JSON.stringify({ 0: ['variables.file'] }));
      form.append('0', new File([text], name));
      const data = await answerTo<{ uploadDocument: { session: { id: string } } }>(form, {
        'graphql-require-preflight': 'true',
      });
      return data.uploadDocument.session.id;
    },
  };
}
type Asker = Awaited<ReturnType<typeof asker>>;

/** One line asks for its trade, one has no price. */
const bill = `Item,Description,Quantity,Unit,Rate,Amount
1,"Blanking plate set grade B",2,each,10,20
2,"Polishing of the unicorn horn",2,each,,
3,"Concrete footing",2,m3,10,25
`;

async function start({ ask, upload }: Asker): Promise<Started['startWorkflow']> {
  const input = { sessionId: await upload('bill.csv', bill), instructions: 'Full estimate as JSON' };
  return (await ask<Started>(startMutation, { input })).startWorkflow;
}

const state = `query ($id: ID!) {
  session(id: $id) { status }
  openDecisions { id sessionId defaultOption canSkip options { value } }
}`;

interface State {
  session: { status: string };
  openDecisions: {
    id: string;
    sessionId: string;
    defaultOption: string | null;
    canSkip: boolean;
    options: { value: string }[];
  }[];
}

async function finish({ ask }: Asker, id: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const { session, openDecisions } = await ask<State>(state, { id });
        for (const one of openDecisions.filter(({ sessionId }) => sessionId === id)) {
          const usual = one.canSkip ? { skip: true } : { option: one.options[0]?.value };
          const answer = one.defaultOption === null ? usual : { useDefault: true };
          await ask(
            `mutation ($input: AnswerDecisionInput!) { answerDecision(input: $input) { __typename } }`,
            {
              input: { decisionId: one.id, answer },
            },
          );
        }
        return session.status;
      },
      { timeout: 30_000 },
    )
    .toBe('SUCCEEDED');
}

/** One session that asks, one that is done, one that was cancelled; a learned trade, and a template. */
async function prepare(person: Asker) {
  const { ask } = person;
  const [asking, done, cancelled] = [await start(person), await start(person), await start(person)];
  await ask(`mutation ($id: ID!) { cancelWorkflow(workflowId: $id) { __typename } }`, {
    id: cancelled.workflow.id,
  });
  await finish(person, done.session.id);
  await ask('mutation { teachTrade(text: "Blanking plate", trade: "electrical") { __typename } }');
  const steps = '[{ agentName: "file_reader" }]';
  await ask(`mutation { saveWorkflowTemplate(name: "Ours", steps: ${steps}) { __typename } }`);
  const of = ({ session: { id } }: Started['startWorkflow'], ...views: string[]) =>
    views.map((view) => `/sessions/${id}/${view}`);
  return [
    '/',
    '/inbox',
    '/learned',
    ...of(asking, 'now', 'events'),
    ...of(done, 'asked', 'result'),
    ...of(cancelled, 'now'),
  ];
}

/** What leaves the page, or shows where something stands. */
const unpressed = /^(Sign out|Renew|Try now|Source of|.*, source: )/;

/** Opens what is folded, fills what is empty, and presses each button that can be seen once; whether there was one. */
const pressNext = (page: Page, pressed: string[]) =>
  page.evaluate(
    async ({ pressed, unpressed }) => {
      const {
        document: here,
        HTMLTextAreaElement: Area,
        HTMLInputElement: Input,
      } = globalThis as never as {
        // biome-ignore lint/suspicious/noExplicitAny: what is here is of the browser's world
        [name: string]: any;
      };
      const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      for (const one of here.querySelectorAll('details:not([open]) > summary')) one.click();
      for (const one of here.querySelectorAll('main textarea, main input:not([type])')) {
        const { prototype } = one.tagName === 'TEXTAREA' ? Area : Input;
        if (one.value !== '') continue;
        Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(one, 'Some words');
        one.dispatchEvent(new Event('input', { bubbles: true }));
      }
      const times = new Map<string, number>();
      for (const one of here.querySelectorAll('button')) {
        const words: string = (one.getAttribute('aria-label') ?? one.textContent).trim();
        const time = (times.get(words) ?? 0) + 1;
        times.set(words, time);
        const name = `${words} ${time}`;
        const isOffered =
          one.checkVisibility({ visibilityProperty: true }) &&
          !one.disabled &&
          one.getAttribute('aria-disabled') !== 'true';
        if (!isOffered || pressed.includes(name) || new RegExp(unpressed).test(words)) continue;
        one.click();
        await drawn();
        return name;
      }
      return null;
    },
    { pressed, unpressed: unpressed.source },
  );

/** Of a list of events or lines the first few stand for all. */
const mostPressed = 40;

/** The mutations that were sent, and the answers that refused one for its role. */
async function pressAll(page: Page, url: string, role: string, views: string[]) {
  const sent = new Set<string>();
  const refused: string[] = [];
  const underWay = new Set<Request>();
  page.on('request', (request) => {
    if (request.method() !== 'POST') return;
    underWay.add(request);
    const { query = '' } = request.postDataJSON() as { query?: string };
    if (query.startsWith('mutation')) sent.add(/\{\s*(\w+)/.exec(query)?.[1] ?? query);
  });
  page.on('requestfailed', (request) => {
    underWay.delete(request);
  });
  page.on('response', async (response) => {
    if (response.request().method() !== 'POST') return;
    const body = await response.text().catch(() => '');
    if (/PERMISSION_DENIED|takes the role/.test(body)) refused.push(body);
    underWay.delete(response.request());
  });
  const settled = async () => {
    if (underWay.size > 0) await expect.poll(() => underWay.size, { interval: 20, timeout: 10_000 }).toBe(0);
  };
  const goTo = async (view: string) => {
    await page.goto(`${url}${view}`);
    await page.locator('main :is(h1, h2)').first().waitFor();
    await page.waitForLoadState('networkidle');
    await settled();
  };

  await page.goto(url);
  await page.getByRole('textbox', { name: 'Token', exact: true }).fill(await makeToken(claims(role)));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: `Signed in as ${role}` }).waitFor();
  for (const view of views) {
    await goTo(view);
    const pressed: string[] = [];
    while (pressed.length < mostPressed) {
      const name = await pressNext(page, pressed);
      if (name === null) break;
      pressed.push(name);
      await settled();
      if (new URL(page.url()).pathname !== view) await goTo(view);
    }
  }
  return { sent: [...sent].sort(), refused };
}

test.skipIf(noBrowser)(
  'no button that a person is offered is refused for their role, and who may do more is offered more',
  async () => {
    await using server = await startServer({ roster, config: { authSecret: secret } });
    const views = await prepare(await asker(server.url, 'operator'));
    await using opened = await openBrowser();
    const press = async (role: string) => pressAll(await opened.page(), server.url, role, views);
    const [viewer, answerer] = await Promise.all([press('viewer'), press('answerer')]);
    const operator = await press('operator');
    for (const { refused } of [viewer, answerer, operator]) expect(refused).toEqual([]);
    expect(viewer.sent).toEqual([]);
    expect(answerer.sent).toEqual(['answerDecision']);
    // So the buttons were there to be found. Of a recommendation either button may come first, and takes the other away.
    expect(operator.sent).toEqual(
      expect.arrayContaining([
        'answerDecision',
        'applyRecommendation',
        'cancelWorkflow',
        'forgetTrades',
        'forkWorkflow',
        'pauseWorkflow',
        'sendMessage',
        'startWorkflow',
        'teachTrade',
      ]),
    );
  },
  180_000,
);
