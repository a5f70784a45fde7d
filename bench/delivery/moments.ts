// Moments: what happens in the benchmark, as a draft for the product and as a plain object for its peers.

import type { Draft } from '../../src/events/event.ts';
import { enumOf, type Fields, type MomentKind, shapes } from './shapes.ts';

/** Always the same: telling the time is not what is measured. */
const timestamp = '2026-01-01T00:00:00.000Z';

const drafted = Object.fromEntries(
  Object.entries(shapes).map(([kind, { data, more, text }]) => [kind, { ...data, ...more, [text]: '' }]),
) as Record<MomentKind, Fields>;

/** For the product: it gives the event its place itself. */
export function draftOf(kind: MomentKind, text: string): Draft {
  const data = shapes[kind].withText(drafted[kind], text);
  return { type: kind, workflowId: 'workflow_1', timestamp, data } as Draft;
}

/** What a peer publishes: what the documents ask for, as the schema spells it. */
export interface PlainEvent extends Fields {
  sessionId: string;
  type: string;
  sequence: number;
}

/** Fields that are enums in GraphQL. */
const spelled = ['reasoningDepth', 'modelTier', 'severity', 'recoveryStatus', 'decisionType'];
const plainData = Object.fromEntries(
  Object.entries(shapes).map(([kind, { data }]) => [
    kind,
    Object.fromEntries(
      Object.entries(data).map(([key, value]) => [
        key,
        spelled.includes(key) ? String(value).toUpperCase() : value,
      ]),
    ),
  ]),
) as Record<MomentKind, Fields>;

export function plainEventOf(
  sessionId: string,
  sequence: number,
  kind: MomentKind,
  text: string,
): PlainEvent {
  const { typeName, text: field } = shapes[kind];
  return {
    __typename: typeName,
    id: `${sessionId}:${sequence}`,
    type: enumOf(kind),
    sessionId,
    workflowId: 'workflow_1',
    sequence,
    timestamp,
    ...(kind === 'notification' ? { priority: 'NORMAL', cursor: `${sequence}@${sessionId}` } : {}),
    ...plainData[kind],
    [field]: text,
  };
}
