// Taking in: checked events of a manager elsewhere become events of a session, each exactly once.
//
//   I1. All of a delivery is one append: it is in the log as a whole or not at all.
//   I2. An event with a producer's number is in the log at most once: the fold knows each producer's highest number, and
//       the append is refused when the log moved on since that was looked up.
//   I3. A delivery with an Idempotency-Key is in the log at most once.
//   I4. A session has one manager: where this server's own manager works, nothing is taken in; and where something was
//       taken in, it never works.

import { timestampOf } from '../../base/clock.ts';
import { Fault, isFault } from '../../base/fault.ts';
import { cursorOf } from '../../events/cursor.ts';
import { type Draft, type Event, namesIn } from '../../events/event.ts';
import { withProducer } from '../../events/producer.ts';
import { foreignWorkflowId, isForeign, type Session } from '../../events/session.ts';
import type { Services } from '../../graphql/context.ts';
import type { Appended } from '../../log/log.ts';
import type { IngestResult } from './ingest.ts';
import { type Item, type Rejected, rejectedFor } from './items.ts';
import { createRoom } from './room.ts';

type Parts = Pick<Services, 'log' | 'sessions' | 'clock'>;

/** @throws WORKFLOW_CONFLICT for a session of this server's own manager; INVALID_INPUT for a key that was used for something else; STORAGE_UNAVAILABLE */
export async function takeIn(
  parts: Parts,
  sessionId: string,
  items: readonly Item[],
  refused: readonly Rejected[],
  idempotencyKey: string | null,
): Promise<IngestResult> {
  const { log, sessions, clock } = parts;
  const key = idempotencyKey === null ? undefined : `ingest:${idempotencyKey}`;
  const { items: own, rejected } = await withoutTakenNames(parts, sessionId, items);
  const allRejected = [...refused, ...rejected];
  if (own.length === 0) return inVain(parts, sessionId, allRejected);
  await log.createSession({ id: sessionId, title: sessionId, createdAt: timestampOf(clock.now()) });

  for (;;) {
    if (key !== undefined && (await log.hasKey(sessionId, key))) {
      const before = await log.append(sessionId, 0, [], key);
      return again(sessionId, before, own, allRejected);
    }
    const session = await sessions.get(sessionId);
    const placed = place(session, own);
    const told = [...allRejected, ...placed.rejected].sort((a, b) => a.line - b.line);
    const { drafts, repeated } = placed;
    if (drafts.length === 0) return { ...(await inVain(parts, sessionId, told)), repeated };
    try {
      const appended = await log.append(sessionId, session.lastSequence, drafts, key);
      if (appended.repeated) return again(sessionId, appended, own, allRejected);
      return resultOf(sessionId, appended, { accepted: drafts.length, repeated, rejected: told });
    } catch (error) {
      // Somebody wrote in between: what is new is looked up anew.
      if (!isFault(error, 'WRITER_LOST')) throw error;
    }
  }
}

/** Decisions and artifacts are asked for by their ids alone, so an id of one session is not taken in another. */
async function withoutTakenNames({ log }: Parts, sessionId: string, items: readonly Item[]) {
  const kept: Item[] = [];
  const rejected: Rejected[] = [];
  for (const item of items) {
    const owners = await Promise.all(namesIn(item.draft).map((name) => log.find(name)));
    if (owners.every((owner) => owner === null || owner === sessionId)) kept.push(item);
    else {
      const why = new Fault('INVALID_INPUT', 'Its id is one of another session.');
      rejected.push(rejectedFor(item.line, why));
    }
  }
  return { items: kept, rejected };
}

/** What is new of the items, in the session as it is. @throws WORKFLOW_CONFLICT */
function place(session: Session, items: readonly Item[]) {
  const ours = session.workflows.find((one) => !isForeign(one));
  if (ours !== undefined) {
    throw new Fault('WORKFLOW_CONFLICT', 'This server’s own manager works in the session; use another one.', {
      workflowId: ours.id,
    });
  }
  const highest = new Map(Object.entries(session.producers));
  const room = createRoom(session);
  let count = Math.max(1, session.workflows.length);
  let hasBegun = (session.workflows.at(-1)?.status ?? 'queued') !== 'queued';
  const drafts: Draft[] = [];
  const rejected: Rejected[] = [];
  let repeated = 0;
  for (const { line, draft, producer } of items) {
    if (producer !== null && producer.sequence <= (highest.get(producer.id) ?? -1)) {
      repeated++;
      continue;
    }
    // The guide's envelopes name no workflow: all of a session is one, until `workflow_started` begins another.
    const isChange = draft.type === 'workflow_state_change';
    const number = isChange && hasBegun && draft.data.changeType === 'workflow_started' ? count + 1 : count;
    const workflowId = foreignWorkflowId(session.id, number);
    try {
      room.take(draft, producer, workflowId);
    } catch (error) {
      rejected.push(rejectedFor(line, error));
      continue;
    }
    drafts.push({ ...withProducer(draft, producer), workflowId });
    if (producer !== null) highest.set(producer.id, producer.sequence);
    count = number;
    hasBegun ||= isChange;
  }
  return { drafts, repeated, rejected };
}

/** What the first delivery with this key did. @throws INVALID_INPUT when that was another one */
function again(
  sessionId: string,
  appended: Appended,
  items: readonly Item[],
  rejected: Rejected[],
): IngestResult {
  const sent = items.map(({ draft, producer }) => textOf(withProducer(draft, producer)));
  let at = 0;
  for (const event of appended.events) {
    at = sent.indexOf(textOf(event), at) + 1;
    if (at === 0) {
      throw new Fault('INVALID_INPUT', 'This Idempotency-Key was used for other events.');
    }
  }
  return resultOf(sessionId, appended, { accepted: 0, repeated: appended.events.length, rejected });
}

const textOf = ({ type, timestamp, data }: Draft | Event) => JSON.stringify([type, timestamp, data]);

function resultOf(
  sessionId: string,
  { events, lastSequence }: Appended,
  told: Pick<IngestResult, 'accepted' | 'repeated' | 'rejected'>,
): IngestResult {
  return {
    ...told,
    first_sequence: events[0]?.sequence ?? null,
    last_sequence: lastSequence,
    cursor: cursorOf(sessionId, lastSequence),
  };
}

/** Nothing was appended. */
async function inVain({ log }: Parts, sessionId: string, rejected: Rejected[]): Promise<IngestResult> {
  const head = await log.head(sessionId);
  return {
    accepted: 0,
    repeated: 0,
    rejected: rejected.sort((a, b) => a.line - b.line),
    first_sequence: null,
    last_sequence: null,
    cursor: head === null ? null : cursorOf(sessionId, head.lastSequence),
  };
}
