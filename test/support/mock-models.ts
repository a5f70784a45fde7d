// Mock models: language models behind real HTTP on loopback, and a bill that gives them something to do.

import { LLMock } from '@copilotkit/aimock';
import { roster } from '../../src/agents/roster.ts';
import { readConfig } from '../../src/config.ts';
import type { Event } from '../../src/events/event.ts';
import { hasEnded, openDecisions } from '../../src/events/session.ts';
import { finishWorkflow } from './finish-workflow.ts';
import { type Server, type Started, startMutation, startServer } from './server.ts';
import { untilSession } from './session-watch.ts';

export type MockModels = LLMock & AsyncDisposable;

export async function startMockModels(): Promise<MockModels> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  await mock.start();
  return Object.assign(mock, { [Symbol.asyncDispose]: () => mock.stop() });
}

export const openaiAt = (url: string) => ({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${url}/v1` });

/** All that models were asked, as it was sent. */
export const asked = (mock: MockModels) => mock.getRequests().map(({ body }) => JSON.stringify(body));

/** Without prices; its last line is nothing that the rules know. */
export const bill = `Item,Description,Qty,Unit,Rate,Amount
1,Concrete in footings 3000 psi,12,yd3,,
2,Gypsum board partition on metal studs,400,ft2,,
3,Aggregate base under slab,100,yd3,,
4,Zorbing arena complete,2,each,,
`;

/** With the agents of the product and these variables. */
export function startWith(environment: Record<string, string>): Promise<Server> {
  const { dataDir: _, ...config } = readConfig(environment);
  return startServer({ roster, config: { ...config, port: 0, logLevel: 'silent', durability: 'normal' } });
}

/** A session whose estimate of these files is done. */
export async function estimateOn(
  server: Server,
  files: Record<string, string> = { 'bill.csv': bill },
  input: object = {},
) {
  let sessionId: string | null = null;
  for (const [name, content] of Object.entries(files))
    sessionId = (await server.upload(name, Buffer.from(content), sessionId)).session!.id;
  const { data, errors } = await server.post<Started>(startMutation, {
    input: { sessionId, instructions: 'A full estimate as CSV', ...input },
  });
  if (data?.startWorkflow.workflow === undefined) throw new Error(JSON.stringify([data, errors]));
  await finishWorkflow(server, sessionId!);
  return seen(server, sessionId!);
}

/** What is there now. */
export async function seen(server: Server, sessionId: string) {
  const { sessions, log, estimates } = server.services;
  const session = await sessions.get(sessionId);
  const made = session.artifacts.findLast((one) => one.kind === 'estimate');
  const events: Event[] = await log.read(sessionId, 0, 10_000);
  return { session, events, estimate: made === undefined ? undefined : await estimates.get(made.sha256) };
}

const send = `mutation ($sessionId: ID!, $text: String!) { sendMessage(sessionId: $sessionId, text: $text) { __typename } }`;

/** Says something; resolves when what follows has ended, or asks back. */
export async function say(server: Server, sessionId: string, text: string): Promise<void> {
  await server.post(send, { sessionId, text });
  const { log, sessions } = server.services;
  await untilSession(
    log,
    sessions,
    sessionId,
    (session) => hasEnded(session.status) || openDecisions(session).length > 0,
  );
}
