// Recommended: options for graphql-ws that fit a subscription which shall live as long as its page.

import type { ClientOptions } from 'graphql-ws';
import { retryWaitMs, wait } from './wait.ts';

/**
 * For `createClient({ url, ...recommended })`. With graphql-ws's defaults a client gives up at the first connection that
 * is refused, which is what a server that starts again does; with these it comes back for ever, after waits of at most
 * ten seconds. It pings every ten seconds; `resumable` ends connections on which that is not answered.
 */
export const recommended = {
  shouldRetry: () => true,
  retryAttempts: Number.POSITIVE_INFINITY,
  retryWait: (retries: number) => wait(retryWaitMs(retries)),
  keepAlive: 10_000,
  connectionAckWaitTimeout: 10_000,
} as const satisfies Partial<ClientOptions>;
