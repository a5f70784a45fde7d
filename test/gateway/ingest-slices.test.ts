// Bodies of events are cut into events without reading them, and no sender chooses how much is read in one go.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elementsIn, linesIn } from '../../src/gateway/ingest/slices.ts';
import { postEvents, spoken } from '../support/producer.ts';
import { startServer } from '../support/server.ts';

const most = 1000;
const read = (slices: { bytes: Buffer }[]) => slices.map(({ bytes }) => JSON.parse(bytes.toString()));

test('the elements of a list are those of JSON.parse, however it is spaced', async () => {
  const spacing = fc.constantFrom(undefined, 1, '\t', ' \r\n');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 20 }), spacing, async (list, space) => {
      const body = Buffer.from(` ${JSON.stringify(list, null, space)}\n`);
      const slices = await elementsIn(body, most);
      expect(read(slices)).toEqual(JSON.parse(body.toString()));
      expect(slices.map(({ line }) => line)).toEqual(list.map((_, index) => index + 1));
    }),
  );
});

test('a list that was cut off anywhere, or goes on after its end, is refused', async () => {
  const whole = JSON.stringify([{ a: '],[{\\"' }, [1, [2]], 'x\\', {}]);
  for (let length = 1; length < whole.length; length++) {
    await expect(elementsIn(Buffer.from(whole.slice(0, length)), most)).rejects.toThrowError('not JSON');
  }
  await expect(elementsIn(Buffer.from(`${whole} ,{}`), most)).rejects.toThrowError('not JSON');
});

test('lines are counted with the blank ones, and told without them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('', ' ', '\r', '{"a":1}', ' {"b":[]} ')), async (lines) => {
      const expected = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]));
      const found = await linesIn(Buffer.from(lines.join('\n')), most);
      expect(found.map(({ line }) => line)).toEqual(expected);
    }),
  );
});

test('no more is cut than one over what is taken', async () => {
  expect(await linesIn(Buffer.from('{}\n'.repeat(5000)), 10)).toHaveLength(11);
  expect(await elementsIn(Buffer.from(`[${'0,'.repeat(5000)}0]`), 10)).toHaveLength(11);
});

test.each(['lines', 'a list'])(
  'an event over 256 KiB is named, and its neighbours in %s go in',
  async (as) => {
    await using server = await startServer();
    const events = [spoken('a'), spoken('x'.repeat(300_000)), spoken('b')];
    const sent = as === 'lines' ? events.map((one) => JSON.stringify(one)).join('\n') : events;
    const { status, body } = await postEvents(server.url, 's', sent);
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 2, rejected: [{ line: 2, code: 'PAYLOAD_TOO_LARGE' }] });
  },
);

test('nine megabytes of nothing, of brackets and of keys hold nobody up for long', async () => {
  await using server = await startServer();
  const size = 9_000_000;
  const keys = Array.from({ length: size / 12 }, (_, n) => `"k${n}":0`).join(',');
  const bodies = ['\n'.repeat(size), `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`, `[{${keys}}]`];
  for (const body of bodies) {
    const type = { 'content-type': body.startsWith('[') ? 'application/json' : 'application/x-ndjson' };
    const before = process.threadCpuUsage();
    expect((await postEvents(server.url, 's', body, type)).status).toBe(422);
    const { user, system } = process.threadCpuUsage(before);
    // Of the thread's own time, sending included; each took from one to eight seconds.
    expect((user + system) / 1e6).toBeLessThan(1);
  }
});
