// Lineage: what a workflow knows of the others of its session. Pure.
//
// A workflow goes on from the one before it, a fork from the one it was forked from: results and answers of other
// branches are not there for it. Without forks that is the whole session.

import type { Session, Workflow } from '../events/session.ts';

/** The session as a workflow of it sees it. */
export function lineageOf(session: Session, { id }: Pick<Workflow, 'id'>): Session {
  const { workflows } = session;
  if (workflows.every(({ request }) => request?.forkedFrom == null)) return session;
  const known = new Set<string>();
  let place = workflows.findIndex((one) => one.id === id);
  while (place >= 0) {
    const { id: own, request } = workflows[place]!;
    known.add(own);
    const origin = request?.forkedFrom?.workflowId;
    // An origin is before its fork, so this comes to an end.
    place =
      origin === undefined
        ? place - 1
        : Math.min(
            place - 1,
            workflows.findIndex((one) => one.id === origin),
          );
  }
  const isKnown = ({ workflowId }: { workflowId: string | null }) =>
    workflowId === null || known.has(workflowId);
  return {
    ...session,
    workflows: workflows.filter((one) => known.has(one.id)),
    artifacts: session.artifacts.filter(isKnown),
    decisions: Object.fromEntries(Object.entries(session.decisions).filter(([, one]) => isKnown(one))),
  };
}
