// Tally: what all subscribers of a load client have received together.

import type { BeginOptions } from '../messages.ts';
import { note, nowMicros } from '../serve.ts';

export type Tally = ReturnType<typeof createTally>;

const stampMark = Buffer.from('"@');

export function createTally() {
  let events = 0;
  let bytes = 0;
  let latencies: number[] = [];
  let options: BeginOptions = { perTick: [], latencyEvery: 0, latencyFrom: 0, careful: true };
  let ticks = 0;
  let tickEnds = Number.POSITIVE_INFINITY;
  let receivedAt = 0;

  return {
    get events() {
      return events;
    },
    get bytes() {
      return bytes;
    },
    get careful() {
      return options.careful;
    },
    /** Whether the latency of a subscriber is taken. */
    isTimed: (index: number) =>
      options.latencyEvery > 0 && index >= options.latencyFrom && index % options.latencyEvery === 0,
    begin(next: BeginOptions) {
      options = next;
      latencies = [];
      events = 0;
      bytes = 0;
      ticks = 0;
      tickEnds = next.perTick[0] ?? Number.POSITIVE_INFINITY;
    },
    /** Before the events of one read. */
    read(length: number) {
      bytes += length;
      receivedAt = 0;
    },
    event() {
      if (++events < tickEnds) return;
      note('received', ++ticks);
      tickEnds += options.perTick[ticks % options.perTick.length]!;
    },
    /** Takes how old an event is by the stamp in its text. */
    latency(payload: Buffer) {
      const at = payload.indexOf(stampMark);
      if (at < 0) return;
      receivedAt ||= nowMicros();
      latencies.push((receivedAt - Number(payload.toString('latin1', at + 2, at + 18))) / 1000);
    },
    latencies() {
      if (latencies.length === 0) return null;
      const sorted = Float64Array.from(latencies).sort();
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
      return { p50: at(0.5), p99: at(0.99), max: at(1), samples: sorted.length };
    },
  };
}
