// Protocols: how a subscriber asks for events, and where an event is in what it gets.

import { documents } from '../documents.ts';
import type { ProtocolName } from '../messages.ts';

/** What one subscriber wants. */
export interface Wish {
  session: number;
  document: number;
  /** One kind as the schema spells it; null for all. */
  type: string | null;
}

/** What is to be done about a text. */
export type Heard =
  | { kind: 'say'; text: string }
  | { kind: 'event'; event: { sequence: number; sessionId: string } }
  | { kind: 'nothing' }
  | { kind: 'wrong' };

export interface Protocol {
  subprotocol: string | null;
  path(wish: Wish): string;
  /** What to say first; null to wait. */
  greeting: string | null;
  hear(text: string, wish: Wish): Heard;
}

const variablesOf = ({ session, type }: Wish) => ({
  sessionId: `s${session}`,
  ...(type === null ? {} : { types: [type] }),
});

const say = (message: object): Heard => ({ kind: 'say', text: JSON.stringify(message) });

function eventIn(payload: { data?: { events?: { sequence: number; sessionId: string } } }): Heard {
  const event = payload.data?.events;
  return event === undefined ? { kind: 'wrong' } : { kind: 'event', event };
}

export const protocols: Record<ProtocolName, Protocol> = {
  'graphql-transport-ws': {
    subprotocol: 'graphql-transport-ws',
    path: () => '/graphql',
    greeting: '{"type":"connection_init"}',
    hear(text, wish) {
      const { type, id, payload } = JSON.parse(text);
      if (type === 'connection_ack') {
        const query = documents[wish.document]!;
        return say({ id: '1', type: 'subscribe', payload: { query, variables: variablesOf(wish) } });
      }
      if (type === 'ping') return say({ type: 'pong' });
      return type === 'next' && id === '1' ? eventIn(payload) : { kind: 'wrong' };
    },
  },
  'graphql-sse': {
    subprotocol: null,
    path: (wish) =>
      `/graphql?query=${encodeURIComponent(documents[wish.document]!)}&variables=${encodeURIComponent(JSON.stringify(variablesOf(wish)))}`,
    greeting: null,
    hear: (text) => eventIn(JSON.parse(text)),
  },
  'socket.io': {
    subprotocol: null,
    path: () => '/socket.io/?EIO=4&transport=websocket',
    greeting: null,
    hear(text, wish) {
      if (text.startsWith('0{')) return { kind: 'say', text: '40' };
      if (text.startsWith('40'))
        return { kind: 'say', text: `42${JSON.stringify(['join', variablesOf(wish)])}` };
      if (text === '2') return { kind: 'say', text: '3' };
      return text.startsWith('42["event",')
        ? { kind: 'event', event: JSON.parse(text.slice(2))[1] }
        : { kind: 'wrong' };
    },
  },
};
