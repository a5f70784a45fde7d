// Asked log: any log, and what the page's own documents get from the real schema about it.

import { type DocumentNode, execute } from 'graphql';
import { expect } from 'vitest';
import type { SessionAtQuery } from '../../src/dashboard/generated/graphql.ts';
import { earlier, sessionAt } from '../../src/dashboard/session/documents.ts';
import type { Event } from '../../src/events/event.ts';
import type { Context } from '../../src/graphql/context.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { openMemoryLog } from '../../src/log/memory/memory-log.ts';
import { createSessions } from '../../src/log/sessions.ts';
import { anyLog } from '../support/any-event.ts';

const schema = createSchema();
type Answer = NonNullable<SessionAtQuery['session']>;

/** An answer names a question that was asked, and tokens add up to what GraphQL's Int holds. */
function possible(events: readonly Event[]): Event[] {
  const asked = new Set<string>();
  return events
    .filter((event) => {
      if (event.type === 'user_decision_needed') asked.add(event.data.decisionId);
      return event.type !== 'user_decision_made' || asked.has(event.data.decisionId);
    })
    .map((event) => {
      if (event.type !== 'cost_incurred') return event;
      const { inputTokens, outputTokens } = event.data;
      const few = { inputTokens: inputTokens % 1_000_000, outputTokens: outputTokens % 1_000_000 };
      return { ...event, data: { ...event.data, ...few } };
    });
}

/** A log with these events, and what the schema answers about it. */
export async function openAsked(events: readonly Event[]) {
  const log = openMemoryLog({ onError: console.error });
  await log.createSession({ id: 's1', title: 'A session', createdAt: '2026-01-01T00:00:00.000Z' });
  await log.append('s1', 0, events);
  const services = { log, sessions: createSessions(log), brains: { all: [] } };
  const contextValue = { services } as unknown as Context;
  const ask = async <T>(document: DocumentNode, variableValues: object) => {
    const { data, errors } = await execute({
      schema,
      document,
      variableValues: { id: 's1', ...variableValues },
      contextValue,
    });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)).session as T;
  };
  return {
    at: (at: number) => ask<Answer>(sessionAt, { at }),
    all: async () => (await ask<{ events: Answer['newest'] }>(earlier, { last: 500 })).events.edges,
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  };
}

/** Any log that a manager could have written. */
export const anyPossibleLog = (most: number) => anyLog(most).map(possible);
