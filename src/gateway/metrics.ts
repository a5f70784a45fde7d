// Metrics: what delivery does, for Prometheus.

import type { ServerResponse } from 'node:http';
import { Counter, Gauge, Registry } from 'prom-client';
import type { Hub } from '../delivery/hub.ts';

/** Answers GET /metrics. Numbers are read when they are asked for; counting them costs deliveries nothing. */
export function createMetrics(hub: Hub, sockets: () => number): (response: ServerResponse) => Promise<void> {
  const registry = new Registry();

  function gauge(name: string, help: string, read: () => number) {
    new Gauge({
      name: `pip_stream_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }

  function counter(name: string, help: string, read: () => number) {
    new Counter({
      name: `pip_stream_${name}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  const { counts, size } = hub;
  gauge('websockets', 'Open WebSockets.', sockets);
  gauge('subscriptions', 'Streams of sessions that are delivered.', () => size.subscriptions);
  gauge('groups', 'Groups of streams that are told the same, each by one execution.', () => size.groups);
  gauge('sessions_followed', 'Sessions that somebody follows.', () => size.sessions);
  counter('results_delivered', 'Results written to subscribers.', () => counts.delivered);
  counter('results_rendered', 'Results made; each may go to many.', () => counts.rendered);
  counter(
    'events_conflated',
    'LOW events merged: for slow clients, or as asked for.',
    () => counts.conflated,
  );
  counter('events_lost', 'Events that retention removed before a feed had told them.', () => counts.lost);
  counter('subscribers_behind', 'Times that a stream went back to the log: no room.', () => counts.behind);
  counter('slow_clients', 'Streams ended because their client took nothing.', () => counts.slow);

  return async (response) => {
    const text = await registry.metrics();
    response.writeHead(200, { 'content-type': registry.contentType });
    response.end(text);
  };
}
