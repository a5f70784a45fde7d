// Circuit: whatever the order in which calls begin and end, its rules hold.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Circuit,
  createCircuit,
  failuresToOpen,
  longestOpenMs,
  shortestOpenMs,
} from '../../src/brains/circuit.ts';

type End = NonNullable<ReturnType<Circuit['begin']>>;

const how = fc.constantFrom(
  'success' as const,
  'failure' as const,
  'failure' as const,
  'failure' as const,
  'unknown' as const,
);
const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('turn' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('turn' as const), ms: fc.integer({ min: 0, max: 700_000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('begin' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('end' as const), which: fc.nat(5), how }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('fail' as const), times: fc.integer({ min: 1, max: 6 }) }),
  },
);

test('one trial at a time, never open longer than ten minutes, and no late end moves it', () => {
  let trials = 0;
  let late = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 80 }), (steps) => {
      const circuit = createCircuit();
      let now = 0;
      const running: { end: End; trial: boolean }[] = [];

      const begin = () => {
        const [until, trial] = [circuit.openUntil(now), circuit.isTrial(now)];
        const end = circuit.begin(now);
        expect(end === null).toBe(until !== null);
        if (end !== null) running.push({ end, trial });
        if (!trial) return;
        trials += 1;
        expect(circuit.isTrial(now)).toBe(false);
        expect(circuit.begin(now)).toBeNull();
      };
      const end = (which: number, result: Parameters<End>[0]) => {
        const [call] = running.splice(which % Math.max(1, running.length), 1);
        if (call === undefined) return;
        const [before, wasTrial] = [circuit.openUntil(now), circuit.isTrial(now)];
        call.end(result, now);
        const after = circuit.openUntil(now);
        if (!call.trial && (before !== null || wasTrial)) {
          late += 1;
          expect([after, circuit.isTrial(now)]).toEqual([before, wasTrial]);
        }
        if (!call.trial && before === null && after !== null) {
          expect(after).toBe(now + shortestOpenMs);
          expect(circuit.failuresInRow).toBe(failuresToOpen);
        }
      };

      for (const one of steps) {
        if (one.kind === 'turn') now += one.ms;
        else if (one.kind === 'begin') begin();
        else if (one.kind === 'end') end(one.which, one.how);
        else
          for (let time = 0; time < one.times; time += 1) {
            const before = running.length;
            begin();
            if (running.length > before) end(running.length - 1, 'failure');
          }
        const until = circuit.openUntil(now);
        if (until !== null) expect(until - now).toBeLessThanOrEqual(longestOpenMs);
        if (until === null && !circuit.isTrial(now))
          expect(circuit.failuresInRow).toBeLessThan(failuresToOpen);
      }

      // However it went, waiting long enough and one success closes it.
      now += longestOpenMs;
      circuit.begin(now)?.('success', now);
      expect([circuit.openUntil(now), circuit.isTrial(now)]).toEqual([null, false]);
    }),
    { numRuns: 400 },
  );
  expect(trials).toBeGreaterThan(200);
  expect(late).toBeGreaterThan(40);
});

test('each trial that fails keeps it open twice as long, up to ten minutes', () => {
  const circuit = createCircuit();
  let now = 0;
  const waited: number[] = [];
  for (let call = 0; call < failuresToOpen; call++) circuit.begin(now)?.('failure', now);
  for (let trial = 0; trial < 7; trial++) {
    const until = circuit.openUntil(now)!;
    waited.push((until - now) / 1000);
    now = until;
    circuit.begin(now)?.('failure', now);
  }
  expect(waited).toEqual([30, 60, 120, 240, 480, 600, 600]);
});
