// Events: one object type for each kind, the interface they share, and the union of them all.

import { cursorOf } from '../events/cursor.ts';
import { eventId, priorityOf } from '../events/event.ts';
import { metaOf } from '../events/field.ts';
import { decisionById } from '../manager/decide.ts';
import type { AnyEvent } from './builder.ts';
import type { Context } from './context.ts';
import type { Kit } from './kit.ts';
import { plain } from './plain.ts';

export type EventTypes = ReturnType<typeof addEvents>;

export function addEvents({ builder, derive, catalog }: Kit) {
  const kinds = [...catalog.values()];
  const EventType = builder.enumType('EventType', {
    description: 'The kinds of events.',
    values: Object.fromEntries(
      kinds.map((kind) => [kind.name.toUpperCase(), { value: kind.name, description: kind.doc }]),
    ),
  });
  const EventPriority = builder.enumType('EventPriority', {
    description: 'What may become of an event when a client is slow.',
    values: {
      CRITICAL: { value: 'critical', description: 'Never merged or delayed.' },
      NORMAL: { value: 'normal', description: 'Never merged.' },
      LOW: { value: 'low', description: 'May be merged into a newer one; the client is told.' },
    },
  });

  const Event = builder.interfaceRef<AnyEvent>('Event').implement({
    description: 'What every event carries.',
    resolveType: (event) => catalog.get(event.type)?.typeName,
    ...plain,
    fields: (t) => ({
      id: t.id({ description: 'Names the event over all sessions.', resolve: eventId, ...plain }),
      type: t.expose('type', { type: EventType, description: 'Its kind.' }),
      sessionId: t.exposeID('sessionId', { description: 'The session it happened in.' }),
      workflowId: t.exposeID('workflowId', {
        nullable: true,
        description: 'Null for what belongs to no workflow, such as a chat message before the first start.',
      }),
      sequence: t.exposeInt('sequence', {
        description:
          'Place in the session: 1, 2, 3 … without holes, so a client can prove that it missed nothing.',
      }),
      cursor: t.field({
        type: 'Cursor',
        description: 'Where to go on after this event.',
        resolve: (event) => cursorOf(event.sessionId, event.sequence),
        ...plain,
      }),
      timestamp: t.expose('timestamp', { type: 'DateTime', description: 'When it happened.' }),
      priority: t.field({
        type: EventPriority,
        description:
          'CRITICAL is never merged or delayed; LOW may be merged for a slow client, and the client is told.',
        resolve: (event) => priorityOf(event, catalog),
        ...plain,
      }),
    }),
  });

  const members = kinds.map((kind) => {
    const ref = builder.objectRef<AnyEvent>(kind.typeName);
    ref.implement({
      description: kind.doc,
      interfaces: [Event],
      fields: (t) =>
        ({
          ...derive.fieldsOf(kind.data, t as never, 'data'),
          ...Object.fromEntries(
            Object.entries(kind.data.shape).flatMap(([key, field]) => {
              const { link } = metaOf(field as never);
              if (link?.type !== 'Decision') return [];
              const resolve = (event: AnyEvent, _args: unknown, { services }: Context) =>
                linkedDecision(services, event, (event.data as Record<string, string>)[key]!);
              return [[link.field, t.field({ type: 'Decision', description: link.doc, resolve })]];
            }),
          ),
        }) as never,
    });
    return ref;
  });

  const StreamingEvent = builder.unionType('StreamingEvent', {
    description: 'Everything that can happen in a session.',
    types: members,
    resolveType: (event) => catalog.get(event.type)?.typeName,
    ...plain,
  });
  const ChatMessage = members[kinds.findIndex((kind) => kind.name === 'chat_message')]!;
  return { EventType, StreamingEvent, ChatMessage };
}

async function linkedDecision(services: Context['services'], event: AnyEvent, decisionId: string) {
  const decision = decisionById(await services.sessions.get(event.sessionId), decisionId);
  if (decision === undefined)
    throw new Error(`the log names a decision «${decisionId}» that was never asked`);
  return decision;
}
