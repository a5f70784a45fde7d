// Subject: a server under test in a process of its own, and what makes it send.

import type { SubjectCalls, SubjectOptions } from '../messages.ts';
import { serve } from '../serve.ts';
import { subjectNamed } from './list.ts';
import { openPeer } from './peer.ts';
import { createSender, type Emit } from './sender.ts';

/** A server that was opened. */
export interface Opened {
  port: number;
  emit: Emit;
}

const { peer } = subjectNamed(process.argv[2]!);
let sender: ReturnType<typeof createSender> | null = null;
const collect = globalThis.gc as unknown as (options: object) => void;

async function openProduct(options: SubjectOptions): Promise<Opened> {
  return (await import('./product.ts')).openProduct(options);
}

serve<SubjectCalls>({
  async open(options) {
    // The peers' processes have nothing of the product in them.
    const opened = peer === null ? await openProduct(options) : await openPeer(peer, options);
    sender = createSender(options.sessions, opened.emit);
    return opened.port;
  },
  send: (plan) => sender!.send(plan),
  async settledMemory() {
    for (let round = 0; round < 4; round++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    }
    return process.memoryUsage.rss();
  },
  memory: () => process.memoryUsage.rss(),
});
