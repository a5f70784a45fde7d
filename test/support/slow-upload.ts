// An upload on a bare connection, which says how long it is and sends as much of that as it is told to.

import { once } from 'node:events';
import { connect } from 'node:net';

const query = 'mutation ($file: File!) { uploadDocument(file: $file) { __typename } }';
const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** The body of an upload with a file of so many bytes. */
export function uploadBody(bytes: number): Buffer {
  const operations = JSON.stringify({ query, variables: { file: null } });
  return Buffer.concat([
    Buffer.from(`${field('operations', operations)}${field('map', '{"0":["variables.file"]}')}`),
    Buffer.from('--b\r\nContent-Disposition: form-data; name="0"; filename="a.csv"\r\n\r\n'),
    Buffer.alloc(bytes, 'a,'),
    Buffer.from('\r\n--b--\r\n'),
  ]);
}

export const uploadHeaders = {
  'graphql-require-preflight': 'true',
  'content-type': 'multipart/form-data; boundary=b',
};

/** Sends `share` (0 to 1) of the body; disposing of it goes away without a word. */
export async function startUpload(
  url: string,
  bytes: number,
  share: number,
  headers: Record<string, string> = {},
) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => {});
  await once(socket, 'connect');
  const body = uploadBody(bytes);
  const all = { ...uploadHeaders, ...headers, host: '127.0.0.1', 'content-length': String(body.length) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n`);
  const sent = Math.round(body.length * share);
  socket.write(body.subarray(0, sent));
  return {
    length: body.length,
    /** Sends the rest. @returns what was answered first */
    async finish(): Promise<string> {
      socket.write(body.subarray(sent));
      const [answer] = await once(socket, 'data');
      return String(answer);
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
