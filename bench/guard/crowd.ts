// Crowd: a process with very many clients, each with a WebSocket and a subscription of its own. Tells its parent when all have heard.
//
//   node bench/guard/crowd.ts <url> <clients> <sessions>

import { once } from 'node:events';
import { WebSocket } from 'ws';
import { eventsSubscription } from '../../test/support/server.ts';

const [url = '', clients = '1', sessions = '1'] = process.argv.slice(2);
const address = `${url.replace('http', 'ws')}/graphql`;
const atOnce = 50;

async function open(number: number): Promise<void> {
  const socket = new WebSocket(address, 'graphql-transport-ws', { perMessageDeflate: false });
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  const payload = {
    query: eventsSubscription,
    variables: { sessionId: `session_${number % Number(sessions)}` },
  };
  await new Promise<void>((heard, reject) => {
    socket.once('close', (code) => reject(new Error(`client ${number} was closed: ${code}`)));
    socket.on('message', (text) => {
      const { type } = JSON.parse(String(text));
      if (type === 'connection_ack') socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
      else if (type === 'ping') socket.send('{"type":"pong"}');
      else if (type === 'next') heard();
      else reject(new Error(`client ${number} was told ${text}`));
    });
  });
}

for (let from = 0; from < Number(clients); from += atOnce)
  await Promise.all(
    Array.from({ length: Math.min(atOnce, Number(clients) - from) }, (_, one) => open(from + one)),
  );
process.send?.('all have heard');
