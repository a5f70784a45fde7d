// Peer: a subject of bench/peers, which is a package of its own and perhaps not installed.

import type { SubjectOptions } from '../messages.ts';
import { type PlainEvent, plainEventOf } from '../moments.ts';
import type { SubjectEntry } from './list.ts';
import type { Opened } from './subject.ts';

interface PeerModule {
  open(options: object): Promise<{
    port: number;
    publish(event: PlainEvent): unknown;
    /** For a peer that needs no event to have its text. */
    publishText?(
      sessionId: string,
      sequence: number,
      type: string,
      text: string,
      event: () => PlainEvent,
    ): void;
  }>;
}

export async function openPeer(
  { file, options = {} }: NonNullable<SubjectEntry['peer']>,
  { compress }: SubjectOptions,
): Promise<Opened> {
  const path = new URL(`../../peers/${file}.js`, import.meta.url).href;
  const module = (await import(path)) as PeerModule;
  const { port, publish, publishText } = await module.open({ ...options, compress });
  return {
    port,
    async emit(sessionId, after, moments) {
      for (const [index, { kind, text }] of moments.entries()) {
        const sequence = after + index + 1;
        const event = () => plainEventOf(sessionId, sequence, kind, text);
        if (publishText !== undefined) publishText(sessionId, sequence, kind, text, event);
        else publish(event());
      }
    },
  };
}
