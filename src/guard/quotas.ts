// Quotas: how much one person may set going. Around the services of a person, as their roles are.

import { LRUCache } from 'lru-cache';
import { Fault } from '../base/fault.ts';
import { hasEnded } from '../events/session.ts';
import type { Services } from '../graphql/context.ts';
import { eachHead, unfinished } from '../log/heads.ts';
import type { Log } from '../log/log.ts';
import { type Identity, personOf } from './identity.ts';
import { createRate } from './rate.ts';

export interface QuotaOptions {
  uploadsPerMinute: number;
  sessionsPerHour: number;
  maxOpenWorkflows: number;
}

/** Services that refuse a person what is over their quota: RATE_LIMITED, TOO_MANY_WORKFLOWS. */
export type WithQuotas = (services: Services, identity: Identity) => Services;

export function createQuotas({
  uploadsPerMinute,
  sessionsPerHour,
  maxOpenWorkflows,
}: QuotaOptions): WithQuotas {
  const uploads = createRate(uploadsPerMinute, 60);
  const made = createRate(sessionsPerHour, 3600);
  const open = createOpenWorkflows(maxOpenWorkflows);

  return (services, identity) => {
    const { commands, forks, intake, log } = services;
    const who = personOf(identity);
    const person = identity.isConfined ? identity.actor.id : null;
    return {
      ...services,
      commands: {
        ...commands,
        async createSession(...args) {
          await made.take(who);
          return commands.createSession(...args);
        },
        async start(input) {
          if (input.sessionId === null) await made.take(who);
          for (const _ of input.urls) await uploads.take(who);
          await open.refuse(log, who, person);
          const started = await commands.start(input);
          open.add(who, started.session.id);
          return started;
        },
        async say(sessionId, text) {
          await open.refuse(log, who, person, sessionId);
          const said = await commands.say(sessionId, text);
          if (said.workflowId !== null) open.add(who, sessionId);
          return said;
        },
      },
      forks: {
        async fork(...args) {
          await open.refuse(log, who, person);
          const started = await forks.fork(...args);
          open.add(who, started.session.id);
          return started;
        },
      },
      intake: {
        ...intake,
        async add(...args) {
          await uploads.take(who);
          return intake.add(...args);
        },
      },
    };
  };
}

/** Of the people who started something last; of others the log is read again. */
const mostPeople = 1000;

/** Sessions with an unfinished workflow, by person: read from the log once, and again when there seem to be too many. */
function createOpenWorkflows(most: number) {
  const known = new LRUCache<string, Set<string>>({ max: mostPeople });

  async function of(log: Log, who: string, person: string | null): Promise<Set<string>> {
    let sessions = known.get(who);
    if (sessions === undefined) {
      sessions = new Set();
      for await (const head of eachHead(log, unfinished)) {
        const isOwn = person === null || head.owner?.person === person;
        // Queued without an event is a session that nothing was started in.
        if (isOwn && head.lastSequence > 0) sessions.add(head.id);
      }
      known.set(who, sessions);
    }
    return sessions;
  }

  return {
    /** `within`: a session that goes on does not count again. @throws TOO_MANY_WORKFLOWS */
    async refuse(log: Log, who: string, person: string | null, within: string | null = null): Promise<void> {
      const sessions = await of(log, who, person);
      if (sessions.size < most || (within !== null && sessions.has(within))) return;
      for (const id of sessions) {
        const head = await log.head(id);
        if (head === null || hasEnded(head.status)) sessions.delete(id);
      }
      if (sessions.size >= most)
        throw new Fault('TOO_MANY_WORKFLOWS', `At most ${most} may be unfinished at the same time.`);
    },
    add: (who: string, sessionId: string) => void known.get(who)?.add(sessionId),
  };
}
