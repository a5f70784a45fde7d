// Artifact list: what there is to take away.

import { graphql } from '../generated/gql.ts';
import type { ArtifactPartsFragment } from '../generated/graphql.ts';
import { sizeOf } from './words.ts';

export const artifactParts = graphql(`
  fragment ArtifactParts on Artifact {
    id name kind mediaType byteSize createdAt agentName url
  }
`);

export function ArtifactList({ artifacts }: { artifacts: readonly ArtifactPartsFragment[] }) {
  return (
    <ul className="stack tight">
      {artifacts.map(({ id, name, url, byteSize }) => (
        <li key={id} className="row apart">
          <a href={url} download={name} className="words">
            {name}
          </a>
          <span className="small soft number">{sizeOf(byteSize)}</span>
        </li>
      ))}
    </ul>
  );
}
