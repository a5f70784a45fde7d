// Load client: all subscribers of one subject, in a process of their own.

import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectOptions, LoadCalls, Received } from '../messages.ts';
import { serve } from '../serve.ts';
import { enumOf, kindAt, kinds } from '../shapes.ts';
import { type Connection, openConnection } from './connection.ts';
import { protocols, type Wish } from './protocols.ts';
import { openStockConnection } from './stock-connection.ts';
import { createSubscriber, type Subscriber } from './subscriber.ts';
import { createTally } from './tally.ts';

const atOnce = 50;
/** After so long without an event, what has not come is lost. */
const patienceMs = 5_000;

const tally = createTally();
const subscribers: Subscriber[] = [];
const connections: Connection[] = [];
let kindCount = 1;
let cpu = process.cpuUsage();
let begun = 0;

function wishOf(index: number, options: ConnectOptions): Wish {
  const session = index % options.sessions;
  const turn = Math.floor(index / options.sessions);
  return {
    session,
    document: turn % options.documents,
    type: options.oneKindEach ? enumOf(kinds[turn % options.kinds]!) : null,
  };
}

/** Events from the subscriber's first to the session's last that it wants. */
function expected({ first, wish }: Subscriber, last: number): number {
  if (first === null) return -1;
  if (wish.type === null) return last - first + 1;
  let wanted = 0;
  for (let sequence = first; sequence <= last; sequence++)
    if (enumOf(kindAt(sequence, kindCount)) === wish.type) wanted++;
  return wanted;
}

const wrongOne = () => subscribers.find((one) => !one.stalled && one.wrong !== null)?.wrong ?? null;

function lostAt(lasts: number[]): string | null {
  const reading = subscribers.filter((one) => !one.stalled);
  const off = reading.filter((one) => one.count !== expected(one, lasts[one.wish.session]!));
  const example = off[0];
  return example === undefined
    ? null
    : `${off.length} of ${reading.length} subscribers got another number of events than was sent, such as ${example.count} for ${expected(example, lasts[example.wish.session]!)}`;
}

serve<LoadCalls>({
  async connect(options) {
    kindCount = options.kinds;
    const protocol = protocols[options.protocol];
    const open = async (index: number) => {
      const wish = wishOf(index, options);
      const subscriber = createSubscriber(index, wish, protocol, tally);
      const address = { port: options.port, protocol, wish, compress: options.compress };
      const stock =
        options.stockEvery > 0 && index % options.stockEvery === 0 && options.protocol !== 'graphql-sse';
      subscribers[index] = subscriber;
      connections[index] = await (stock ? openStockConnection : openConnection)(address, subscriber, tally);
    };
    for (let from = subscribers.length; from < options.subscribers; from += atOnce) {
      const until = Math.min(from + atOnce, options.subscribers);
      await Promise.all(Array.from({ length: until - from }, (_, n) => open(from + n)));
    }
  },
  allHeard: () => subscribers.every((one) => one.first !== null || one.wrong !== null),
  begin(options) {
    tally.begin(options);
    cpu = process.cpuUsage();
    begun = performance.now();
  },
  async settle(lasts): Promise<Received> {
    const { user, system } = process.cpuUsage(cpu);
    const cpuShare = (user + system) / 1000 / (performance.now() - begun);
    let lost = lostAt(lasts);
    for (
      let seen = -1, quietMs = 0;
      lost !== null && wrongOne() === null && quietMs < patienceMs;
      quietMs += 50
    ) {
      if (seen !== tally.events) quietMs = 0;
      seen = tally.events;
      await sleep(50);
      lost = lostAt(lasts);
    }
    const failure = wrongOne() ?? lost;
    return { events: tally.events, bytes: tally.bytes, cpuShare, latency: tally.latencies(), failure };
  },
  stall(count) {
    for (const [index, connection] of connections.entries()) {
      subscribers[index]!.stalled = index < count;
      connection.stall(index < count);
    }
  },
  closed: () => connections.filter((one) => one.closed).length,
});
