// Retry after: how long a provider asked to be left alone, in whichever way it said so.

/** Nobody is waited for longer than a day. */
const longestMs = 86_400_000;

/**
 * Milliseconds from now; null where nothing was asked. `retry-after-ms`, then `retry-after` in seconds or as a date
 * (RFC 9110), then Google's `retryDelay` in the body.
 */
export function retryAfterOf(headers: Record<string, string>, body: string, now: number): number | null {
  const milliseconds = numberOf(headers['retry-after-ms']);
  if (milliseconds !== null) return clamp(milliseconds);
  const after = headers['retry-after']?.trim() ?? '';
  const seconds = numberOf(after);
  if (seconds !== null) return clamp(seconds * 1000);
  const date = /[a-z]/i.test(after) ? Date.parse(after) : Number.NaN;
  if (!Number.isNaN(date)) return clamp(date - now);
  const delay = numberOf(/"retrydelay":\s{0,9}"(\d{1,9}(?:\.\d{1,9})?)s"/i.exec(body)?.[1]);
  return delay === null ? null : clamp(delay * 1000);
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}(\.\d{1,9})?$/.test(text.trim()) ? Number(text) : null;
}

function clamp(milliseconds: number): number {
  return Math.min(Math.max(0, Math.ceil(milliseconds)), longestMs);
}
