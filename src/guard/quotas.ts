// Quotas: how much one person may set going. Around the services of a person, as their roles are.

import type { Services } from '../graphql/context.ts';
import { sessionIdForKey } from '../manager/commands.ts';
import { type Identity, personOf } from './identity.ts';
import { createOpenWorkflows } from './open-workflows.ts';
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
    const take = (sessionId: string | null) => open.take(log, { who, person, sessionId });
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
          const { sessionId, idempotencyKey: key } = input;
          // The same start again counts once.
          using place = await take(sessionId ?? (key === null ? null : sessionIdForKey(key)));
          const started = await commands.start(input);
          place.isOf(started.session.id);
          return started;
        },
        async say(sessionId, text) {
          using place = await take(sessionId);
          const said = await commands.say(sessionId, text);
          if (said.workflowId !== null) place.isOf(sessionId);
          return said;
        },
        async retry(workflowId) {
          using place = await take(await log.find(workflowId));
          const workflow = await commands.retry(workflowId);
          place.isOf(workflow.sessionId);
          return workflow;
        },
      },
      forks: {
        async fork(input, by) {
          using place = await take(await log.find(input.workflowId));
          const started = await forks.fork(input, by);
          place.isOf(started.session.id);
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
