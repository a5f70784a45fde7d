// Transcript: all that an agent put to language models in a workflow, and what they answered, as a result to look at.

import type { Output } from '../agents/agent.ts';
import type { Workflow } from '../events/session.ts';
import type { Log } from '../log/log.ts';

/** Nothing when no model answered the agent. What was asked is shown as it was sent: redacted. */
export async function transcriptOf(
  log: Pick<Log, 'getBlob'>,
  workflow: Workflow,
  agentName: string,
): Promise<Output[]> {
  const own = Object.values(workflow.calls ?? {}).filter((one) => one.agentName === agentName);
  if (own.length === 0) return [];
  const calls: unknown[] = [];
  for (const { result } of own) calls.push(JSON.parse(Buffer.from(await log.getBlob(result)).toString()));
  return [
    {
      kind: 'transcript',
      name: `${agentName.replaceAll('_', '-')}-transcript.json`,
      mediaType: 'application/json',
      json: { agentName, calls },
    },
  ];
}
