// Uploads that come at once: what they hold together is bounded, who finds no room waits, and what is sent in pieces is counted.

import { expect, test } from 'vitest';
import { scrape, scrapeUntil } from '../support/metrics.ts';
import { type Answered, type Server, startServer } from '../support/server.ts';
import { startUpload, uploadBody, uploadHeaders } from '../support/slow-upload.ts';
import { bearer, makeToken, secret } from '../support/tokens.ts';

/** Two uploads of a megabyte fit into a person's half. */
const config = { maxUploadBytes: 1_200_000, uploadRoomBytes: 4_500_000 };
const megabyte = 1_000_000;
const held = 'upload_bytes{state="held"}';
const waiting = 'upload_bytes{state="waiting"}';
const csv = new Uint8Array(megabyte).fill(97);

const post = (server: Server, body: Buffer | ReadableStream, headers: Record<string, string>) =>
  fetch(`${server.url}/graphql`, { method: 'POST', headers, body: body as never, duplex: 'half' } as never);
const codeOf = async (response: Response) =>
  ((await response.json()) as Answered).errors?.[0]?.extensions?.code;

test('half-sent uploads hold no more than one person may; one more waits and is taken when they are gone', async () => {
  await using server = await startServer({ config });
  const halves = await Promise.all(Array.from({ length: 10 }, () => startUpload(server.url, megabyte, 0.5)));
  const { length } = halves[0]!;
  await scrapeUntil(server.url, ({ of }) => of(held) === 2 * length && of(waiting) === 8 * length);
  const eleventh = server.upload('b.csv', csv);
  await scrapeUntil(server.url, ({ of }) => of(waiting) > 8 * length);
  for (const one of halves) one[Symbol.dispose]();
  expect((await eleventh).__typename).toBe('DocumentUploaded');
  await scrapeUntil(server.url, ({ of }) => of(held) === 0 && of(waiting) === 0);
});

test('one that waits goes on where it stopped when another is done', async () => {
  await using server = await startServer({ config });
  using first = await startUpload(server.url, megabyte, 0.5);
  using second = await startUpload(server.url, megabyte, 0.5);
  await scrapeUntil(server.url, ({ of }) => of(held) === 2 * first.length);
  using third = await startUpload(server.url, megabyte, 1);
  await scrapeUntil(server.url, ({ of }) => of(waiting) === third.length);
  expect(await second.finish()).toContain('DocumentUploaded');
  expect(await third.finish()).toContain('DocumentUploaded');
  await scrapeUntil(server.url, ({ of }) => of(held) === first.length && of(waiting) === 0);
});

test('twenty files sent at once all arrive', async () => {
  await using server = await startServer({ config });
  const names = Array.from({ length: 20 }, (_, n) => `${n}.csv`);
  const uploaded = await Promise.all(names.map((name) => server.upload(name, csv)));
  expect(uploaded.map((one) => one.document?.name)).toEqual(names);
  expect((await scrape(server.url)).of(held)).toBe(0);
});

test('what one person half sends keeps nobody else out', async () => {
  await using server = await startServer({ config: { ...config, authSecret: secret } });
  const [ann, bob] = [await makeToken({ sub: 'ann' }), await makeToken({ sub: 'bob' })];
  const halves = await Promise.all(
    Array.from({ length: 6 }, () => startUpload(server.url, megabyte, 0.5, bearer(ann))),
  );
  const read = () => Object.fromEntries(server.services.tally.read('uploads'));
  await expect.poll(read).toEqual({ held: 2 * halves[0]!.length, waiting: 4 * halves[0]!.length });
  using other = await startUpload(server.url, megabyte, 0.5, bearer(bob));
  expect(await other.finish()).toContain('DocumentUploaded');
  for (const one of halves) one[Symbol.dispose]();
});

test('an upload that found no room in its time is refused by name, and told when to come back', async () => {
  await using server = await startServer({ config: { ...config, uploadWaitSeconds: 1 } });
  using first = await startUpload(server.url, megabyte, 0.5);
  using second = await startUpload(server.url, megabyte, 0.5);
  await scrapeUntil(server.url, ({ of }) => of(held) === first.length + second.length);
  const refused = await post(server, uploadBody(megabyte), uploadHeaders);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
  expect(await codeOf(refused)).toBe('RATE_LIMITED');
  expect((await scrape(server.url)).of(waiting)).toBe(0);
});

test('one that waits when the server closes is told so at once', async () => {
  await using server = await startServer({ config });
  const read = () => Object.fromEntries(server.services.tally.read('uploads'));
  using first = await startUpload(server.url, megabyte, 0.5);
  using second = await startUpload(server.url, megabyte, 0.5);
  await expect.poll(read).toEqual({ held: first.length + second.length, waiting: 0 });
  using third = await startUpload(server.url, megabyte, 0.9);
  await expect.poll(read).toMatchObject({ waiting: third.length });
  const told = third.finish();
  const closed = server[Symbol.asyncDispose]();
  expect(await told).toMatch(/^HTTP\/1\.1 503 .*Retry-After: .*SERVER_DRAINING/is);
  await closed;
});

test('what goes away after it sent all gives its room back', async () => {
  await using server = await startServer({ config });
  for (let n = 0; n < 5; n++) {
    using upload = await startUpload(server.url, megabyte, 1);
    await scrapeUntil(server.url, ({ of }) => of(held) >= 0 && of(waiting) === 0);
    expect(upload.length).toBeGreaterThan(megabyte);
  }
  await scrapeUntil(server.url, ({ of }) => of(held) === 0);
  expect((await server.upload('b.csv', csv)).__typename).toBe('DocumentUploaded');
});

test('parts that are neither fields nor files count, too', async () => {
  await using server = await startServer({ config });
  const many = Buffer.concat([Buffer.from('--b\r\n\r\nx\r\n'.repeat(50)), uploadBody(10)]);
  const refused = await post(server, many, uploadHeaders);
  expect([refused.status, await codeOf(refused)]).toEqual([400, 'BAD_REQUEST']);
  await scrapeUntil(server.url, ({ of }) => of(held) === 0);
});

/** As `Transfer-Encoding: chunked`. */
const inPieces = (body: Buffer) =>
  new ReadableStream({
    start(controller) {
      for (let at = 0; at < body.length; at += 50_000) controller.enqueue(body.subarray(at, at + 50_000));
      controller.close();
    },
  });
const json = { 'content-type': 'application/json' };

test('a request that says no length is taken, JSON or an upload', async () => {
  await using server = await startServer({ config });
  const asked = await post(server, inPieces(Buffer.from('{"query":"{ __typename }"}')), json);
  expect(await asked.json()).toEqual({ data: { __typename: 'Query' } });
  const uploaded = await post(server, inPieces(uploadBody(megabyte)), uploadHeaders);
  expect(await uploaded.text()).toContain('DocumentUploaded');
  expect((await scrape(server.url)).of(held)).toBe(0);
});

test.each([
  ['JSON', json, Buffer.from(`{"query":"{ __typename }","x":"${'x'.repeat(300_000)}"}`)],
  ['a file', uploadHeaders, uploadBody(1_300_000)],
  ['an upload', uploadHeaders, Buffer.concat([Buffer.alloc(3_000_000, '\r\n'), uploadBody(10)])],
])('%s over the limit is refused while it is read when it says no length', async (_what, headers, body) => {
  await using server = await startServer({ config });
  const refused = await post(server, inPieces(body), headers);
  expect(refused.status).toBe(413);
  expect(await codeOf(refused)).toBe('PAYLOAD_TOO_LARGE');
  await scrapeUntil(server.url, ({ of }) => of(held) === 0);
});
