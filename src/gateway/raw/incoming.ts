// Incoming: what a client of the raw WebSocket may say. Its fields stand beside `type`, or under `data`.

import { z } from 'zod';
import { Fault } from '../../base/fault.ts';
import { checkSound } from '../../base/sound.ts';
import { catalog } from '../../events/catalog.ts';
import { wireIssues } from '../../events/wire.ts';
import type { About } from './frames.ts';

const id = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'has a control character, or is not Unicode');
const names = z.array(z.string().max(128)).max(1000);
const kinds = z.array(z.enum([...catalog.keys()] as [string, ...string[]]));

const shapes = {
  subscribe: z.object({
    session_id: id,
    types: kinds.nullish(),
    agents: names.nullish(),
    after: z.string().nullish(),
  }),
  unsubscribe: z.object({ session_id: id }),
  agent_subscription: z.object({ agent_names: names.nullable() }),
  user_decision_response: z.object({
    session_id: id.nullish(),
    decision_id: id,
    response: z.union([z.string(), z.array(z.string()).max(1000)]),
    comment: z.string().nullish(),
    idempotency_key: id.nullish(),
  }),
  workflow_status: z.object({ session_id: id.nullish() }),
  chat_message: z.object({
    session_id: id.nullish(),
    text: z.string(),
    sample: z.boolean().nullish(),
  }),
  authenticate: z.object({ token: z.string().max(8192) }),
  ping: z.object({}),
};

type Shapes = typeof shapes;

export type Message<Type extends keyof Shapes = keyof Shapes> = {
  [T in Type]: { type: T } & z.output<Shapes[T]>;
}[Type];

/** What a text says, unchecked, and what it is about as far as that can be told. */
export interface Unchecked {
  about: About;
  /** @throws INVALID_INPUT that names what is wrong */
  check(): Message;
}

export function readMessage(text: string): Unchecked {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused({ type: null, sessionId: null }, new Fault('INVALID_INPUT', 'The frame is not JSON.'));
  }
  if (!isRecord(value) || typeof value.type !== 'string') {
    return refused(
      { type: null, sessionId: null },
      new Fault('INVALID_INPUT', 'A frame is an object with a `type`.'),
    );
  }
  const { type, data, ...beside } = value;
  const fields = { ...(isRecord(data) ? data : {}), ...beside };
  const about = {
    type: shorten(type)!,
    sessionId: shorten(fields.session_id),
    decisionId: shorten(fields.decision_id),
  };
  if (!Object.hasOwn(shapes, type)) {
    return refused(about, new Fault('INVALID_INPUT', `There is no message type «${about.type}».`));
  }
  return {
    about,
    check() {
      checkSound(value, { deepest: 16, isWritten: true });
      return checkMessage(type as keyof Shapes, fields);
    },
  };
}

/** @throws INVALID_INPUT that names what is wrong */
export function checkMessage<Type extends keyof Shapes>(type: Type, fields: unknown): Message<Type> {
  const checked = shapes[type].safeParse(fields);
  if (checked.success) return { type, ...checked.data } as unknown as Message<Type>;
  const issues = wireIssues(checked.error);
  throw new Fault('INVALID_INPUT', `«${type}»: ${issues[0]?.path} ${issues[0]?.message}`, { issues });
}

function refused(about: About, fault: Fault): Unchecked {
  return {
    about,
    check() {
      throw fault;
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is told back is no longer than an id. */
function shorten(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 128) : null;
}
