// Person rate: operations, deliveries and messages of one person in a time.

import type { Rule, Visitor } from './guard.ts';
import { personOf } from './identity.ts';
import { createRate, rateLimited } from './rate.ts';

export interface PersonRateOptions {
  requestsPerMinute: number;
  /** Deliveries of one producer. */
  ingestPerMinute: number;
  /** Of one socket. */
  messagesPerSecond: number;
}

/** Messages come in bursts: so long they are added up. */
const messageSeconds = 10;
const publicFile = 'the same file for everybody';

export function usePersonRate(options: PersonRateOptions): Rule {
  const operations = createRate(options.requestsPerMinute, 60);
  const deliveries = createRate(options.ingestPerMinute, 60);
  const mostMessages = options.messagesPerSecond * messageSeconds;
  const counted = new WeakMap<Visitor, { since: number; count: number }>();

  return {
    name: 'person rate',
    doc: 'More operations, deliveries or messages of one person in a time than are taken.',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': true,
      raw: true,
      ingest: true,
      tickets: true,
      artifacts: true,
      page: publicFile,
      graphiql: publicFile,
      health: 'asked by nobody in particular',
      metrics: 'read by a machine, now and then',
    },
    async request({ door, identity }) {
      if (identity === null) return;
      if (door === 'ingest') await deliveries.take(personOf(identity));
      else if (door === 'tickets' || door === 'artifacts') await operations.take(personOf(identity));
    },
    async operation({ identity }) {
      if (identity !== null) await operations.take(personOf(identity));
    },
    message(visitor) {
      const now = performance.now();
      let window = counted.get(visitor);
      if (window === undefined || now - window.since > messageSeconds * 1000) {
        window = { since: now, count: 0 };
        counted.set(visitor, window);
      }
      if (++window.count > mostMessages)
        throw rateLimited(mostMessages, messageSeconds, messageSeconds * 1000 - (now - window.since));
    },
  };
}
