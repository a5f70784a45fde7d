// Start job: uploads the files one after the other into one session, then starts the workflow there.

import { client } from '../../api/client.ts';
import { graphql } from '../../generated/gql.ts';
import type { UploadMutation } from '../../generated/graphql.ts';

const upload = graphql(`
  mutation Upload($file: File!, $sessionId: ID) {
    uploadDocument(file: $file, sessionId: $sessionId) {
      __typename
      ... on DocumentUploaded { session { id } document { id } }
      ... on Fault { code message }
    }
  }
`);

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

/** What the server has already, so that another attempt does not send it again. */
export interface Sent {
  sessionId: string | null;
  documentIds: Map<File, string>;
}

export interface Job {
  files: readonly File[];
  sent: Sent;
  sample: boolean;
  instructions: string;
  /** Agents to run; null leaves it to the manager. */
  agents: readonly string[] | null;
  idempotencyKey: string;
}

export async function startJob(
  { files, sent, sample, instructions, agents, idempotencyKey }: Job,
  onProgress: (words: string) => void,
): Promise<{ sessionId: string } | { refusal: string }> {
  for (const [index, file] of files.entries()) {
    if (sent.documentIds.has(file)) continue;
    onProgress(`Sending ${index + 1} of ${files.length}: ${file.name}`);
    const { data, error } = await client.mutation(upload, { file, sessionId: sent.sessionId }).toPromise();
    const result: UploadMutation['uploadDocument'] | undefined = data?.uploadDocument;
    if (result?.__typename !== 'DocumentUploaded')
      return { refusal: `${file.name}: ${result?.message ?? error?.message ?? 'it could not be sent.'}` };
    sent.sessionId = result.session.id;
    sent.documentIds.set(file, result.document.id);
  }
  onProgress('Starting');
  const input = {
    sample,
    instructions,
    idempotencyKey,
    ...(files.length > 0 && {
      sessionId: sent.sessionId,
      documentIds: files.map((file) => sent.documentIds.get(file)!),
    }),
    ...(agents !== null && { steps: agents.map((agentName) => ({ agentName })) }),
  };
  const { data, error } = await client.mutation(start, { input }).toPromise();
  const result = data?.startWorkflow;
  if (result?.__typename === 'WorkflowStarted') return { sessionId: result.session.id };
  const issues = result?.__typename === 'InvalidInput' ? result.issues.map(({ message }) => message) : [];
  return { refusal: [result?.message ?? error?.message ?? 'No answer came.', ...issues].join(' ') };
}
