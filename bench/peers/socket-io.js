// socket.io: a room for each session, and one for each of its types that somebody wants alone.

import { Server } from 'socket.io';
import { listen } from './listen.js';

const roomOf = (sessionId, type) => (type === undefined ? sessionId : `${sessionId}/${type}`);

export async function open() {
  const { server, port } = await listen();
  const io = new Server(server, { transports: ['websocket'], serveClient: false });
  io.on('connection', (socket) => {
    socket.on('join', ({ sessionId, types }) =>
      socket.join(types?.map((type) => roomOf(sessionId, type)) ?? roomOf(sessionId)),
    );
  });
  return {
    port,
    publish(event) {
      const { sessionId, type } = event;
      io.to([roomOf(sessionId), roomOf(sessionId, type)]).emit('event', event);
    },
  };
}
