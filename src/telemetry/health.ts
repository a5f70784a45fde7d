// Health: whether the server takes work, and if not, why. Whoever knows of something that can fail adds a check.
//
//   H1. Looking is cheap however often it is done: who looks within `freshMs` is told what was found then.
//   H2. A check that does not answer in time has failed; it holds up neither the others nor the answer.
//   H3. Nothing is remembered: when what failed works again, the next look says so.

import { messageOf } from '../base/fault.ts';

/** Why something does not work, in words for the operator; null when it does. */
export type Check = (signal: AbortSignal) => string | null | Promise<string | null>;

export interface CheckOptions {
  /** Whether the server takes no work without it; else it only does less. */
  critical?: boolean;
}

export interface Finding {
  status: 'ok' | 'degraded' | 'down';
  reason: string | null;
}

export interface Health {
  /** `unavailable` when something critical is down. */
  status: 'ready' | 'degraded' | 'unavailable';
  checks: Record<string, Finding>;
}

export interface HealthChecks {
  /** Until disposed of. A check of the same name is replaced. */
  add(name: string, check: Check, options?: CheckOptions): Disposable;
  look(): Promise<Health>;
}

export interface HealthOptions {
  /** A check that takes longer has failed. Milliseconds. */
  deadlineMs?: number;
  /** Milliseconds. */
  freshMs?: number;
  /** Called when the health is another than at the look before. */
  onChange?(health: Health): void;
}

export function createHealth({
  deadlineMs = 2000,
  freshMs = 1000,
  onChange,
}: HealthOptions = {}): HealthChecks {
  const checks = new Map<string, { check: Check; critical: boolean }>();
  let looking: Promise<Health> | null = null;
  let lookedAt = -Infinity;
  let before: string | null = null;

  async function find(check: Check): Promise<string | null> {
    const signal = AbortSignal.timeout(deadlineMs);
    const late = new Promise<string>((resolve) => {
      signal.addEventListener('abort', () => resolve(`No answer within ${deadlineMs / 1000} s.`));
    });
    try {
      return await Promise.race([check(signal), late]);
    } catch (error) {
      return messageOf(error);
    }
  }

  async function lookNow(): Promise<Health> {
    const found = await Promise.all(
      [...checks].map(async ([name, { check, critical }]): Promise<[string, Finding]> => {
        const reason = await find(check);
        return [name, { status: reason === null ? 'ok' : critical ? 'down' : 'degraded', reason }];
      }),
    );
    const worst = new Set(found.map(([, { status }]) => status));
    const health: Health = {
      status: worst.has('down') ? 'unavailable' : worst.has('degraded') ? 'degraded' : 'ready',
      checks: Object.fromEntries(found),
    };
    const now = found.map(([name, { status }]) => `${name} ${status}`).join();
    if (before !== null ? now !== before : health.status !== 'ready') onChange?.(health);
    before = now;
    return health;
  }

  return {
    add(name, check, { critical = false } = {}) {
      const own = { check, critical };
      checks.set(name, own);
      return {
        [Symbol.dispose]() {
          if (checks.get(name) === own) checks.delete(name);
        },
      };
    },
    look() {
      const now = performance.now();
      if (looking === null || now - lookedAt > freshMs) {
        lookedAt = now;
        looking = lookNow();
      }
      return looking;
    },
  };
}
