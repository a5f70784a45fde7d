// Frames: what a WebSocket client reads from them is what was meant.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import {
  bare,
  createFrames,
  createTemplate,
  type Envelope,
  nextEnvelope,
} from '../../src/delivery/frames.ts';

const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: { serverNoContextTakeover: true } });
let client: WebSocket;
let write: (bytes: string | Buffer) => void;

beforeAll(async () => {
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  server.on('connection', (_socket, request) => {
    write = (bytes) =>
      typeof bytes === 'string' ? request.socket.write(bytes, 'latin1') : request.socket.write(bytes);
  });
  client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  await once(client, 'open');
});

afterAll(() => {
  client.terminate();
  server.close();
  http.close();
});

/** What the client reads of these bytes. */
async function read(bytes: string | Buffer, count: number): Promise<string[]> {
  const messages: string[] = [];
  const all = new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('message', (data) => messages.push(String(data)) === count && resolve());
  });
  write(bytes);
  await all;
  client.removeAllListeners();
  return messages;
}

const whole = ({ before, id, after, end }: Envelope, text: string) => before + id + after + text + end;
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('x'.repeat(125), 'ü'.repeat(70_000), 'é', 'y'.repeat(65_535), '', 'z'.repeat(126)),
);
const anyTexts = fc.array(anyText, { minLength: 1, maxLength: 4 });

test('texts of any length and characters come whole, compressed or not, together or alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyTexts,
      fc.oneof(fc.uuid(), fc.string({ minLength: 1, unit: 'binary' })),
      fc.constantFrom(null, 0, 100, 1000),
      async (texts, id, threshold) => {
        const wellFormed = texts.map((text) => text.toWellFormed());
        for (const envelope of [nextEnvelope(id), bare]) {
          const expected = wellFormed.map((text) => whole(envelope, text));
          expect(await read(createFrames(wellFormed, envelope, threshold), texts.length)).toEqual(expected);
          const { bytes } = createTemplate(wellFormed, envelope, threshold);
          expect(await read(bytes, texts.length)).toEqual(expected);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('a template with another id written over it is the other subscriber’s', async () => {
  const texts = ['{"data":1}', `{"data":"${'ä'.repeat(600)}"}`];
  const [a, b] = [nextEnvelope('aaaa-1'), nextEnvelope('bbbb-2')];
  for (const threshold of [null, 500]) {
    const template = createTemplate(texts, a, threshold);
    for (const at of template.ids) template.bytes.write(b.id, at);
    expect(await read(template.bytes, 2)).toEqual(texts.map((text) => whole(b, text)));
  }
});

test('a compressed message is shorter, and repeats nothing of an earlier one', async () => {
  const text = '{"data":"something that is said again and again"}'.repeat(40);
  const { bytes } = createTemplate([text], nextEnvelope('x'), 100);
  expect(bytes.length).toBeLessThan(text.length / 5);
  const again = createTemplate([text], nextEnvelope('x'), 100);
  expect(again.bytes).toEqual(bytes);
});
