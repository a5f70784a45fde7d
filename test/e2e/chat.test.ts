// Talking to the manager after an estimate: questions are answered from its results, wishes become plans, and what is
// neither is asked back.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import type { Brain } from '../../src/brains/brain.ts';
import type { Event } from '../../src/events/event.ts';
import { hasEnded, openDecisions } from '../../src/events/session.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { person } from '../support/manager-desk.ts';
import { type Server, startSample, startServer } from '../support/server.ts';
import { scripted, used } from '../support/thinking.ts';

let server: Server;
let sessionId: string;

const said: string[] = [];
/** Answers questions with the words of the test; everything else it declines. */
const { brain } = scripted([
  (request) =>
    request.prompt.startsWith('QUESTION')
      ? { kind: 'answer', value: said[0], usage: used }
      : { kind: 'failure', code: 'ANSWER_REFUSED', message: 'no' },
]);

beforeAll(async () => {
  server = await startServer({ roster, parts: { brains: [brain as Brain] } });
  const started = await startSample(server);
  sessionId = started.session.id;
  await finishWorkflow(server, sessionId);
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

const send = `mutation ($sessionId: ID!, $text: String!) { sendMessage(sessionId: $sessionId, text: $text) { __typename ... on MessageSent { sent { workflowId } } ... on Fault { message } } }`;

/** Says something and gives what the assistant said, and the agents that ran. */
async function say(text: string): Promise<{ words: string; agents: string[] }> {
  const { log, sessions } = server.services;
  const before = (await sessions.get(sessionId)).lastSequence;
  await server.post(send, { sessionId, text });
  await finished();
  const events: Event[] = await log.read(sessionId, before, 10_000);
  const words = events.flatMap((one) =>
    one.type === 'chat_message' && one.data.role === 'assistant' && !one.data.partial ? [one.data.text] : [],
  );
  const agents = events.flatMap((one) =>
    one.type === 'workflow_state_change' && one.data.changeType === 'agent_started'
      ? [one.data.changedAgent ?? '']
      : [],
  );
  return { words: words.at(-1) ?? '', agents };
}

/** To the end of what runs, with every question answered by its default, its first option or nothing. */
async function finished(): Promise<void> {
  const { log, sessions, commands } = server.services;
  for (;;) {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _watch = log.watch(sessionId, () => resolve());
    const session = await sessions.get(sessionId);
    if (hasEnded(session.status)) return;
    for (const open of openDecisions(session)) {
      const answer = open.canSkip
        ? { skip: true as const }
        : { option: open.defaultOption ?? open.options[0]!.value };
      await commands.answer(open.id, answer, person, null, null).catch(() => {});
    }
    await promise;
  }
}

test('«why is concrete so expensive?» names the lines that drive it, their amounts and where they stand', async () => {
  const { words, agents } = await say('Why is concrete so expensive?');
  expect(agents).toEqual(['advisor']);
  const estimate = (await server.services.estimates.get(
    (await server.services.sessions.get(sessionId)).artifacts.findLast((one) => one.kind === 'estimate')!
      .sha256,
  ))!;
  const concrete = estimate.lines.filter((one) => one.trade === 'concrete');
  const dearest = [...concrete].sort((one, other) => Number(other.amount) - Number(one.amount))[0]!;
  expect(words).toContain(dearest.description);
  expect(words.replaceAll(',', '')).toContain(dearest.amount!);
  expect(words).toContain(`row ${dearest.source.row}`);
});

test.each([
  ['What is the total?', /USD [\d,.]+ \(USD [\d,.]+ to USD [\d,.]+\), AACE class/],
  ['Which issues should I look at?', /things to look at/],
  ['What was excluded?', /leave out/],
  ['What are the largest amounts?', /The largest amounts:/],
  ['Where do the prices come from?', /Prices come from:/],
  ['What mark-ups are in it?', /On a net total of|There are no mark-ups/],
])('«%s» is answered from the results, and nothing runs again', async (question, words) => {
  const answer = await say(question);
  expect(answer.agents).toEqual(['advisor']);
  expect(answer.words).toMatch(words);
});

test('the estimate of the session stays in sight after a question', async () => {
  const { data } = await server.post<{
    session: { currentWorkflow: { estimate: { likely: { amount: string } } | null } };
  }>(`query ($id: ID!) { session(id: $id) { currentWorkflow { estimate { likely { amount } } } } }`, {
    id: sessionId,
  });
  expect(Number(data?.session.currentWorkflow.estimate?.likely.amount)).toBeGreaterThan(100_000);
});

test('«can you reprice it with 10 % contingency?» is no question but a plan', async () => {
  expect((await say('Can you reprice it with 10 % contingency?')).agents).toEqual(['estimator', 'exporter']);
});

test('a question that the rules cannot read is put to a model with the facts, and its words are told', async () => {
  said[0] = 'The slab is thick, since forklifts drive on it.';
  const { words } = await say('Could a forklift drive on it?');
  expect(words).toBe(said[0]);
});

test('a model that makes up figures is not believed: the person is asked instead', async () => {
  said[0] = 'It costs USD 123,456,789.';
  const { words } = await say('Could a giraffe live in it?');
  expect(words).not.toContain('123,456,789');
  const asked = Object.values((await server.services.sessions.get(sessionId)).decisions).filter(
    (one) => one.type === 'clarification' && one.prompt.includes('giraffe'),
  );
  expect(asked).toHaveLength(1);
});
