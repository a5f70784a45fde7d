// Sessions: one conversation with the manager, its documents, workflows and history.

import { isFault } from '../base/fault.ts';
import { subtractMoney, addMoney as sum } from '../events/cost.ts';
import { cursorOf } from '../events/cursor.ts';
import type { Event } from '../events/event.ts';
import { openDecisions, type Session } from '../events/session.ts';
import { executionStatus } from '../events/shapes.ts';
import { filterOf } from '../feed/filter.ts';
import { forecastOf } from '../manager/forecast.ts';
import type { EventTypes } from './event.ts';
import type { FaultTypes } from './fault.ts';
import { readHistory } from './history.ts';
import type { Kit } from './kit.ts';
import type { addMoney, Reported } from './money.ts';
import { type Connection, connect, type PageInfo, pageSize, unknownEdge } from './page.ts';
import { within } from './within.ts';

interface Parts {
  events: EventTypes;
  money: ReturnType<typeof addMoney>;
  pageInfo: ReturnType<typeof import('./page.ts').addPages>;
  faults: FaultTypes;
}

/** Null for a session that is not there; anything else is thrown on. */
export function orNull(error: unknown): null {
  if (isFault(error, 'NOT_FOUND')) return null;
  throw error;
}

export function addSessions({ builder, derive }: Kit, { events, money, pageInfo, faults }: Parts): void {
  const Status = derive.enumOf(executionStatus);

  const EventEdge = builder.objectRef<{ cursor: string; node: Event }>('EventEdge').implement({
    description: 'An event and its place.',
    fields: (t) => ({
      cursor: t.field({
        type: 'Cursor',
        description: 'Where to go on after it.',
        resolve: (edge) => edge.cursor,
      }),
      node: t.field({ type: events.StreamingEvent, description: 'The event.', resolve: (edge) => edge.node }),
    }),
  });
  const EventConnection = builder.objectRef<Connection<Event>>('EventConnection').implement({
    description: 'A page of a session’s history.',
    fields: (t) => ({
      edges: t.field({ type: [EventEdge], description: 'In order.', resolve: (page) => page.edges }),
      pageInfo: t.field({
        type: pageInfo,
        description: 'Where the page stands.',
        resolve: (page): PageInfo => page.pageInfo,
      }),
    }),
  });

  builder.objectType('Session', {
    description:
      'One conversation with the manager: its documents, its workflows, one ordered log of events.',
    interfaces: ['Node'],
    fields: (t) => ({
      title: t.exposeString('title', { description: 'To show to people.' }),
      createdAt: t.field({
        type: 'DateTime',
        description: 'When it was made.',
        resolve: (one) => one.createdAt,
      }),
      status: t.field({
        type: Status,
        description: 'Of its newest workflow; QUEUED before the first.',
        resolve: (one) => one.status,
      }),
      cursor: t.field({
        type: 'Cursor',
        description: 'Where a subscription continues from this very state.',
        resolve: (one) => cursorOf(one.id, one.lastSequence),
      }),
      lastSequence: t.exposeInt('lastSequence', { description: 'Of its newest event; 0 before the first.' }),
      firstRetainedSequence: t.int({
        description: 'Of the oldest event that can still be read.',
        resolve: async (one, _args, { services }) =>
          (await services.log.head(one.id))?.firstRetainedSequence ?? 1,
      }),
      currentWorkflow: t.field({
        type: 'Workflow',
        nullable: true,
        description: 'The newest one.',
        resolve: (one) => within(one).at(-1) ?? null,
      }),
      workflows: t.field({
        type: ['Workflow'],
        description: 'All, oldest first.',
        resolve: within,
      }),
      documents: t.field({
        type: ['Document'],
        description: 'In the order they came.',
        resolve: (one, _args, { services }) => services.log.documents(one.id),
      }),
      artifacts: t.field({
        type: ['Artifact'],
        description: 'All results, oldest first.',
        resolve: (one) => one.artifacts,
      }),
      events: t.field({
        type: EventConnection,
        description:
          'Its history up to `lastSequence`, in pages of at most 500; the cursors also resume a subscription.',
        args: {
          first: t.arg.int({ description: 'So many from `after`, forward.' }),
          after: t.arg({ type: 'Cursor', description: 'After this place.' }),
          last: t.arg.int({ description: 'So many up to `before`, the newest of them.' }),
          before: t.arg({ type: 'Cursor', description: 'Before this place.' }),
          types: t.arg({ type: [events.EventType], description: 'Only these kinds.' }),
          agents: t.arg.stringList({ description: 'Of what belongs to agents, only these.' }),
        },
        resolve: (one, { types, agents, ...place }, { services }) =>
          readHistory(services.log, one, place, filterOf(types, agents)),
      }),
      openDecisions: t.field({
        type: ['Decision'],
        description: 'Those that wait, oldest first.',
        resolve: openDecisions,
      }),
      decisions: t.field({
        type: ['Decision'],
        description: 'All, oldest first.',
        resolve: (one) => Object.values(one.decisions),
      }),
      cost: t.field({
        type: money.CostReport,
        description: 'What brains have cost.',
        resolve: (one, _args, { services }): Reported => {
          const workflow = one.workflows.at(-1);
          if (workflow === undefined) return { ...one.cost, forecast: one.cost.total };
          const forecast = forecastOf(one, workflow, services.brains.all);
          const before = subtractMoney(one.cost.total, workflow.cost.total);
          return { ...one.cost, forecast: sum(before, forecast) };
        },
      }),
    }),
  });

  const SessionEdge = builder.objectRef<{ cursor: string; node: Session }>('SessionEdge').implement({
    description: 'A session and its place in the list.',
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Where to go on after it.' }),
      node: t.field({ type: 'Session', description: 'The session.', resolve: (edge) => edge.node }),
    }),
  });
  const SessionConnection = builder.objectRef<Connection<Session>>('SessionConnection').implement({
    description: 'A page of sessions.',
    fields: (t) => ({
      edges: t.field({ type: [SessionEdge], description: 'Newest first.', resolve: (page) => page.edges }),
      pageInfo: t.field({
        type: pageInfo,
        description: 'Where the page stands.',
        resolve: (page): PageInfo => page.pageInfo,
      }),
    }),
  });
  builder.queryField('session', (t) =>
    t.field({
      type: 'Session',
      nullable: true,
      description: 'A session; null when there is none with this id.',
      args: {
        id: t.arg.id({ required: true, description: 'Its id.' }),
        at: t.arg.int({
          description:
            'As it was after the event with this sequence; its history ends there, too. Documents are those of now.',
        }),
      },
      resolve: (_root, { id, at }, { services: { sessions } }) =>
        (at == null ? sessions.get(id) : sessions.at(id, Math.max(0, at))).catch(orNull),
    }),
  );
  builder.queryField('sessions', (t) =>
    t.field({
      type: SessionConnection,
      description: 'All sessions, newest first.',
      args: {
        first: t.arg.int({ description: 'So many, at most 500; 50 when left out.' }),
        after: t.arg.string({ description: 'After this edge.' }),
        status: t.arg({
          type: [Status],
          description: 'Only those whose newest workflow is in one of these states.',
        }),
      },
      resolve: async (_root, { first, after, status }, { services }) => {
        if (after != null && (await services.log.head(after)) === null) throw unknownEdge();
        const page = await services.log.sessions({
          first: pageSize(first, 'first'),
          after: after ?? null,
          status: status ?? null,
        });
        const sessions = await Promise.all(page.heads.map((head) => services.sessions.get(head.id)));
        return connect(sessions, (one) => one.id, { next: page.hasMore, previous: after != null });
      },
    }),
  );

  const MessageSent = faults.outcome('MessageSent', 'It was said.', (t) => ({
    sent: t.field({
      type: events.ChatMessage,
      description: 'The event.',
      resolve: (one: { sent: Event }) => one.sent,
    }),
  }));
  const Result = faults.resultOf('SendMessageResult', 'What became of a message.', MessageSent, [
    'InvalidInput',
    'NotFound',
  ]);
  builder.mutationField('sendMessage', (t) =>
    t.field({
      type: Result,
      description:
        'Says something in a session. When no workflow is running and there are documents, it starts one with these instructions.',
      args: {
        sessionId: t.arg.id({ required: true, description: 'The session.' }),
        text: t.arg.string({ required: true, description: 'What to say.' }),
      },
      resolve: (_root, { sessionId, text }, { services }) =>
        faults.attempt('MessageSent', services, async () => ({
          sent: await services.commands.say(sessionId, text),
        })),
    }),
  );
}
