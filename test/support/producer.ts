// A manager elsewhere, as far as tests need it: it posts events.

import type { Answered } from './server.ts';

export interface Delivered extends Pick<Answered, 'errors'> {
  accepted: number;
  repeated: number;
  rejected: { line: number; code: string; message: string; issues: { path: string; message: string }[] }[];
  first_sequence: number | null;
  last_sequence: number | null;
  cursor: string | null;
}

/** Text is sent as lines, a list or an object as JSON. */
export async function postEvents(
  url: string,
  sessionId: string,
  events: string | Uint8Array | object,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Delivered; headers: Headers }> {
  const isRaw = typeof events === 'string' || events instanceof Uint8Array;
  const response = await fetch(`${url}/api/events/${encodeURIComponent(sessionId)}`, {
    method: 'POST',
    headers: { 'content-type': isRaw ? 'application/x-ndjson' : 'application/json', ...headers },
    body: isRaw ? (events as string) : JSON.stringify(events),
  });
  const { status } = response;
  return { status, body: (await response.json()) as Delivered, headers: response.headers };
}

/** An envelope without its session. */
export function spoken(text: string) {
  return { type: 'chat_message', timestamp: '2026-01-01T00:00:00Z', data: { role: 'assistant', text } };
}
