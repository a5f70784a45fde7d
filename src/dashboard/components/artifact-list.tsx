// Artifact list: what there is to take away, finished files first; what led to them is folded.

import './artifact-list.css';
import { useMemo } from 'react';
import { graphql } from '../generated/gql.ts';
import type { ArtifactPartsFragment } from '../generated/graphql.ts';
import { formatOf, grouped, kindWords } from './artifact-kinds.ts';
import { type AddressOf, useTaking } from './taking.ts';
import { dayOf, sizeOf } from './words.ts';

export const artifactParts = graphql(`
  fragment ArtifactParts on Artifact {
    id name kind mediaType byteSize createdAt agentName url
  }
`);

/** `addressOf`: where a file is taken from just now, for a server that asks for tickets. `since`: when the newest run began, so that files of earlier ones are folded; null keeps all together. */
export function ArtifactList({
  artifacts,
  since = null,
  addressOf = null,
}: {
  artifacts: readonly ArtifactPartsFragment[];
  since?: string | null;
  addressOf?: AddressOf | null;
}) {
  const { files, earlier, between } = useMemo(() => grouped(artifacts, since), [artifacts, since]);
  return (
    <div className="stack tight artifacts">
      {files.length > 0 && <List artifacts={files} addressOf={addressOf} />}
      {files.length === 0 && between.length > 0 && (
        <p className="small soft">No finished files yet. This is what there is so far.</p>
      )}
      {between.length > 0 && (
        <details className="artifacts-more" open={files.length === 0 && earlier.length === 0}>
          <summary>
            Steps on the way <span className="soft number">{between.length}</span>
          </summary>
          <List artifacts={between} addressOf={addressOf} />
        </details>
      )}
      {earlier.length > 0 && (
        <details className="artifacts-more" open={files.length === 0}>
          <summary>
            Files of earlier runs <span className="soft number">{earlier.length}</span>
          </summary>
          <List artifacts={earlier} addressOf={addressOf} />
        </details>
      )}
    </div>
  );
}

interface ListProps {
  artifacts: readonly ArtifactPartsFragment[];
  addressOf: AddressOf | null;
}

function List({ artifacts, addressOf }: ListProps) {
  const [taking, problem] = useTaking(addressOf);
  return (
    <>
      <ul className="artifacts-list">
        {artifacts.map((artifact) => (
          <li key={artifact.id} data-kind={artifact.kind}>
            <a
              href={artifact.url}
              download={artifact.name}
              className="artifacts-one"
              onClick={taking?.(artifact)}
            >
              <span className="artifacts-format" aria-hidden="true">
                {formatOf(artifact)}
              </span>
              <span className="artifacts-words">
                <span className="artifacts-kind">{kindWords[artifact.kind]}</span>
                <span className="small soft words">{artifact.name}</span>
              </span>
              <span className="small soft number artifacts-figures">
                <span>{sizeOf(artifact.byteSize)}</span>
                <time dateTime={artifact.createdAt}>{dayOf(artifact.createdAt)}</time>
              </span>
            </a>
          </li>
        ))}
      </ul>
      {problem !== null && (
        <p className="notice words small" data-tone="bad" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
