// What is told to a person who says something while a workflow runs. Pure.

import { counted } from '../base/counted.ts';
import { openDecisions, type Session, type Workflow } from '../events/session.ts';

/** Where the workflow stands, what waits for an answer, and what becomes of the message. */
export function whereItStands(session: Session, workflow: Workflow): string {
  const open = openDecisions(session).filter((one) => one.workflowId === workflow.id);
  const atWork = workflow.visualization.nodes
    .filter((node) => node.status === 'running')
    .map((node) => `${node.agentName.replaceAll('_', ' ')} (${Math.round(node.progressPercentage)} %)`);
  const place =
    workflow.status === 'paused'
      ? 'The workflow is paused.'
      : `The workflow is ${Math.round(workflow.visualization.completionPercentage)} % done${atWork.length === 0 ? '' : `; at work: ${atWork.join(', ')}`}.`;
  const waits =
    open.length === 0
      ? ''
      : ` ${counted(open.length, 'question')} ${open.length === 1 ? 'waits' : 'wait'} for an answer: ${open[0]!.prompt}`;
  return `${place}${waits} A new instruction or a question about the results is taken when it has ended.`;
}
