// Checks: what the server knows of itself that can fail.

import type { Engine } from '../engine/engine.ts';
import type { Log } from '../log/log.ts';
import type { HealthChecks } from './health.ts';
import type { LoopDelay } from './loop-delay.ts';
import type { Appends } from './timed-log.ts';

export interface CheckedParts {
  log: Log;
  appends: Appends;
  engine: Pick<Engine, 'load'>;
  loopDelay: LoopDelay;
}

/** Half of what is due begins later than this. Seconds. */
const lateSeconds = 0.5;
/** An append that failed so long ago says nothing about now, when nothing was tried since. Milliseconds. */
const recentMs = 3000;

export function addChecks(health: HealthChecks, { log, appends, engine, loopDelay }: CheckedParts): void {
  health.add(
    'log_readable',
    async () => {
      await log.sessions({ first: 1, after: null, status: null });
      return null;
    },
    { critical: true },
  );
  health.add(
    'log_writable',
    async () => {
      await log.probe?.();
      const { failure } = appends;
      return failure !== null && performance.now() - failure.at < recentMs ? failure.message : null;
    },
    { critical: true },
  );
  health.add('engine', () => (engine.load.driving ? null : 'No manager is at work.'), { critical: true });
  health.add('sessions', () => {
    const { failing } = engine.load;
    return failing === 0 ? null : `The manager of ${failing} sessions failed and is tried again.`;
  });
  health.add('event_loop', () => {
    const { p50 } = loopDelay.read();
    return p50 < lateSeconds ? null : `What is due begins ${p50.toFixed(1)} s late.`;
  });
}
