// Within: a workflow together with the session that it was found in, which may be one of the past.

import type { Session, Workflow } from '../events/session.ts';

export interface WorkflowWithin extends Workflow {
  /** Absent: the session as it is when somebody asks. */
  session?: Session;
}

/** A session's workflows, oldest first. */
export function within(session: Session): WorkflowWithin[] {
  return session.workflows.map((workflow) => ({ ...workflow, session }));
}
