// Start job: sends the files into one session, then starts the workflow there.

import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import { type BrainsWanted, inputOf } from './brains-wanted.ts';
import { type Sent, sendFiles } from './send-files.ts';

const start = graphql(`
  mutation StartWorkflow($input: StartWorkflowInput!) {
    startWorkflow(input: $input) {
      __typename
      ... on WorkflowStarted { session { id } }
      ... on Fault { code message }
      ... on InvalidInput { issues { path message } }
    }
  }
`);

export interface Job {
  files: readonly File[];
  /** Web addresses of documents. */
  urls: readonly string[];
  sent: Sent;
  sample: boolean;
  instructions: string;
  /** Agents to run; null leaves it to the manager. */
  agents: readonly string[] | null;
  /** Runs this template instead. */
  templateId: string | null;
  brains: BrainsWanted;
  idempotencyKey: string;
}

export async function startJob(
  { files, urls, sent, sample, instructions, agents, templateId, brains, idempotencyKey }: Job,
  onProgress: (words: string) => void,
): Promise<{ sessionId: string } | { refusal: string }> {
  const refused = await sendFiles(files, sent, onProgress);
  if (refused !== null) return { refusal: refused };
  onProgress('Starting');
  const input = {
    sample,
    instructions,
    idempotencyKey,
    ...(files.length > 0 && {
      sessionId: sent.sessionId,
      documentIds: files.map((file) => sent.documentIds.get(file)!),
    }),
    ...(urls.length > 0 && { urls: [...urls] }),
    ...inputOf(brains),
    ...(templateId !== null
      ? { templateId }
      : agents !== null && { steps: agents.map((agentName) => ({ agentName })) }),
  };
  const { data, error } = await client.mutation(start, { input }).toPromise();
  const result = data?.startWorkflow;
  if (result?.__typename === 'WorkflowStarted') return { sessionId: result.session.id };
  const issues = result?.__typename === 'InvalidInput' ? result.issues.map(({ message }) => message) : [];
  return { refusal: [result?.message ?? error?.message ?? 'No answer came.', ...issues].join(' ') };
}
