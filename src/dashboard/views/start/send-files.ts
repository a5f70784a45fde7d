// Send files: uploads them one after the other into one session; what the server has already is not sent again.

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

/** What the server has already. */
export interface Sent {
  sessionId: string | null;
  documentIds: Map<File, string>;
}

/** Writes into `sent` what arrived; what is refused and why, or null when all is there. */
export async function sendFiles(
  files: readonly File[],
  sent: Sent,
  onProgress: (words: string) => void,
): Promise<string | null> {
  for (const [index, file] of files.entries()) {
    if (sent.documentIds.has(file)) continue;
    onProgress(`Sending ${index + 1} of ${files.length}: ${file.name}`);
    const { data, error } = await client.mutation(upload, { file, sessionId: sent.sessionId }).toPromise();
    const result: UploadMutation['uploadDocument'] | undefined = data?.uploadDocument;
    if (result?.__typename !== 'DocumentUploaded')
      return `${file.name}: ${result?.message ?? error?.message ?? 'it could not be sent.'}`;
    sent.sessionId = result.session.id;
    sent.documentIds.set(file, result.document.id);
  }
  return null;
}
