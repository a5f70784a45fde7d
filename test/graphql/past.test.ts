// A session as it was: `session(id, at)`.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roster } from '../../src/agents/roster.ts';
import type { Draft, Event } from '../../src/events/event.ts';
import { emptySession, fold } from '../../src/events/session.ts';
import { openMemoryLog } from '../../src/log/memory/memory-log.ts';
import { createSessions } from '../../src/log/sessions.ts';
import { anyLog } from '../support/any-event.ts';
import { finishWorkflow } from '../support/finish-workflow.ts';
import { startSample, startServer } from '../support/server.ts';

const record = { id: 's1', title: 'a session', createdAt: '2026-01-01T00:00:00.000Z' };

const draftsOf = (events: readonly Event[]) =>
  events.map(({ sessionId: _s, sequence: _n, ...draft }) => draft as Draft);

test('the session after any event is the fold of the events up to it, in whatever order places are asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyLog(40),
      fc.array(fc.nat(40), { minLength: 1, maxLength: 12 }),
      async (events, places) => {
        await using log = openMemoryLog({
          onError(error) {
            throw error;
          },
        });
        await log.createSession(record);
        if (events.length > 0) await log.append('s1', 0, draftsOf(events));
        const sessions = createSessions(log);
        for (const place of places) {
          const expected = events.slice(0, place).reduce(fold, emptySession(record));
          expect(await sessions.at('s1', place)).toEqual(expected);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('its history ends there, pages of it too, and a place before what is kept is the oldest that is', async () => {
  await using server = await startServer();
  const { log } = server.services;
  await log.createSession(record);
  const drafts = Array.from(
    { length: 2500 },
    (_, index): Draft => ({
      type: 'chat_message',
      workflowId: null,
      timestamp: record.createdAt,
      data: { role: 'user', text: `${index + 1}`, messageId: null, partial: false },
    }),
  );
  await log.append('s1', 0, drafts);

  interface Answer {
    session: {
      lastSequence: number;
      newest: { edges: { cursor: string; node: { sequence: number } }[]; pageInfo: { hasNextPage: boolean } };
      first: { edges: { node: { sequence: number } }[]; pageInfo: { hasNextPage: boolean } };
    };
  }
  const at = (place: number) =>
    server.post<Answer>(
      `query ($at: Int) { session(id: "s1", at: $at) {
        lastSequence
        newest: events(last: 3) { edges { cursor node { ... on Event { sequence } } } pageInfo { hasNextPage } }
        first: events(first: 500) { edges { node { ... on Event { sequence } } } pageInfo { hasNextPage } }
      } }`,
      { at: place },
    );
  const middle = (await at(2100)).data!.session;
  expect(middle.lastSequence).toBe(2100);
  expect(middle.newest.edges.map(({ node }) => node.sequence)).toEqual([2098, 2099, 2100]);
  const early = (await at(2)).data!.session;
  expect(early.first.edges.map(({ node }) => node.sequence)).toEqual([1, 2]);
  expect(early.first.pageInfo.hasNextPage).toBe(false);
  expect((await at(9999)).data!.session.lastSequence).toBe(2500);
  expect((await at(-5)).data!.session.lastSequence).toBe(0);

  await log.prune('s1', 2000, await server.services.sessions.at('s1', 2000));
  expect((await at(2050)).data!.session.lastSequence).toBe(2050);
  const pruned = (await at(10)).data!.session;
  expect(pruned.lastSequence).toBe(2000);
  expect(pruned.newest.edges).toEqual([]);
});

test('a workflow of the past has the results and open questions of then', async () => {
  await using server = await startServer({ roster });
  const { session } = await startSample(server);
  await finishWorkflow(server, session.id);
  const { data } = await server.post<{
    session: { events: { edges: { node: { sequence: number; __typename: string } }[] } };
  }>(
    `query ($id: ID!) { session(id: $id) {
      events(first: 500, types: [ARTIFACT_READY, USER_DECISION_NEEDED, USER_DECISION_MADE]) {
        edges { node { __typename ... on Event { sequence } } } } } }`,
    { id: session.id },
  );
  let [results, questions] = [0, 0];
  const seen: [number, number][] = [];
  const expected: [number, number][] = [];
  for (const { node } of data!.session.events.edges) {
    if (node.__typename === 'ArtifactReady') results++;
    else questions += node.__typename === 'UserDecisionNeeded' ? 1 : -1;
    const then = await server.post<{
      session: { currentWorkflow: { artifacts: object[]; openDecisions: object[]; estimate: object | null } };
    }>(
      `query ($id: ID!, $at: Int) { session(id: $id, at: $at) {
        currentWorkflow { artifacts { id } openDecisions { id } estimate { class } } } }`,
      { id: session.id, at: node.sequence },
    );
    const { artifacts, openDecisions } = then.data!.session.currentWorkflow;
    seen.push([artifacts.length, openDecisions.length]);
    expected.push([results, questions]);
  }
  expect(seen).toEqual(expected);
  expect(results).toBeGreaterThan(5);
});
