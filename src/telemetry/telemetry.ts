// Telemetry: what is known of a running server beside its events: how it is, what it did, and the traces of its workflows.

import { type TracerProvider, trace } from '@opentelemetry/api';
import type { Logger } from '../base/logger.ts';
import type { Sessions } from '../log/sessions.ts';
import { type Census, createCensus } from './census.ts';
import { addChecks, type CheckedParts } from './checks.ts';
import { followLog } from './follow-log.ts';
import { createHealth, type HealthChecks } from './health.ts';
import { createJournal } from './journal.ts';
import { type LoopDelay, openLoopDelay } from './loop-delay.ts';
import { openOtlp } from './otlp.ts';
import { createTraces } from './traces.ts';

export interface Telemetry extends AsyncDisposable {
  health: HealthChecks;
  census: Census;
  loopDelay: LoopDelay;
  /** Resolves when workflows that were under way at the start are known. */
  ready: Promise<void>;
}

export interface TelemetryOptions extends Omit<CheckedParts, 'loopDelay'> {
  sessions: Sessions;
  logger: Logger;
  tracerProvider: TracerProvider | null;
  /** Empty for none. */
  otlpEndpoint: string;
  onError(error: unknown): void;
}

export async function openTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { log, sessions, logger, otlpEndpoint, onError } = options;
  await using opened = new AsyncDisposableStack();
  const loopDelay = opened.use(openLoopDelay());
  const exporting =
    otlpEndpoint === '' || options.tracerProvider !== null ? null : await openOtlp(otlpEndpoint, logger);
  if (exporting !== null) opened.use(exporting);
  const provider = options.tracerProvider ?? exporting?.provider ?? trace;
  const traces = opened.use(createTraces(provider.getTracer('pip-stream')));
  const census = createCensus();
  const following = opened.use(
    followLog({ log, sessions, followers: [census, traces, createJournal(logger)], onError }),
  );
  const health = createHealth({
    onChange({ status, checks }) {
      const failed = Object.entries(checks).filter(([, one]) => one.status !== 'ok');
      const reasons = Object.fromEntries(failed.map(([name, { reason }]) => [name, reason]));
      if (status === 'ready') logger.info({ status }, 'the server is well again');
      else logger.warn({ status, reasons }, 'the server is not well');
    },
  });
  addChecks(health, { ...options, loopDelay });
  const all = opened.move();
  return {
    health,
    census,
    loopDelay,
    ready: following.ready,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
