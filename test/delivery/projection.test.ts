// Projection: byte for byte what GraphQL's executor says, or nothing.

import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import {
  buildSchema,
  executeSync,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import { createProjection } from '../../src/delivery/projection.ts';
import { catalog } from '../../src/events/catalog.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { anyDraft } from '../support/any-event.ts';
import { isPlain, selectAll } from '../support/select-all.ts';

const anyEvent = () => anyDraft().map((draft) => ({ ...draft, sessionId: 's', sequence: 3 }));
const printed = (data: object | null) => (data === null ? null : JSON.stringify(data));
const schema = createSchema();
const subscription = schema.getSubscriptionType()!;

function compile(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) => (one.kind === 'FragmentDefinition' ? [[one.name.value, one]] : [])),
  );
  const projected = createProjection(schema, subscription, {
    sets: [operation.selectionSet],
    fragments,
    variables,
  });
  const project = (item: unknown) => printed(projected(item));
  /** As the executor does, with the item for what the stream gave. */
  const execute = (rootValue: unknown) =>
    JSON.stringify(executeSync({ schema, document, rootValue, variableValues: variables }).data);
  return { project, execute };
}

test('every kind of event with all its fields is projected, and as the executor would', () => {
  const { project, execute } = compile(
    `subscription { events(sessionId: "s") ${selectAll(schema, schema.getType('StreamingEvent')!)} }`,
  );
  fc.assert(
    fc.property(anyEvent(), (event) => {
      expect(project(event)).toBe(execute(event));
    }),
    { numRuns: 1000 },
  );
});

test('of the fields of events only those that lead elsewhere need the executor', () => {
  const others = [...catalog.values()].flatMap((kind) =>
    Object.values((schema.getType(kind.typeName) as GraphQLObjectType).getFields())
      .filter((field) => !isPlain(field))
      .map((field) => `${kind.typeName}.${field.name}`),
  );
  expect(others.sort()).toEqual(['UserDecisionMade.decision', 'UserDecisionNeeded.decision']);
});

test('feed items are projected, but for the snapshot, whose session is resolved', () => {
  const { project, execute } = compile(
    `subscription { feed(sessionId: "s") { __typename ... on FeedEvent { cursor replayed event { __typename ... on Event { id sequence } } }
      ... on FeedConflated { cursor fromSequence toSequence droppedCount } ... on FeedGap { gapReason } ... on FeedHeartbeat { serverTime lagSequences }
      ... on FeedEnding { endReason retryAfterMs } ... on FeedCaughtUp { replayedCount } ... on FeedSnapshot { session { id } } } }`,
  );
  const base = { sessionId: 's', sequence: 3 };
  const items = [
    { ...base, kind: 'conflated', fromSequence: 1, toSequence: 3, droppedCount: 2 },
    { ...base, kind: 'gap', gapReason: 'cursor_unknown', fromSequence: 1, toSequence: 3 },
    { ...base, kind: 'heartbeat', serverTime: '2026-01-01T00:00:00.000Z', lagSequences: 0 },
    { ...base, kind: 'ending', endReason: 'slow_client', retryAfterMs: null },
    { ...base, kind: 'caught_up', replayedCount: 7 },
  ];
  for (const item of items) expect(project(item)).toBe(execute(item));
  fc.assert(
    fc.property(anyEvent(), (event) => {
      const item = { ...base, kind: 'event', event, replayed: false };
      expect(project(item)).toBe(execute(item));
    }),
    { numRuns: 50 },
  );
  expect(project({ ...base, kind: 'snapshot', session: { id: 's' } })).toBeNull();
});

test('fragments, aliases, repeated fields and conditions are as the executor takes them', () => {
  const query = `subscription ($yes: Boolean!, $no: Boolean!) { told: events(sessionId: "s") {
      ...Place ... on Event { at: sequence } ... on AgentSubstep { substepDetails { operation } }
      ... @include(if: $yes) { ... on AgentSubstep { substep agent: agentName @skip(if: $no) substepDetails { __typename operation } } }
      ... @skip(if: $yes) { ... on Event { id } } ...Place @include(if: $no) } }
    fragment Place on Event { sequence ... on ChatMessage { text } cursor @skip(if: false) }`;
  for (const [yes, no] of [
    [true, false],
    [false, true],
    [true, true],
  ]) {
    const { project, execute } = compile(query, { yes, no });
    fc.assert(
      fc.property(anyEvent(), (event) => {
        expect(project(event)).toBe(execute(event));
      }),
      { numRuns: 100 },
    );
  }
});

test('what is not as its type says, or needs more than its source, is left to the executor', () => {
  const other = buildSchema(`
    directive @odd on FIELD
    type Query { a: Int }
    type Subscription { item: Item }
    scalar toString
    type Item { text: String! number: Int list: [Item!] decimal: Float resolved: String named: toString }
  `);
  const fields = (other.getType('Item') as GraphQLObjectType).getFields();
  fields.resolved!.resolve = () => 'x';
  const type = other.getType('Item') as GraphQLObjectType;
  const project = (query: string) => {
    const { definitions } = parse(`subscription { item ${query} }`);
    const field = (definitions[0] as OperationDefinitionNode).selectionSet.selections[0];
    if (field?.kind !== 'Field') throw new Error('no field');
    const projected = createProjection(other, type, {
      sets: [field.selectionSet!],
      fragments: {},
      variables: {},
    });
    return (item: unknown) => printed(projected(item));
  };
  expect(project('{ text }')({ text: 'ü\u2028"\\' })).toBe(JSON.stringify({ text: 'ü\u2028"\\' }));
  expect(project('{ number decimal }')({ number: null, decimal: 1e21 })).toBe(
    '{"number":null,"decimal":1e+21}',
  );
  expect(project('{ named }')({ named: 'as it is' })).toBe('{"named":"as it is"}');
  expect(project('{ text }')({ text: null })).toBeNull();
  expect(project('{ text }')({ text: 5 })).toBeNull();
  expect(project('{ text }')({ text: () => 'x' })).toBeNull();
  expect(project('{ number }')({ number: 1.5 })).toBeNull();
  expect(project('{ number }')({ number: 2 ** 40 })).toBeNull();
  expect(project('{ decimal }')({ decimal: Number.NaN })).toBeNull();
  expect(project('{ list { text } }')({ list: [{ text: 'a' }, { text: null }] })).toBeNull();
  expect(project('{ list { text } }')({ list: Promise.resolve([]) })).toBeNull();
  expect(project('{ resolved }')({ resolved: 'y' })).toBeNull();
  expect(project('{ number @odd }')({ number: 1 })).toBeNull();
  expect(project('{ __proto__: number }')({ number: 1 })).toBeNull();
});

test('where no code may be generated, everything is left to the executor', () => {
  const here = new URL('../../src/delivery/projection.ts', import.meta.url).href;
  const script = `
    import { buildSchema, parse } from 'graphql';
    import { createProjection } from ${JSON.stringify(here)};
    const schema = buildSchema('type Query { text: String }');
    const sets = [parse('{ text }').definitions[0].selectionSet];
    const project = createProjection(schema, schema.getQueryType(), { sets, fragments: {}, variables: {} });
    console.log(JSON.stringify(project({ text: 'a' })));`;
  const run = (...flags: string[]) =>
    execFileSync(process.execPath, [...flags, '--no-warnings', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    }).trim();
  expect(run()).toBe('{"text":"a"}');
  expect(run('--disallow-code-generation-from-strings')).toBe('null');
});
