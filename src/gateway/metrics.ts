// Metrics: what the server does, for Prometheus.
//
// Numbers are kept as plain ones where things happen and read here when they are asked for. Labels are words out of short
// lists (doors, rules, codes, statuses, models), never ids.

import type { ServerResponse } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Clock } from '../base/clock.ts';
import type { Tally } from '../base/tally.ts';
import type { Hub } from '../delivery/hub.ts';
import { lagOf } from '../delivery/lag.ts';
import type { Engine } from '../engine/engine.ts';
import { unfinished } from '../log/heads.ts';
import type { Log } from '../log/log.ts';
import type { Census, ModelUse } from '../telemetry/census.ts';
import type { HealthChecks } from '../telemetry/health.ts';
import type { LoopDelay } from '../telemetry/loop-delay.ts';
import type { Appends } from '../telemetry/timed-log.ts';

export interface MetricsOptions {
  hub: Hub;
  log: Log;
  clock: Clock;
  tally: Tally;
  census: Census;
  health: HealthChecks;
  loopDelay: LoopDelay;
  appends: Appends;
  engine: Pick<Engine, 'load'>;
  /** Processes that read files now. */
  readers: () => number;
}

export type AnswerMetrics = (response: ServerResponse) => Promise<void>;

type Labelled = Iterable<[labels: Record<string, string>, value: number]>;

/** Answers GET /metrics. */
export function createMetrics(options: MetricsOptions): AnswerMetrics {
  const registry = new Registry();
  const { hub, tally, census, appends, engine, clock } = options;

  function gauge(name: string, help: string, read: () => number | Promise<number>) {
    new Gauge({
      name: `pip_stream_${name}`,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  }

  function gauges(
    name: string,
    help: string,
    labelNames: string[],
    read: () => Labelled | Promise<Labelled>,
  ) {
    new Gauge({
      name: `pip_stream_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const values = await read();
        this.reset();
        for (const [labels, value] of values) this.set(labels, value);
      },
    });
  }

  function counters(name: string, help: string, labelNames: string[], read: () => Labelled) {
    new Counter({
      name: `pip_stream_${name}_total`,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.inc(labels, value);
      },
    });
  }

  function counter(name: string, help: string, read: () => number) {
    counters(name, help, [], () => [[{}, read()]]);
  }

  const labelled = (label: string, counts: Iterable<[string, number]>): Labelled =>
    [...counts].map(([word, value]) => [{ [label]: word }, value]);
  const perModel = (read: (use: ModelUse) => number) =>
    [...census.models()].map((use): [Record<string, string>, number] => [
      { provider: use.provider, model: use.model },
      read(use),
    ]);

  const { counts, size } = hub;
  const websockets = () =>
    tally.read('connections').reduce((sum, [door, open]) => (door === 'sse' ? sum : sum + open), 0);
  gauge('websockets', 'Open WebSockets.', websockets);
  gauges('connections', 'Open WebSockets and event streams, by door.', ['door'], () =>
    labelled('door', tally.read('connections')),
  );
  gauges(
    'operations',
    'Subscriptions that are open, by field; raw for the guide’s own protocol.',
    ['operation'],
    () => labelled('operation', tally.read('operations')),
  );
  gauges('upload_bytes', 'Bytes of uploads under way: held, or waiting for room.', ['state'], () =>
    labelled('state', Object.entries({ held: 0, waiting: 0, ...Object.fromEntries(tally.read('uploads')) })),
  );
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
  counter(
    'events_lost',
    'Events that retention removed before a feed had told them: gaps.',
    () => counts.lost,
  );
  counter('subscribers_behind', 'Times that a stream went back to the log: no room.', () => counts.behind);
  counter('slow_clients', 'Streams ended because their client took nothing.', () => counts.slow);
  const lag = shared(() => lagOf(hub.standings, options.log, clock.now()));
  gauge(
    'subscribers_lagging',
    'Streams with more to tell than their client takes now.',
    async () => (await lag()).behind,
  );
  gauge(
    'lag_seconds',
    'How far the stream that is furthest behind is behind what happened.',
    async () => (await lag()).seconds,
  );

  registry.registerMetric(appendSeconds(appends) as never);
  counter('append_failures', 'Appends that the storage refused.', () => appends.failed);
  counters('events_appended', 'Events written, by type.', ['type'], () => labelled('type', census.events));

  gauges(
    'event_loop_delay_seconds',
    'How late what is due begins, over the last ten seconds.',
    ['stat'],
    () => Object.entries(options.loopDelay.read()).map(([stat, value]) => [{ stat }, value]),
  );
  gauges('workflows', 'Workflows that have not ended, by status.', ['status'], () => {
    const now = census.workflows();
    return unfinished.map((status) => [{ status }, now.get(status) ?? 0]);
  });
  counters('workflows_ended', 'Workflows that ended since the start, by how.', ['status'], () =>
    labelled('status', census.ended),
  );
  gauge('decisions_open', 'Questions that wait for a person.', () => census.decisions(clock.now()).open);
  gauge('decisions_overdue', 'Of those, past their time.', () => census.decisions(clock.now()).overdue);
  counters('decisions_closed', 'Questions that were closed since the start, by how.', ['outcome'], () =>
    labelled('outcome', census.closed),
  );
  const byModel = ['provider', 'model'];
  counters('model_calls', 'Uses of a brain since the start.', byModel, () => perModel((use) => use.calls));
  counters('model_cost_dollars', 'What they cost.', byModel, () => perModel((use) => use.dollars));
  counters('model_input_tokens', 'Tokens read.', byModel, () => perModel((use) => use.inputTokens));
  counters('model_output_tokens', 'Tokens written.', byModel, () => perModel((use) => use.outputTokens));

  counters('faults', 'Faults told to callers, by code; INTERNAL for bugs.', ['code'], () =>
    labelled('code', tally.read('faults')),
  );
  counters('refused', 'What the guard refused, by rule.', ['rule'], () =>
    labelled('rule', tally.read('refused')),
  );
  gauge('readers', 'Processes that read files.', options.readers);
  gauge('engine_running', 'Sessions whose manager is at work.', () => engine.load.running);
  gauge('engine_queue', 'Sessions that wait for their turn.', () => engine.load.queued);
  gauge('engine_failing', 'Sessions whose manager failed and is tried again.', () => engine.load.failing);
  gauges('health', 'Whether a check of /readyz holds: 1, or 0.', ['check'], async () =>
    Object.entries((await options.health.look()).checks).map(([check, { status }]) => [
      { check },
      status === 'ok' ? 1 : 0,
    ]),
  );

  return async (response) => {
    const text = `${await registry.metrics()}\n${await processRegistry().metrics()}`;
    response.writeHead(200, { 'content-type': registry.contentType });
    response.end(text);
  };
}

/** One look for all that is read in one turn. */
function shared<Value>(look: () => Promise<Value>): () => Promise<Value> {
  let looking: Promise<Value> | null = null;
  return () => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
}

/** As prom-client's own histograms tell themselves; one of these costs more for each observation than an append may. */
function appendSeconds(appends: Appends) {
  const { bounds, counts } = appends;
  const name = 'pip_stream_append_seconds';
  const help = 'How long appends to the log took.';
  return {
    name,
    help,
    type: 'histogram',
    get: async () => {
      let sum = 0;
      const buckets = [...counts].map((count, at) => {
        sum += count;
        const labels = { le: at < bounds.length ? bounds[at] : '+Inf' };
        return { metricName: `${name}_bucket`, labels, value: sum };
      });
      return {
        name,
        help,
        type: 'histogram',
        values: [
          ...buckets,
          { metricName: `${name}_sum`, labels: {}, value: appends.sum },
          { metricName: `${name}_count`, labels: {}, value: sum },
        ],
      };
    },
  };
}

let ofProcess: Registry | null = null;

/** Memory, processor, descriptors: facts of the process, however many apps are in it. */
function processRegistry(): Registry {
  if (ofProcess === null) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}
