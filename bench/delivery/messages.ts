// Messages: what the harness asks of its children, and what they answer.

/** How subscribers speak to a subject. */
export type ProtocolName = 'graphql-transport-ws' | 'graphql-sse' | 'socket.io';

/** How many there are of what, and what they want. */
export interface Crowd {
  sessions: number;
  /** Over all sessions, evenly. */
  subscribers: number;
  /** Subscribers of a session take turns with so many documents. */
  documents: number;
  /** Kinds of events that take turns in a session. */
  kinds: number;
  /** Each subscriber wants one of the kinds, in turns; else all. */
  oneKindEach: boolean;
}

export interface SubjectOptions {
  sessions: number;
  compress: boolean;
  /** Where the product keeps its log; `passing` keeps nothing. */
  log: 'passing' | 'memory' | 'full' | 'normal';
  /** Empty; for the product's log and documents. */
  folder: string;
}

export type Pace =
  /** A tick is an append to every session; the next one begins when at most `window - 1` are under way. */
  | { mode: 'closed'; ticks: number; eventsPerTick: number; window: number }
  /** Single events, to one session after the other, at a rate that asks nobody. */
  | { mode: 'open'; eventsPerSecond: number; events: number };

export interface Plan {
  pace: Pace;
  kinds: number;
  /** Characters of the text in an event. */
  textLength: number;
}

/** What sending took the subject's process. */
export interface Sent {
  cpuMicros: number;
  wallMs: number;
  events: number;
  /** The newest sequence of each session. */
  lasts: number[];
  /** What went wrong, if something did. */
  failure: string | null;
}

export interface SubjectCalls {
  /** Resolves to the port it listens on, on 127.0.0.1. */
  open(options: SubjectOptions): number;
  send(plan: Plan): Sent;
  /** Resident bytes, after collecting garbage thoroughly. */
  settledMemory(): number;
  /** Resident bytes as they are. */
  memory(): number;
}

export interface ConnectOptions extends Crowd {
  port: number;
  protocol: ProtocolName;
  compress: boolean;
  /** Every so many-th subscriber is a stock client that decodes everything; 0 for none. */
  stockEvery: number;
}

export interface BeginOptions {
  /** Receipts that complete the ticks, in turns; each completed one is told as it comes. Empty in an open loop. */
  perTick: number[];
  /** The latency of every so many-th subscriber is taken; 0 for none. */
  latencyEvery: number;
  /** Of those from here on. */
  latencyFrom: number;
  /** Decode every event of every subscriber. */
  careful: boolean;
}

export interface Received {
  events: number;
  bytes: number;
  /** Share of one core since `begin`, 0 to 1. */
  cpuShare: number;
  /** Milliseconds from the time an event was due to its receipt; null when none was taken. */
  latency: { p50: number; p99: number; max: number; samples: number } | null;
  /** What was lost, doubled or not understood; null when every subscriber got exactly what it should. */
  failure: string | null;
}

export interface LoadCalls {
  /** Opens those who are missing; who is there stays. */
  connect(options: ConnectOptions): void;
  /** Whether every subscriber has got something. */
  allHeard(): boolean;
  begin(options: BeginOptions): void;
  /** Waits until everything up to these sequences has come, or until nothing has come for a while. */
  settle(lasts: number[]): Received;
  /** The first so many subscribers stop reading, or go on. */
  stall(count: number): void;
  /** How many subscribers are not connected any more. */
  closed(): number;
}

/** A call on its way, and its answer. */
export interface Call {
  call: number;
  name: string;
  args: unknown[];
}
export type Answer = { call: number; value?: unknown; error?: string } | { note: string; value: number };
