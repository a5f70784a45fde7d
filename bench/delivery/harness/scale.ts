// Scale: how long and how large a benchmark is; the quick one shows that everything works, its figures are rough.

import type { SubjectEntry } from '../subjects/list.ts';

export interface Scale {
  /** Rounds, in each of which every subject has its turn; medians are told. */
  rounds: number;
  /** Of a workload; with sessions of their own, as many sessions. */
  subscribers: number;
  deliveriesPerRound: number;
  warmDeliveries: number;
  idleSubscribers: number;
  /** Seconds of an open loop at one rate. */
  openSeconds: number;
  /** Of the steps in the search for the rate that is too much. */
  searchSeconds: number;
  stalledEvents: number;
  /** Subscribers of one session, to see what their number does. */
  crowds: readonly number[];
  /** Sessions that the subscribers of a workload are spread over. */
  sessions: readonly number[];
  /** Bytes of an event. */
  sizes: readonly number[];
  /** Latency and memory of all subjects; else of the product, raw ws and Yoga. */
  all: boolean;
}

export const full: Scale = {
  rounds: 3,
  subscribers: 1_000,
  deliveriesPerRound: 60_000,
  warmDeliveries: 120_000,
  idleSubscribers: 10_000,
  openSeconds: 5,
  searchSeconds: 2,
  stalledEvents: 100_000,
  crowds: [10, 100, 1_000, 10_000],
  sessions: [1, 10, 100, 1_000],
  sizes: [500, 5_000, 50_000],
  all: true,
};

export const quick: Scale = {
  rounds: 1,
  subscribers: 100,
  deliveriesPerRound: 1_000,
  warmDeliveries: 2_000,
  idleSubscribers: 2_000,
  openSeconds: 1,
  searchSeconds: 0.2,
  stalledEvents: 500,
  crowds: [10, 100],
  sessions: [1, 100],
  sizes: [500, 50_000],
  all: false,
};

/** Whose figures matter most. */
export const principal: readonly string[] = ['raw', 'product', 'yoga'];

/** What a part of the benchmark is given. */
export interface Given {
  scale: Scale;
  /** Who takes part, in the order of the tables. */
  entries: readonly SubjectEntry[];
  /** Prints a part of the report. */
  print(text: string): void;
  /** Prints why there is no figure, and has the command fail in the end. */
  warn(text: string): void;
  /** Says what is being done. */
  progress(text: string): void;
}
