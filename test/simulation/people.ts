// People: they start, answer (several at once), pause, resume, cancel and retry, and remember what they were told.

import { isFault } from '../../src/base/fault.ts';
import { type Decision, openDecisions } from '../../src/events/session.ts';
import type { Answer } from '../../src/manager/decide.ts';
import type { StartInput } from '../../src/manager/start.ts';
import { step } from '../support/fake-agents.ts';
import { person, startInput } from '../support/manager-desk.ts';
import type { Machine, Server } from './machine.ts';
import type { Owner, World } from './world.ts';

/** What was acknowledged to somebody, and so has to be true ever after. */
export interface Promised {
  started: { sessionId: string; workflowId: string }[];
  answered: { sessionId: string; decisionId: string; by: string }[];
  cancelled: { sessionId: string; workflowId: string }[];
}

export interface Town extends Owner {
  world: World;
  machine: Machine;
  promised: Promised;
  sessionIds: string[];
  /** Nobody is unreasonable any more: everything is answered so that it ends. */
  calm: boolean;
}

/** What a server may say to a person who does nothing wrong. */
const expected = [
  'WORKFLOW_CONFLICT',
  'DECISION_CLOSED',
  'STORAGE_UNAVAILABLE',
  'INVALID_INPUT',
  'NOT_FOUND',
] as const;

/** Null when the server is away, was gone before it answered, or refused. */
async function tried<T>(town: Town, ask: (server: Server) => Promise<T>): Promise<T | null> {
  const { server } = town.machine;
  if (server === null) return null;
  try {
    const answer = await server.asked(ask(server));
    return answer === 'gone' ? null : answer;
  } catch (error) {
    if (expected.some((code) => isFault(error, code))) return null;
    throw error;
  }
}

/** Starts a workflow, again and again under the same key until it is told that it is started. */
export async function starter(town: Town, input: Partial<StartInput>): Promise<void> {
  const { world } = town;
  const steps = world.chance(3)
    ? [step('file_reader', { timeoutSeconds: 20 }), step('trade_mapper', { requiresApproval: true })]
    : null;
  const full = { ...startInput, steps, ...input };
  await world.sleep(town, world.random(20_000));
  for (;;) {
    const started = await tried(town, ({ commands }) => commands.start(full));
    if (started !== null) {
      town.promised.started.push({ sessionId: started.session.id, workflowId: started.workflow.id });
      return;
    }
    await world.sleep(town, 1000);
    // A follow-up may be refused for ever, because another one is running.
    if (input.sessionId != null && world.chance(4)) return;
  }
}

/** Looks in now and then, and answers what is open. */
export async function answerer(town: Town): Promise<void> {
  const { world } = town;
  for (let number = 0; ; number++) {
    await world.sleep(town, town.calm ? 500 : 100 + world.random(40_000));
    const sessionId = world.oneOf(town.sessionIds);
    const session = await tried(town, ({ sessions }) => sessions.get(sessionId));
    if (session === null) continue;
    for (const decision of openDecisions(session)) {
      if (!town.calm && world.chance(3)) continue;
      const racing = town.calm ? 1 : 1 + world.random(3);
      const by = (one: number) => `${world.steps}-${number}-${one}`;
      await Promise.all(
        Array.from({ length: racing }, (_, one) => answerOnce(town, sessionId, decision, by(one))),
      );
    }
  }
}

async function answerOnce(town: Town, sessionId: string, decision: Decision, by: string): Promise<void> {
  const { world, calm } = town;
  const answer = calm ? plainAnswer(decision) : anyAnswer(world, decision);
  const key = world.chance(2) ? by : null;
  for (let again = key === null || calm ? 1 : 1 + world.random(3); again > 0; again--) {
    const made = await tried(town, ({ commands }) =>
      commands.answer(decision.id, answer, { ...person, id: by }, null, key),
    );
    if (made !== null) town.promised.answered.push({ sessionId, decisionId: decision.id, by });
  }
}

function anyAnswer(world: World, { options, multiple }: Decision): Answer {
  const values = options.map((one) => one.value);
  return world.oneOf<Answer>([
    { option: world.oneOf(values) },
    { option: 'not there' },
    { useDefault: true },
    { skip: true },
    { text: 'words' },
    { options: multiple ? values : values.slice(0, 1) },
  ]);
}

/** Goes on rather than fails. */
function plainAnswer({ options, type }: Decision): Answer {
  const known = (value: string) => options.some((one) => one.value === value);
  if (type === 'error_resolution' && known('retry')) return { option: 'retry' };
  return { option: options[0]!.value };
}

/** Cannot leave it alone: pauses, resumes, cancels, retries, starts follow-ups. */
export async function meddler(town: Town): Promise<void> {
  const { world } = town;
  for (;;) {
    await world.sleep(town, town.calm ? 2000 : 500 + world.random(60_000));
    const sessionId = world.oneOf(town.sessionIds);
    const session = await tried(town, ({ sessions }) => sessions.get(sessionId));
    const workflow = session?.workflows.at(-1);
    if (workflow === undefined) continue;
    const { id } = workflow;
    if (workflow.status === 'paused') await tried(town, ({ commands }) => commands.resume(id));
    if (workflow.status === 'paused' || town.calm) continue;
    const whim = world.random(24);
    if (whim < 8) await tried(town, ({ commands }) => commands.pause(id, null));
    else if (whim < 13) await tried(town, ({ commands }) => commands.retry(id));
    else if (whim < 15) {
      const cancelled = await tried(town, ({ commands }) => commands.cancel(id, null));
      if (cancelled !== null) town.promised.cancelled.push({ sessionId, workflowId: id });
    } else if (whim < 18)
      await starter(town, { sessionId, sample: false, idempotencyKey: `more-${world.steps}` });
  }
}
