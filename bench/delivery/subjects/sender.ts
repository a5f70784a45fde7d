// Sender: makes a subject send by a plan, and tells what that took.
//
// Closed loop: the harness tells how many ticks every subscriber has received, and the next one waits for that.
// Open loop: events are due at times fixed beforehand, and are stamped with those, however late they are sent.

import type { Pace, Plan, Sent } from '../messages.ts';
import { nowMicros, onNote } from '../serve.ts';
import { kindAt, type MomentKind } from '../shapes.ts';
import { textOf } from '../texts.ts';

export interface Moment {
  kind: MomentKind;
  text: string;
}

/** Makes events happen in a session, all in one append. Resolves when they are kept. */
export type Emit = (sessionId: string, after: number, moments: Moment[]) => Promise<void>;

type Of<Mode> = Extract<Pace, { mode: Mode }>;

export function createSender(sessions: number, emit: Emit) {
  const lasts = new Array<number>(sessions).fill(0);
  let failure: string | null = null;
  let received = 0;
  let wake = () => {};
  onNote('received', (ticks) => {
    received = ticks;
    wake();
  });

  function sendTo(
    session: number,
    count: number,
    { kinds, textLength }: Plan,
    dueMicros: number,
  ): Promise<void> {
    const stamp = String(Math.round(dueMicros)).padStart(16, '0');
    const after = lasts[session]!;
    const moments = Array.from({ length: count }, (_, index) => {
      const sequence = after + index + 1;
      return { kind: kindAt(sequence, kinds), text: textOf(stamp, sequence, textLength) };
    });
    lasts[session] = after + count;
    return emit(`s${session}`, after, moments).catch((error: unknown) => {
      failure = String(error);
      wake();
    });
  }

  async function closed(plan: Plan, { ticks, eventsPerTick, window }: Of<'closed'>): Promise<void> {
    received = 0;
    for (let tick = 0; tick < ticks; tick++) {
      while (tick - received >= window && failure === null)
        await new Promise<void>((resolve) => (wake = resolve));
      if (failure !== null) return;
      const due = nowMicros();
      for (let session = 0; session < sessions; session++) void sendTo(session, eventsPerTick, plan, due);
    }
    while (received < ticks && failure === null) await new Promise<void>((resolve) => (wake = resolve));
  }

  async function open(plan: Plan, { eventsPerSecond, events }: Of<'open'>): Promise<void> {
    const begun = nowMicros();
    const interval = 1e6 / eventsPerSecond;
    let latest = Promise.resolve();
    for (let sent = 0; sent < events && failure === null; ) {
      const now = nowMicros();
      while (sent < events && begun + sent * interval <= now) {
        latest = sendTo(sent % sessions, 1, plan, begun + sent * interval);
        sent++;
      }
      await new Promise((resolve) => setTimeout(resolve, (begun + sent * interval - nowMicros()) / 1000));
    }
    await latest;
  }

  return {
    async send(plan: Plan): Promise<Sent> {
      failure = null;
      const before = lasts.reduce((a, b) => a + b, 0);
      const cpu = process.cpuUsage();
      const begun = performance.now();
      if (plan.pace.mode === 'closed') await closed(plan, plan.pace);
      else await open(plan, plan.pace);
      const { user, system } = process.cpuUsage(cpu);
      return {
        cpuMicros: user + system,
        wallMs: performance.now() - begun,
        events: lasts.reduce((a, b) => a + b, 0) - before,
        lasts,
        failure,
      };
    },
  };
}
