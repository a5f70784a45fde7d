// Streams: the subscriptions to a session.

import { isFault } from '../base/fault.ts';
import { cursorOf, sequenceOf } from '../events/cursor.ts';
import type { Event } from '../events/event.ts';
import { openEvents } from '../feed/events.ts';
import { type FeedItem, openFeed } from '../feed/feed.ts';
import { filterOf } from '../feed/filter.ts';
import type { EventTypes } from './event.ts';
import type { Kit } from './kit.ts';

type Item<K extends FeedItem['kind']> = Extract<FeedItem, { kind: K }>;

/** Where the stream goes on after a payload; told beside the data as `extensions.cursor`. */
export function payloadCursor(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('sequence' in payload && 'sessionId' in payload))
    return null;
  return cursorOf(String(payload.sessionId), Number(payload.sequence));
}

export function addStreams(kit: Kit, events: EventTypes): void {
  const { builder } = kit;
  const FeedItemType = addFeedItems(kit, events);
  builder.subscriptionField('events', (t) =>
    t.field({
      type: events.StreamingEvent,
      description:
        'A session’s events in order, each once: those after `after`, then live ones. Without `after` from the first retained event, never from now: a client that reconnects with its old variables may see events again, but loses none. Each result carries `extensions.cursor`.',
      args: {
        sessionId: t.arg.id({ required: true, description: 'The session.' }),
        types: t.arg({ type: [events.EventType], description: 'Only these kinds.' }),
        agents: t.arg.stringList({ description: 'Of what belongs to agents, only these.' }),
        after: t.arg({ type: 'Cursor', description: 'After this place.' }),
        live: t.arg.boolean({ defaultValue: false, description: 'Start at the present; `after` wins.' }),
      },
      subscribe: (_root, { sessionId, types, agents, live, ...args }, { services, lastEventId }) => {
        const after = lastEventId ?? args.after;
        return openEvents({
          log: services.log,
          clock: services.clock,
          sessionId,
          after: after != null ? sequenceOf(sessionId, after) : live === true ? 'now' : null,
          filter: filterOf(types, agents),
        });
      },
      resolve: (event) => event,
    }),
  );
  builder.subscriptionField('feed', (t) =>
    t.field({
      type: FeedItemType,
      description: 'The same with a snapshot first, and with what the transport did: gaps, merging, the end.',
      args: {
        sessionId: t.arg.id({ required: true, description: 'The session.' }),
        types: t.arg({ type: [events.EventType], description: 'Only these kinds.' }),
        agents: t.arg.stringList({ description: 'Of what belongs to agents, only these.' }),
        after: t.arg({
          type: 'Cursor',
          description: 'After this place; the snapshot is the session as it was there.',
        }),
        conflateMs: t.arg.int({
          description:
            'Gather live events for so long, at most 60000, and merge LOW ones of one execution into their newest.',
        }),
        heartbeatMs: t.arg.int({
          description:
            'A heartbeat after so long without anything else, from 100 to 300000; 15000 when left out.',
        }),
        untilFinished: t.arg.boolean({
          defaultValue: false,
          description: 'End when the session’s workflow has ended and all was told.',
        }),
      },
      subscribe: (
        _root,
        { sessionId, types, agents, conflateMs, heartbeatMs, untilFinished, ...args },
        { services, lastEventId },
      ) => {
        const after = lastEventId ?? args.after;
        return openFeed({
          log: services.log,
          clock: services.clock,
          sessionId,
          after: after == null ? null : placeOf(sessionId, after),
          filter: filterOf(types, agents),
          conflateMs: Math.min(60_000, Math.max(0, conflateMs ?? 0)),
          heartbeatMs: Math.min(300_000, Math.max(100, heartbeatMs ?? 15_000)),
          untilFinished: untilFinished ?? false,
          draining: services.draining,
        });
      },
      resolve: (item) => item as never,
    }),
  );
}

function placeOf(sessionId: string, cursor: string): number | 'unknown' {
  try {
    return sequenceOf(sessionId, cursor);
  } catch (error) {
    if (isFault(error, 'CURSOR_UNKNOWN')) return 'unknown';
    throw error;
  }
}

function addFeedItems({ builder }: Kit, events: EventTypes) {
  const GapReason = builder.enumType('GapReason', {
    description: 'Why events are missing.',
    values: {
      RETENTION: { value: 'retention', description: 'They were cleaned up.' },
      CURSOR_UNKNOWN: { value: 'cursor_unknown', description: 'The cursor was not one of this session.' },
    },
  });
  const EndReason = builder.enumType('EndReason', {
    description: 'Why the stream ends.',
    values: {
      WORKFLOW_FINISHED: { value: 'workflow_finished', description: 'It was asked to end then.' },
      SERVER_DRAINING: { value: 'server_draining', description: 'The server is about to close.' },
    },
  });
  const item = <K extends FeedItem['kind']>(
    kind: K,
    name: string,
    description: string,
    fields: (t: never) => object,
  ) =>
    builder.objectRef<Item<K>>(name).implement({
      description,
      isTypeOf: (value) => (value as FeedItem).kind === kind,
      fields: (t) => ({
        cursor: t.field({
          type: 'Cursor',
          description: 'Where the stream goes on after this.',
          resolve: (one) => cursorOf(one.sessionId, one.sequence),
        }),
        ...(fields(t as never) as object),
      }),
    });
  // biome-ignore lint/suspicious/noExplicitAny: each call below builds the fields of another type with one builder
  type T = any;
  const members = [
    item(
      'snapshot',
      'FeedSnapshot',
      'The folded session as of `cursor`; what follows continues exactly there.',
      (t: T) => ({
        session: t.field({
          type: 'Session',
          description: 'As of `cursor`.',
          resolve: (one: Item<'snapshot'>) => one.session,
        }),
      }),
    ),
    item('event', 'FeedEvent', 'An event.', (t: T) => ({
      event: t.field({
        type: events.StreamingEvent,
        description: 'The event.',
        resolve: (one: { event: Event }) => one.event,
      }),
      replayed: t.exposeBoolean('replayed', {
        description: 'It was in the log before the stream caught up.',
      }),
    })),
    item(
      'caught_up',
      'FeedCaughtUp',
      'All that the log held has been sent; what follows is live.',
      (t: T) => ({
        replayedCount: t.exposeInt('replayedCount', { description: 'Events sent before this.' }),
      }),
    ),
    item(
      'conflated',
      'FeedConflated',
      'LOW events were merged into a newer one, as was asked for.',
      (t: T) => ({
        fromSequence: t.exposeInt('fromSequence', { description: 'The first of them.' }),
        toSequence: t.exposeInt('toSequence', { description: 'The last of them.' }),
        droppedCount: t.exposeInt('droppedCount', { description: 'How many.' }),
      }),
    ),
    item('gap', 'FeedGap', 'Events that can no longer be delivered. A snapshot follows.', (t: T) => ({
      fromSequence: t.exposeInt('fromSequence', { description: 'The first of them.' }),
      toSequence: t.exposeInt('toSequence', { description: 'The last of them.' }),
      gapReason: t.field({
        type: GapReason,
        description: 'Why.',
        resolve: (one: Item<'gap'>) => one.gapReason,
      }),
    })),
    item('heartbeat', 'FeedHeartbeat', 'Nothing happened, and the stream is alive.', (t: T) => ({
      serverTime: t.field({
        type: 'DateTime',
        description: 'The server’s clock.',
        resolve: (one: Item<'heartbeat'>) => one.serverTime,
      }),
      lagSequences: t.exposeInt('lagSequences', {
        description: 'Sequences in the log that were not sent yet.',
      }),
    })),
    item(
      'ending',
      'FeedEnding',
      'The stream is about to end. Reconnect with `cursor` after `retryAfterMs`, when there is one.',
      (t: T) => ({
        endReason: t.field({
          type: EndReason,
          description: 'Why.',
          resolve: (one: Item<'ending'>) => one.endReason,
        }),
        retryAfterMs: t.exposeInt('retryAfterMs', {
          nullable: true,
          description: 'Milliseconds to wait; null when there is nothing to come back for.',
        }),
      }),
    ),
  ];
  return builder.unionType('FeedItem', {
    description: 'Events, and what the transport did with them.',
    types: members as never,
  });
}
