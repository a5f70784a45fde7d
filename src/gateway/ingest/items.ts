// Items: the envelopes in a body, each checked by itself.

import { z } from 'zod';
import { createBreather } from '../../base/breather.ts';
import { Fault, type FaultCode, isFault } from '../../base/fault.ts';
import { checkSound } from '../../base/sound.ts';
import type { Draft } from '../../events/event.ts';
import type { Producer } from '../../events/producer.ts';
import { fromWire, wireIssues } from '../../events/wire.ts';
import type { BodyKind } from './body.ts';
import { elementsIn, linesIn, notJson, type Slice } from './slices.ts';

export interface Item {
  /** From 1: of the line, or of the place in the array. */
  line: number;
  draft: Draft;
  /** Who numbered it, and how. */
  producer: Producer | null;
}

export interface Rejected {
  line: number;
  code: FaultCode;
  message: string;
  issues: { path: string; message: string }[];
}

export interface Checked {
  items: Item[];
  rejected: Rejected[];
}

/** Levels of an event: those of its kind, and within them JSON of its own. */
const deepestEvent = 32;
const mostItems = 10_000;
/** Of one event. What is in it is checked without a pause. */
const mostEventBytes = 262_144;

const numbering = z.object({
  producer_id: z.string().regex(/^[\w.:@/-]{1,128}$/, 'letters, digits and . _ : @ / - only, at most 128'),
  producer_sequence: z.int().min(0),
});

const sha256 = /^[0-9a-f]{64}$/;

/** @throws PAYLOAD_TOO_LARGE for too many items */
export async function checkItems(body: Buffer, kind: BodyKind, sessionId: string): Promise<Checked> {
  const checked: Checked = { items: [], rejected: [] };
  const breather = createBreather();
  const raw = kind === 'ndjson' ? rawOf(await linesIn(body, mostItems)) : await valuesOf(body);
  if (raw.length > mostItems)
    throw new Fault('PAYLOAD_TOO_LARGE', `At most ${mostItems} events are taken at once.`);
  for (const { line, read } of raw) {
    await breather.breathe();
    try {
      checked.items.push(checkItem(line, read(), sessionId));
    } catch (error) {
      checked.rejected.push(rejectedFor(line, error));
    }
  }
  return checked;
}

/** @throws what is not a fault */
export function rejectedFor(line: number, error: unknown): Rejected {
  if (!isFault(error)) throw error;
  const { code, message, detail } = error;
  return { line, code, message, issues: (detail.issues ?? []) as Rejected['issues'] };
}

interface Raw {
  line: number;
  /** @throws INVALID_INPUT */
  read(): unknown;
}

const rawOf = (slices: Slice[]): Raw[] =>
  slices.map(({ line, bytes }) => ({ line, read: () => parse(bytes) }));

/** One value, or those of a list: all of it is JSON, or none of it is taken. */
async function valuesOf(body: Buffer): Promise<Raw[]> {
  const breather = createBreather();
  try {
    const slices = await elementsIn(body, mostItems);
    if (slices.length > mostItems) return rawOf(slices);
    const values: Raw[] = [];
    for (const { line, bytes } of slices) {
      await breather.breathe();
      if (bytes.length > mostEventBytes) {
        values.push({ line, read: () => parse(bytes) });
        continue;
      }
      const value = parse(bytes);
      values.push({ line, read: () => value });
    }
    return values;
  } catch (error) {
    return [{ line: 1, read: () => refuseAll(error) }];
  }
}

function refuseAll(error: unknown): never {
  throw error;
}

/** @throws INVALID_INPUT, PAYLOAD_TOO_LARGE */
function parse(bytes: Uint8Array): unknown {
  if (bytes.length > mostEventBytes)
    throw new Fault('PAYLOAD_TOO_LARGE', `An event has at most ${mostEventBytes} bytes.`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Fault('INVALID_INPUT', 'It is not UTF-8.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}

/** @throws INVALID_INPUT that names what is wrong */
function checkItem(line: number, value: unknown, sessionId: string): Item {
  checkSound(value, { deepest: deepestEvent });
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Fault('INVALID_INPUT', 'An event is an object.');
  const { session_id: named = sessionId, ...rest } = value as Record<string, unknown>;
  if (named !== sessionId)
    throw new Fault('INVALID_INPUT', `Its session is not «${sessionId}», which the address names.`, {
      issues: [{ path: 'session_id', message: 'is another session than the one in the address' }],
    });
  const { sessionId: _, ...draft } = fromWire({ ...rest, session_id: sessionId });
  // It is a name in the store of contents, and shall never be anything else.
  if (draft.type === 'artifact_ready' && !sha256.test(draft.data.artifact.sha256))
    throw new Fault('INVALID_INPUT', 'The hash of the artifact is no SHA-256.', {
      issues: [{ path: 'data.artifact.sha256', message: '64 lower-case hexadecimal digits' }],
    });
  return { line, draft: draft as Draft, producer: producerIn(rest) };
}

/** @throws INVALID_INPUT */
function producerIn(envelope: Record<string, unknown>): Producer | null {
  if (envelope.producer_id == null && envelope.producer_sequence == null) return null;
  const checked = numbering.safeParse(envelope);
  if (!checked.success) {
    throw new Fault('INVALID_INPUT', 'producer_id and producer_sequence go together.', {
      issues: wireIssues(checked.error),
    });
  }
  return { id: checked.data.producer_id, sequence: checked.data.producer_sequence };
}
