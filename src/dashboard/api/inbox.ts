// Inbox: the open decisions of all sessions, as they open and close anywhere.

import { createStore } from 'zustand/vanilla';
import { wait } from '../../client/wait.ts';
import { graphql } from '../generated/gql.ts';
import type { DecisionPartsFragment } from '../generated/graphql.ts';
import { client } from './client.ts';
import { connection } from './connection.ts';

const openDecisions = graphql(`query OpenDecisions { openDecisions { ...DecisionParts } }`);
const decisionChanges = graphql(`subscription DecisionChanges { decisions { ...DecisionParts } }`);

/** Null until the server was asked. */
export const inbox = createStore<{ open: readonly DecisionPartsFragment[] | null }>(() => ({ open: null }));

/** Takes in a decision as it is now. */
export function noteDecision(decision: DecisionPartsFragment): void {
  const { open } = inbox.getState();
  const others = (open ?? []).filter(({ id }) => id !== decision.id);
  inbox.setState({ open: decision.status === 'OPEN' ? [...others, decision] : others });
}

let asked = 0;

/** What changed while nobody listened is in no stream, so it is asked for whenever the connection is new. */
async function ask(): Promise<void> {
  const number = ++asked;
  for (let retries = 0; number === asked; retries++) {
    const { data } = await client.query(openDecisions, {}).toPromise();
    if (data?.openDecisions !== undefined) return inbox.setState({ open: data.openDecisions });
    await wait(Math.min(10_000, 1000 * 2 ** retries));
  }
}

/** Called once, for as long as the page is there. */
export function openInbox(): void {
  client.subscription(decisionChanges, {}).subscribe(({ data }) => {
    if (data !== undefined) noteDecision(data.decisions);
  });
  connection.subscribe((now, before) => {
    if (before.state === 'reconnecting' && now.state !== 'reconnecting') void ask();
  });
  void ask();
}
