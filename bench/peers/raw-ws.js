// Raw ws: sockets in maps by session and type, and `send` of a text. The floor without sharing writes.
//
// It speaks as much of graphql-transport-ws as the load client needs, so that its frames have the same envelope.

import { WebSocketServer } from 'ws';
import { listen } from './listen.js';

const everyType = '*';
const asText = { binary: false };

/** `compress`: with permessage-deflate. `ready`: a text is put together of prepared parts; else each event is printed. */
export async function open({ compress = false, ready = true } = {}) {
  const { server, port } = await listen();
  const rooms = new Map();
  const roomOf = (sessionId, type) => `${sessionId}/${type}`;

  const sockets = new WebSocketServer({
    server,
    perMessageDeflate: compress,
    handleProtocols: () => 'graphql-transport-ws',
  });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'connection_init') return socket.send('{"type":"connection_ack"}');
      const { sessionId, types } = message.payload.variables;
      for (const type of types ?? [everyType]) {
        const key = roomOf(sessionId, type);
        const room = rooms.get(key) ?? new Set();
        rooms.set(key, room.add(socket));
        socket.once('close', () => room.delete(socket));
      }
    });
  });

  function send(sessionId, type, textOf) {
    const own = rooms.get(roomOf(sessionId, type));
    const all = rooms.get(roomOf(sessionId, everyType));
    if (own === undefined && all === undefined) return;
    // Of ready bytes `send` is cheaper than of a string, which it would encode again for each socket.
    const data = ready ? Buffer.from(textOf()) : textOf();
    if (own !== undefined) for (const socket of own) socket.send(data, asText);
    if (all !== undefined) for (const socket of all) socket.send(data, asText);
  }

  if (!ready) {
    return { port, publish: (event) => send(event.sessionId, event.type, () => envelope(event)) };
  }
  const prepared = createPrepared();
  return {
    port,
    publishText(sessionId, sequence, kind, text, eventOf) {
      const type = kind.toUpperCase();
      send(sessionId, type, () => {
        const [head, middle, tail] = prepared(roomOf(sessionId, type), eventOf);
        return head + sequence + middle + text + tail;
      });
    },
  };
}

const envelope = (event) =>
  `{"id":"1","type":"next","payload":{"data":{"events":${JSON.stringify(event)}},"extensions":{"cursor":"${event.id}"}}}`;

/** What is printed around place and text, once for each session and type. */
function createPrepared() {
  const parts = new Map();
  const placeAndText = /^(.*?"sequence":)\d+(.*?")@[^"]*(".*)$/s;
  return (key, eventOf) => {
    let known = parts.get(key);
    if (known === undefined) {
      known = placeAndText.exec(envelope(eventOf())).slice(1);
      parts.set(key, known);
    }
    return known;
  };
}
