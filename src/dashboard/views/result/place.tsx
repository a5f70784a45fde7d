// Place: where something stands in a document, in the words of somebody who leafs through it.

import { graphql } from '../../generated/gql.ts';
import type { LineSourcePartsFragment } from '../../generated/graphql.ts';

export const lineSourceParts = graphql(`
  fragment LineSourceParts on SourceReference { documentId documentName sheet page row cell quote }
`);

type Source = LineSourcePartsFragment;

/** Every part that is known, and the words as they stand there. */
export function Place({ source, section }: { source: Source; section?: string | null }) {
  const { documentName, sheet, page, row, cell, quote } = source;
  const parts = [
    ['Document', documentName],
    ['Sheet', sheet],
    ['Page', page],
    ['Row', row],
    ['Cell', cell],
    ['Section', section],
  ] as const;
  return (
    <>
      <dl className="result-facts">
        {parts.map(
          ([name, value]) =>
            value != null &&
            value !== '' && (
              <div key={name} data-fact={name.toLowerCase()}>
                <dt>{name}</dt>
                <dd className="words number">{value}</dd>
              </div>
            ),
        )}
      </dl>
      {quote != null && quote !== '' && (
        <figure className="result-quote">
          <figcaption className="small soft">As it stands there</figcaption>
          <blockquote className="mono words">{quote}</blockquote>
        </figure>
      )}
    </>
  );
}
