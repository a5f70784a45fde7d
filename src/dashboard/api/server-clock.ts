// Server clock: what time it is there, so that a deadline is right on a machine whose own clock is wrong.

/** The `Date` of an answer is in whole seconds; a smaller difference than this says nothing. */
const tellingMs = 2000;

let differenceMs = 0;

/** Milliseconds since 1970. */
export const serverNow = (): number => Date.now() + differenceMs;

/** `sentAt` and `gotAt` by this machine's clock; pure. */
export function differenceOf(date: string | null, sentAt: number, gotAt: number): number | null {
  const there = date === null ? Number.NaN : Date.parse(date) + 500;
  if (Number.isNaN(there)) return null;
  const difference = there - (sentAt + gotAt) / 2;
  return Math.abs(difference) < tellingMs + (gotAt - sentAt) / 2 ? 0 : difference;
}

/** A server that says nothing for so long is away. */
const patienceMs = 20_000;

/**
 * As `fetch`, and notes the server's time. A connection that broke while the machine slept says nothing for ever, so an
 * answer has its deadline; a file takes as long as it takes.
 */
export const fetchWithClock: typeof fetch = async (input, init) => {
  const sentAt = Date.now();
  const isFile = init?.body instanceof FormData;
  const signals = [isFile ? null : AbortSignal.timeout(patienceMs), init?.signal];
  const signal = AbortSignal.any(signals.filter((one) => one != null));
  const response = await fetch(input, { ...init, signal });
  differenceMs = differenceOf(response.headers.get('date'), sentAt, Date.now()) ?? differenceMs;
  return response;
};
