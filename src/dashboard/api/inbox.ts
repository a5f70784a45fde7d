// Inbox: the open decisions of all sessions, as they open and close anywhere.
//
//   I1. A decision that is closed does not open again, in whatever order the answers come.

import { createStore } from 'zustand/vanilla';
import { wait } from '../../client/wait.ts';
import { graphql } from '../generated/gql.ts';
import type { DecisionPartsFragment } from '../generated/graphql.ts';
import { client } from './client.ts';
import { connection } from './connection.ts';

const openDecisions = graphql(`query OpenDecisions { openDecisions { ...DecisionParts } }`);
const decisionChanges = graphql(`subscription DecisionChanges { decisions { ...DecisionParts } }`);
const oneDecision = graphql(`
  query OneDecision($id: ID!) { node(id: $id) { __typename ...DecisionParts } }
`);

export interface Inbox {
  /** Null until the server was asked. */
  open: readonly DecisionPartsFragment[] | null;
  /** What this page saw being closed, the newest last. */
  closed: readonly DecisionPartsFragment[];
}

export const inbox = createStore<Inbox>(() => ({ open: null, closed: [] }));

const mostClosed = 200;
/** What was missed while nobody listened is asked for one by one, up to so many. */
const mostMissed = 50;
/** A connection that was just cut may take the first questions with it. */
const mostRetries = 6;
/** After connecting, until the stream of changes has surely begun. */
const settleMs = 300;

/** Takes in a decision as it is now. */
export function noteDecision(decision: DecisionPartsFragment): void {
  const { open, closed } = inbox.getState();
  const others = (open ?? []).filter(({ id }) => id !== decision.id);
  if (decision.status === 'CLOSED') {
    const earlier = closed.filter(({ id }) => id !== decision.id);
    const noted = [...earlier, decision].slice(-mostClosed);
    inbox.setState({ open: open === null ? null : others, closed: noted });
    return;
  }
  if (closed.some(({ id }) => id === decision.id)) return;
  changed.set(decision.id, decision);
  if (open !== null) inbox.setState({ open: [...others, decision] });
}

/** What opened while an answer is under way, which may be older. */
const changed = new Map<string, DecisionPartsFragment>();
let asked = 0;

/** What changed while nobody listened is in no stream, so it is asked for whenever the connection is new. */
async function ask(): Promise<void> {
  const number = ++asked;
  changed.clear();
  for (let retries = 0; number === asked; retries++) {
    const { data } = await client.query(openDecisions, {}).toPromise();
    if (number !== asked) return;
    if (data?.openDecisions !== undefined) return takeIn(data.openDecisions);
    await wait(retryWaitMs(retries));
  }
}

function takeIn(answer: readonly DecisionPartsFragment[]): void {
  const { open: before, closed } = inbox.getState();
  const isClosed = new Set(closed.map(({ id }) => id));
  const byId = new Map(answer.map((one) => [one.id, one]));
  for (const [id, one] of changed) byId.set(id, one);
  inbox.setState({ open: [...byId.values()].filter(({ id }) => !isClosed.has(id)) });
  const missed = (before ?? []).filter(({ id }) => !byId.has(id) && !isClosed.has(id));
  for (const { id } of missed.slice(0, mostMissed)) void askHowItWasClosed(id);
}

async function askHowItWasClosed(id: string): Promise<void> {
  for (let retries = 0; retries < mostRetries; retries++) {
    const { data } = await client.query(oneDecision, { id }).toPromise();
    if (data?.node?.__typename === 'Decision') noteDecision(data.node);
    if (data !== undefined) return;
    await wait(retryWaitMs(retries));
  }
}

function retryWaitMs(retries: number): number {
  return Math.min(10_000, 1000 * 2 ** retries);
}

/** Called once, for as long as the page is there. */
export function openInbox(): void {
  client.subscription(decisionChanges, {}).subscribe(({ data }) => {
    if (data !== undefined) noteDecision(data.decisions);
  });
  connection.subscribe(async (now, before) => {
    const isNew = before.state === 'reconnecting' || before.state === 'connecting';
    if (!isNew || now.state === 'reconnecting' || now.state === 'connecting') return;
    await wait(settleMs);
    void ask();
  });
  void ask();
}
