// Feed items: events, and what the transport did with them.

import { cursorOf } from '../events/cursor.ts';
import type { Event } from '../events/event.ts';
import type { FeedItem } from '../feed/feed.ts';
import type { EventTypes } from './event.ts';
import type { Kit } from './kit.ts';
import { plain } from './plain.ts';

type Item<K extends FeedItem['kind']> = Extract<FeedItem, { kind: K }>;

const typeNames: Record<FeedItem['kind'], string> = {
  snapshot: 'FeedSnapshot',
  event: 'FeedEvent',
  caught_up: 'FeedCaughtUp',
  conflated: 'FeedConflated',
  gap: 'FeedGap',
  heartbeat: 'FeedHeartbeat',
  ending: 'FeedEnding',
};

export function addFeedItems({ builder }: Kit, events: EventTypes) {
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
      AUTH_EXPIRED: {
        value: 'auth_expired',
        description: 'The token has expired; come back with a new one, from `cursor`.',
      },
      PERMISSION_REVOKED: {
        value: 'permission_revoked',
        description: 'What the token allowed was taken back.',
      },
      SLOW_CLIENT: { value: 'slow_client', description: 'This client took nothing for too long.' },
    },
  });
  const item = <K extends FeedItem['kind']>(kind: K, description: string, fields: (t: never) => object) =>
    builder.objectRef<Item<K>>(typeNames[kind]).implement({
      description,
      fields: (t) => ({
        cursor: t.field({
          type: 'Cursor',
          description: 'Where the stream goes on after this.',
          resolve: (one) => cursorOf(one.sessionId, one.sequence),
          ...plain,
        }),
        ...(fields(t as never) as object),
      }),
    });
  // biome-ignore lint/suspicious/noExplicitAny: each call below builds the fields of another type with one builder
  type T = any;
  const members = [
    item('snapshot', 'The folded session as of `cursor`; what follows continues exactly there.', (t: T) => ({
      session: t.field({
        type: 'Session',
        description: 'As of `cursor`.',
        resolve: (one: Item<'snapshot'>) => one.session,
      }),
    })),
    item('event', 'An event.', (t: T) => ({
      event: t.field({
        type: events.StreamingEvent,
        description: 'The event.',
        resolve: (one: { event: Event }) => one.event,
        ...plain,
      }),
      replayed: t.exposeBoolean('replayed', {
        description: 'It was in the log before the stream caught up.',
      }),
    })),
    item('caught_up', 'All that the log held has been sent; what follows is live.', (t: T) => ({
      replayedCount: t.exposeInt('replayedCount', { description: 'Events sent before this.' }),
    })),
    item(
      'conflated',
      'LOW events were merged into a newer one, because this client is slow or asked for it.',
      (t: T) => ({
        fromSequence: t.exposeInt('fromSequence', { description: 'The first of them.' }),
        toSequence: t.exposeInt('toSequence', { description: 'The last of them.' }),
        droppedCount: t.exposeInt('droppedCount', { description: 'How many.' }),
      }),
    ),
    item('gap', 'Events that can no longer be delivered. A snapshot follows.', (t: T) => ({
      fromSequence: t.exposeInt('fromSequence', { description: 'The first of them.' }),
      toSequence: t.exposeInt('toSequence', { description: 'The last of them.' }),
      gapReason: t.field({
        type: GapReason,
        description: 'Why.',
        resolve: (one: Item<'gap'>) => one.gapReason,
        ...plain,
      }),
    })),
    item('heartbeat', 'Nothing happened, and the stream is alive.', (t: T) => ({
      serverTime: t.field({
        type: 'DateTime',
        description: 'The server’s clock.',
        resolve: (one: Item<'heartbeat'>) => one.serverTime,
        ...plain,
      }),
      lagSequences: t.exposeInt('lagSequences', {
        description: 'Sequences in the log that were not sent yet.',
      }),
    })),
    item(
      'ending',
      'The stream is about to end. Reconnect with `cursor` after `retryAfterMs`, when there is one.',
      (t: T) => ({
        endReason: t.field({
          type: EndReason,
          description: 'Why.',
          resolve: (one: Item<'ending'>) => one.endReason,
          ...plain,
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
    resolveType: (value) => typeNames[(value as FeedItem).kind],
    ...plain,
  });
}
