// Streams: the subscriptions to a session.

import { Fault, isFault } from '../base/fault.ts';
import { sha256 } from '../base/id.ts';
import { cursorOf, sequenceOf } from '../events/cursor.ts';
import { openEvents } from '../feed/events.ts';
import { openFeed } from '../feed/feed.ts';
import { filterOf } from '../feed/filter.ts';
import { headOf } from '../log/heads.ts';
import type { Context } from './context.ts';
import type { EventTypes } from './event.ts';
import { addFeedItems } from './feed-item.ts';
import type { Kit } from './kit.ts';
import { plain } from './plain.ts';

/** Where the stream goes on after a payload; told beside the data as `extensions.cursor`. */
export function payloadCursor(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('sequence' in payload && 'sessionId' in payload))
    return null;
  return cursorOf(String(payload.sessionId), Number(payload.sequence));
}

/** Arguments that say where a stream begins, or when it says that it is alive, and nothing about what is told. */
const places = {
  extensions: { ...plain.extensions, placeArguments: ['after', 'live', 'subscriber', 'heartbeatMs'] },
};

export function addStreams(kit: Kit, events: EventTypes): void {
  const { builder } = kit;
  const FeedItemType = addFeedItems(kit, events);
  const subscriber =
    'A name of your own for this place on the screen, at most 128 characters. The server keeps how far it got, by WebSocket pings that the client answers by itself, and a subscription with the same name and variables goes on from there. A few events may come again after a reconnect, so go by `cursor`. Only over WebSocket.';
  builder.subscriptionField('events', (t) =>
    t.field({
      type: events.StreamingEvent,
      description:
        'A session’s events in order, each once: those after `after`, then live ones. Without `after` from the first retained event, never from now: a client that reconnects with its old variables may see events again, but loses none. Each result carries `extensions.cursor`. For a client that does not keep up, LOW events are merged; `sequence` shows it.',
      args: {
        sessionId: t.arg.id({ required: true, description: 'The session.' }),
        types: t.arg({ type: [events.EventType], description: 'Only these kinds.' }),
        agents: t.arg.stringList({ description: 'Of what belongs to agents, only these.' }),
        after: t.arg({ type: 'Cursor', description: 'After this place.' }),
        live: t.arg.boolean({ defaultValue: false, description: 'Start at the present; `after` wins.' }),
        subscriber: t.arg.id({ description: subscriber }),
      },
      subscribe: async (_root, { sessionId, types, agents, live, ...args }, context) => {
        const name = markName(args.subscriber, types, agents, context);
        const place = await placeOf(sessionId, args.after, name, context);
        const { log, clock } = context.services;
        return openEvents({
          log,
          clock,
          sessionId,
          after: place ?? (live === true ? 'now' : null),
          filter: filterOf(types, agents),
        });
      },
      resolve: (event) => event,
      ...places,
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
        subscriber: t.arg.id({ description: subscriber }),
      },
      subscribe: async (_root, { sessionId, types, agents, conflateMs, heartbeatMs, ...args }, context) => {
        const { log, clock, draining, retryAfterMs } = context.services;
        return openFeed({
          log,
          clock,
          sessionId,
          after: await placeOf(
            sessionId,
            args.after,
            markName(args.subscriber, types, agents, context),
            context,
          ).catch(unknown),
          filter: filterOf(types, agents),
          conflateMs: Math.min(60_000, Math.max(0, conflateMs ?? 0)),
          heartbeatMs: Math.min(300_000, Math.max(100, heartbeatMs ?? 15_000)),
          untilFinished: args.untilFinished ?? false,
          draining,
          retryAfterMs,
        });
      },
      resolve: (item) => item as never,
      ...places,
    }),
  );
}

function unknown(error: unknown): 'unknown' {
  if (isFault(error, 'CURSOR_UNKNOWN')) return 'unknown';
  throw error;
}

/** The same name of another person, or with another filter, is another subscriber: it was told other things. */
function markName(
  name: string | null | undefined,
  types: readonly string[] | null | undefined,
  agents: readonly string[] | null | undefined,
  { actor }: Context,
): string | null {
  if (name == null) return null;
  if (name.length < 1 || name.length > 128) {
    throw new Fault('INVALID_INPUT', 'The name of a subscriber has 1 to 128 characters.', {
      path: ['subscriber'],
    });
  }
  const told = JSON.stringify([actor.id, types?.toSorted() ?? null, agents?.toSorted() ?? null]);
  return `${name} ${sha256(told).slice(0, 16)}`;
}

/**
 * The sequence after which the client goes on; null when it does not say. A named subscriber that comes back with the
 * cursor that it began with is further than that.
 */
async function placeOf(
  sessionId: string,
  after: string | null | undefined,
  name: string | null,
  { services, lastEventId, handover }: Context,
): Promise<number | null> {
  const cursor = lastEventId ?? after;
  const asked = cursor == null ? null : sequenceOf(await headOf(services.log, sessionId), cursor);
  if (name === null) return asked;
  if (handover !== null) handover.subscriber = { sessionId, name };
  const confirmed = await services.marks.get(sessionId, name);
  return confirmed === null ? asked : Math.max(confirmed, asked ?? 0);
}
