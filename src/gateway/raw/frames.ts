// Frames: what the raw WebSocket says, one JSON text each, in the guide's envelope.

import { timestampOf } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { Tally } from '../../base/tally.ts';
import { cursorOf } from '../../events/cursor.ts';
import type { Event } from '../../events/event.ts';
import { snake, toWire } from '../../events/wire.ts';
import { maskError } from '../mask.ts';

/** As the guide's own client expects them to be called. */
export const features = [
  'manager_thinking',
  'agent_substeps',
  'user_decisions',
  'workflow_visualization',
  'brain_allocation',
  'error_recovery',
];

/** `now` in milliseconds since 1970. */
export function frame(
  type: string,
  sessionId: string | null,
  now: number,
  data: object,
  place: { sequence?: number; cursor?: string } = {},
): string {
  return JSON.stringify({ type, session_id: sessionId, timestamp: timestampOf(now), data, ...place });
}

/** An event as the guide spells it, with its place in the session. */
export function eventFrame(event: Event): string {
  const { sessionId, sequence } = event;
  return JSON.stringify({ ...toWire(event), sequence, cursor: cursorOf(sessionId, sequence) });
}

/** What a frame that could not be taken was about, as far as it said so. */
export interface About {
  type: string | null;
  sessionId: string | null;
  decisionId?: string | null;
}

/** A fault as it is; anything else is logged whole and told as an incident. */
export function errorFrame(error: unknown, about: About, now: number, logger: Logger, tally?: Tally): string {
  const { message, extensions } = maskError(error, logger, tally);
  const { code, ...detail } = extensions;
  return frame('error', about.sessionId, now, {
    code,
    message,
    in_reply_to: about.type,
    ...(about.decisionId == null ? {} : { decision_id: about.decisionId }),
    ...Object.fromEntries(Object.entries(detail).map(([key, value]) => [snake(key), value])),
  });
}
