// Subjects: who is measured, and how each is opened and spoken to.

import type { ProtocolName, SubjectOptions } from '../messages.ts';

export interface SubjectEntry {
  /** As `--subjects` takes it. */
  name: string;
  title: string;
  protocol: ProtocolName;
  /** File of bench/peers, and what its `open` is given; null for the product. */
  peer: { file: string; options?: object } | null;
  /** Of the product: where it keeps its log, when the part of the benchmark does not say. */
  log?: SubjectOptions['log'];
}

const ws: ProtocolName = 'graphql-transport-ws';

export const subjects: readonly SubjectEntry[] = [
  { name: 'raw', title: 'raw ws, text ready', protocol: ws, peer: { file: 'raw-ws' } },
  {
    name: 'raw-json',
    title: 'raw ws, each event printed once',
    protocol: ws,
    peer: { file: 'raw-ws', options: { ready: false } },
  },
  {
    name: 'by-hand',
    title: 'by hand: kept, printed once, written once a turn',
    protocol: ws,
    peer: { file: 'by-hand' },
  },
  { name: 'product', title: 'pip-stream', protocol: ws, peer: null },
  { name: 'product-log', title: 'pip-stream, its log in memory', protocol: ws, peer: null, log: 'memory' },
  { name: 'product-sse', title: 'pip-stream, SSE', protocol: 'graphql-sse', peer: null },
  { name: 'socket.io', title: 'socket.io, rooms', protocol: 'socket.io', peer: { file: 'socket-io' } },
  { name: 'graphql-ws', title: 'graphql-ws', protocol: ws, peer: { file: 'graphql-ws' } },
  { name: 'mercurius', title: 'Mercurius', protocol: ws, peer: { file: 'mercurius' } },
  { name: 'apollo', title: 'Apollo Server 5 + graphql-ws', protocol: ws, peer: { file: 'apollo' } },
  { name: 'yoga', title: 'Yoga + graphql-ws', protocol: ws, peer: { file: 'yoga' } },
  { name: 'yoga-sse', title: 'Yoga, SSE', protocol: 'graphql-sse', peer: { file: 'yoga' } },
];

/** For parts that leave the product's log to the subject: a log that keeps nothing is told, it cannot resume anybody. */
export function titleWithLog({ title, peer, log }: SubjectEntry): string {
  return peer === null && log === undefined ? `${title}, nothing kept` : title;
}

/** For parts that choose the log themselves: each product once. */
export const withoutLog = ({ log }: SubjectEntry) => log === undefined;

/** @throws when there is none of this name */
export function subjectNamed(name: string): SubjectEntry {
  const found = subjects.find((one) => one.name === name);
  if (found === undefined)
    throw new Error(`«${name}» is none of ${subjects.map((one) => one.name).join(', ')}`);
  return found;
}
