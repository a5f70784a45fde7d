// A manager with a real log, engine and commands, on a clock that is turned by hand; without any door.

import type { Agent } from '../../src/agents/agent.ts';
import { createLogger } from '../../src/base/logger.ts';
import type { Brain } from '../../src/brains/brain.ts';
import { createBrains } from '../../src/brains/brains.ts';
import { openLocalEngine } from '../../src/engine/local/local-engine.ts';
import type { Event } from '../../src/events/event.ts';
import type { Decision, Session, Workflow } from '../../src/events/session.ts';
import { eachHead, unfinished } from '../../src/log/heads.ts';
import type { Log } from '../../src/log/log.ts';
import { createSessions } from '../../src/log/sessions.ts';
import { openSqliteLog } from '../../src/log/sqlite/sqlite-log.ts';
import { createCommands } from '../../src/manager/commands.ts';
import { createManager } from '../../src/manager/manager.ts';
import type { Residency } from '../../src/manager/offers.ts';
import type { StartInput } from '../../src/manager/start.ts';
import { untilSession } from './session-watch.ts';
import { tempFolder } from './temp-folder.ts';
import { createTurnedClock } from './turned-clock.ts';

export const person = { id: 'p', name: 'Pat', kind: 'user' } as const;

export const startInput: StartInput = {
  sessionId: null,
  title: null,
  instructions: 'Export a full estimate',
  documentIds: null,
  sample: true,
  steps: null,
  budget: null,
  models: [],
  urls: [],
  idempotencyKey: null,
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** `folder` lets another desk go on where one was closed. */
export async function openDesk(
  roster: Agent[],
  {
    folder = tempFolder(),
    clock = createTurnedClock(),
    brains: list = [] as Brain[],
    residency = 'anywhere' as Residency,
  } = {},
) {
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const log = openSqliteLog({ folder: folder.path, durability: 'normal', onError });
  const sessions = createSessions(log);
  const engine = openLocalEngine({ clock, concurrency: 10, onError });
  const intake = {
    add: () => Promise.reject(new Error('not used')),
    check: ({ name }: { name: string }) => name,
    fetch: async () => [],
    async addSample(sessionId: string) {
      const document = {
        id: `document_${sessionId}`,
        sessionId,
        name: 'a.csv',
        mediaType: 'text/csv',
        kind: 'csv',
        byteSize: 1,
        sha256: await log.putBlob(Buffer.from('x')),
      };
      await log.addDocument(document);
      return [document];
    },
  };
  const commands = createCommands({
    log,
    sessions,
    engine,
    clock,
    intake,
    roster,
    brains: list,
    maxInstructionLength: 1000,
  });
  const logger = createLogger('silent');
  engine.start(
    createManager({
      log,
      sessions,
      clock,
      engine,
      logger,
      roster,
      brains: createBrains(list, clock),
      residency,
      decisionTimeoutSeconds: 300,
      progressEveryMs: 0,
    }),
  );
  for await (const head of eachHead(log, unfinished)) engine.wake(head.id);

  const until = (sessionId: string, isSo: (session: Session, workflow: Workflow) => boolean) =>
    untilSession(
      log,
      sessions,
      sessionId,
      (session) => session.workflows.length > 0 && isSo(session, session.workflows.at(-1)!),
    );

  return {
    log,
    sessions,
    commands,
    clock,
    errors,
    folder,
    engine,
    until,
    start: (input: Partial<StartInput> = {}) => commands.start({ ...startInput, ...input }),
    finished: (sessionId: string) =>
      until(sessionId, (_, workflow) => ['succeeded', 'failed', 'cancelled'].includes(workflow.status)),
    events: async (sessionId: string): Promise<Event[]> => log.read(sessionId, 0, 10_000),
    /** Waits for an event. */
    told: (sessionId: string, is: (event: Event) => boolean) => untilTold(log, sessionId, is),
    async asked(sessionId: string, topic: string): Promise<Decision> {
      const find = (session: Session) =>
        Object.values(session.decisions).findLast((one) => one.topic === topic && one.status === 'open');
      return find(await until(sessionId, (session) => find(session) !== undefined))!;
    },
    /** Closes, and leaves the folder for another. */
    async leave() {
      await engine[Symbol.asyncDispose]();
      await log[Symbol.asyncDispose]();
    },
    async [Symbol.asyncDispose]() {
      await this.leave();
      folder[Symbol.dispose]();
    },
  };
}

async function untilTold(log: Log, sessionId: string, is: (event: Event) => boolean): Promise<Event> {
  for (;;) {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _watch = log.watch(sessionId, () => resolve());
    const found = (await log.read(sessionId, 0, 10_000)).find(is);
    if (found !== undefined) return found;
    await promise;
  }
}

/** What happened, in a few words each, for comparing. */
export function story(events: Event[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'workflow_state_change')
      return [
        `${event.data.changeType}${event.data.changedAgent === null ? '' : ` ${event.data.changedAgent}`}`,
      ];
    if (event.type === 'user_decision_needed') return [`asked ${event.data.topic}`];
    if (event.type === 'user_decision_made') return [`made ${event.data.outcome}`];
    if (event.type === 'error_recovery')
      return [`recovery ${event.data.recoveryStrategy} ${event.data.recoveryStatus}`];
    return [];
  });
}
