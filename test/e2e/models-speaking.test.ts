// Models that speak: their words reach a client in parts while they come, and what is kept at the end is the whole.

import { expect, test } from 'vitest';
import { asked, estimateOn, openaiAt, say, startMockModels, startWith } from '../support/mock-models.ts';
import type { Server } from '../support/server.ts';

interface Part {
  __typename: string;
  sequence: number;
  text: string;
  messageId: string | null;
  partial: boolean;
  role: string;
}

const told = `__typename ... on Event { sequence }
  ... on ChatMessage { text messageId partial role }
  ... on ManagerThinking { text: analysis messageId: thoughtId partial }`;

/** Messages and thoughts as a client hears them, until one of a thing told in parts is whole. */
async function listen(server: Server, sessionId: string, type: string, from: string | null) {
  const heard: (Part & { at: number })[] = [];
  const client = server.client();
  const query = `subscription ($sessionId: ID!, $after: Cursor, $types: [EventType!]) { events(sessionId: $sessionId, after: $after, types: $types) { ${told} } }`;
  const variables = { sessionId, after: from, types: [type] };
  for await (const { data, errors } of client.iterate<{ events: Part }>({ query, variables })) {
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    if (data?.events.messageId == null) continue;
    heard.push({ ...data.events, at: performance.now() });
    if (!data.events.partial) break;
  }
  return heard;
}

const cursorOf = `query ($id: ID!) { session(id: $id) { cursor } }`;

const answer = Array.from({ length: 8 }, () => 'The slab is thick, since forklifts drive on it.').join(' ');

test('the answer to a question grows before the eyes of a client, and is kept once as a whole', async () => {
  await using mock = await startMockModels();
  mock.onMessage(/^QUESTION/, { content: answer }, { chunkSize: 12, latency: 30 });
  mock.onMessage(/DATA/, { content: '{"lines":[],"notes":[]}' });
  await using server = await startWith(openaiAt(mock.url));
  const { session } = await estimateOn(server);
  const { data } = await server.post<{ session: { cursor: string } }>(cursorOf, { id: session.id });
  const listening = listen(server, session.id, 'CHAT_MESSAGE', data!.session.cursor);
  const begun = performance.now();
  const spoken = say(server, session.id, 'Could a forklift drive on it?');
  const heard = await listening;
  const parts = heard.filter((one) => one.partial);
  expect(parts.length).toBeGreaterThanOrEqual(3);
  // Not all at once at the end, and no more than four in a second.
  expect(heard.at(-1)!.at - parts[0]!.at).toBeGreaterThan(500);
  expect(parts.length).toBeLessThanOrEqual((heard.at(-1)!.at - begun) / 250 + 1);
  for (const [index, { text }] of heard.entries()) {
    expect(answer.startsWith(text)).toBe(true);
    expect(text.length).toBeGreaterThanOrEqual(heard[index - 1]?.text.length ?? 1);
  }
  expect(new Set(heard.map((one) => one.messageId)).size).toBe(1);
  expect(heard.at(-1)).toMatchObject({ text: answer, role: 'ASSISTANT', partial: false });
  await spoken;
  // Who comes later needs the last of each message only.
  const history = await server.post<{ session: { events: { edges: { node: Part }[] } } }>(
    `query ($id: ID!) { session(id: $id) { events(last: 500, types: [CHAT_MESSAGE]) { edges { node { ${told} } } } } }`,
    { id: session.id },
  );
  const messages = history.data!.session.events.edges.map(({ node }) => node);
  const last = new Map(messages.map((one) => [one.messageId ?? `${one.sequence}`, one]));
  expect([...last.values()].filter((one) => one.partial)).toEqual([]);
  expect([...last.values()].map((one) => one.text).filter((text) => text === answer)).toHaveLength(1);
});

test('words that hold a made-up figure are shown at no moment', async () => {
  await using mock = await startMockModels();
  const wrong = `The total is USD 987,654,321 and ${answer}`;
  mock.onMessage(/^QUESTION/, { content: wrong }, { chunkSize: 12, latency: 20 });
  mock.onMessage(/DATA/, { content: '{"lines":[],"notes":[]}' });
  await using server = await startWith(openaiAt(mock.url));
  const { session } = await estimateOn(server);
  await say(server, session.id, 'Could a giraffe live in it?');
  const words = (await server.services.log.read(session.id, 0, 10_000)).flatMap((one) =>
    one.type === 'chat_message' ? [one.data.text] : [],
  );
  expect(asked(mock).at(-1)).toContain('giraffe');
  expect(words.filter((text) => text.includes('987'))).toEqual([]);
});

test('what a model thinks aloud comes in parts, too', async () => {
  await using mock = await startMockModels();
  const thought = Array.from({ length: 12 }, () => 'The ground is the least sure of it all.').join(' ');
  const speech = { chunkSize: 12, latency: 30 };
  mock.onMessage(/Total USD/, { content: 'It rests on public bids.', reasoning: thought }, speech);
  mock.onMessage(/DATA/, { content: '{"lines":[],"notes":[]}' });
  await using server = await startWith(openaiAt(mock.url));
  const { session } = await estimateOn(server);
  const heard = await listen(server, session.id, 'MANAGER_THINKING', null);
  expect(heard.at(-1)).toMatchObject({ text: thought, partial: false });
  const stored = (await server.services.log.read(session.id, 0, 10_000)).filter(
    (one) => one.type === 'manager_thinking' && one.data.partial,
  );
  expect(stored.length).toBeGreaterThanOrEqual(2);
});
