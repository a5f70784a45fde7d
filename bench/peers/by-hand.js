// By hand: the least that a server in Node can do that keeps its events and writes once a turn. What is left to gain lies between it and the product.
//
// Each event is kept in an array and printed once with JSON.stringify; at the end of the turn what a session has is written past `ws`, as one
// string of frames. Nothing else: no schema, limit, resume or slow client.

import { WebSocketServer } from 'ws';
import { listen } from './listen.js';

const everyType = '*';

export async function open() {
  const { server, port } = await listen();
  const rooms = new Map();
  const log = new Map();
  let due = [];

  const roomOf = (sessionId, type) => {
    const key = `${sessionId}/${type}`;
    const room = rooms.get(key) ?? { sockets: new Set(), frames: '' };
    rooms.set(key, room);
    return room;
  };

  const sockets = new WebSocketServer({
    server,
    perMessageDeflate: false,
    handleProtocols: () => 'graphql-transport-ws',
  });
  sockets.on('connection', (socket, request) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'connection_init') return socket.send('{"type":"connection_ack"}');
      const { sessionId, types } = message.payload.variables;
      for (const type of types ?? [everyType]) {
        const { sockets } = roomOf(sessionId, type);
        sockets.add(request.socket);
        socket.once('close', () => sockets.delete(request.socket));
      }
    });
  });

  function flush() {
    const now = due;
    due = [];
    for (const room of now) {
      const { frames } = room;
      room.frames = '';
      for (const socket of room.sockets) socket.write(frames, 'latin1');
    }
  }

  function tell(room, frames) {
    if (room === undefined || room.sockets.size === 0) return;
    if (room.frames === '') {
      if (due.length === 0) setImmediate(flush);
      due.push(room);
    }
    room.frames += frames;
  }

  return {
    port,
    publish(event) {
      const { sessionId, type } = event;
      if (log.get(sessionId)?.push(event) === undefined) log.set(sessionId, [event]);
      const payload = `{"data":{"events":${JSON.stringify(event)}},"extensions":{"cursor":"${event.id}"}}`;
      const frames = frame(`{"id":"1","type":"next","payload":${payload}}`);
      tell(rooms.get(`${sessionId}/${type}`), frames);
      tell(rooms.get(`${sessionId}/${everyType}`), frames);
    },
  };
}

/** Of a text of 126 to 65,535 characters, all ASCII. */
function frame(text) {
  return String.fromCharCode(129, 126, text.length >> 8, text.length & 255) + text;
}
