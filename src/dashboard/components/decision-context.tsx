// Decision context: where a question comes from, and what stands beside it.

import { memo } from 'react';
import { LongWords } from './long-words.tsx';
import { type ContextPart, type Place, readContext } from './read-context.ts';

/** So many of a list are shown at once; the others are one click away. */
const firstItems = 3;

export const DecisionContext = memo(function DecisionContext({ context }: { context: unknown }) {
  const parts = readContext(context);
  if (parts.length === 0) return null;
  const pairs = parts.filter((part) => part.kind === 'pair');
  return (
    <div className="decision-context stack tight small">
      {parts.map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the context of a question does not change
        part.kind === 'pair' ? null : <Part key={index} part={part} />,
      )}
      {pairs.length > 0 && (
        <dl className="decision-pairs">
          {pairs.map(({ label, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two keys may read the same
            <div key={index}>
              <dt className="soft words">{label}</dt>
              <dd>
                <LongWords text={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
});

function Part({ part }: { part: Exclude<ContextPart, { kind: 'pair' }> }) {
  switch (part.kind) {
    case 'place':
      return (
        <div>
          <span className="soft">{part.label}: </span>
          <PlaceWords place={part.place} />
        </div>
      );
    case 'figures':
      return (
        <dl className="decision-figures">
          {part.figures.map(({ label, value }) => (
            <div key={label}>
              <dt className="soft">{label}</dt>
              <dd className="number">{value}</dd>
            </div>
          ))}
        </dl>
      );
    case 'list':
      return (
        <div>
          <span className="soft">{part.label}:</span>
          <Items part={part} />
        </div>
      );
  }
}

function Items({ part: { items, more } }: { part: Extract<ContextPart, { kind: 'list' }> }) {
  const [first, rest] = [items.slice(0, firstItems), items.slice(firstItems)];
  const list = (some: typeof items) => (
    <ul className="decision-items">
      {some.map(({ text, place }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the context of a question does not change
        <li key={index}>
          {text !== '' && <LongWords text={text} />}
          {place !== null && <PlaceWords place={place} />}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {list(first)}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          {list(rest)}
        </details>
      )}
      {more > 0 && <p className="soft">and {more} that are not listed here</p>}
    </>
  );
}

function PlaceWords({ place: { steps, quote } }: { place: Place }) {
  return (
    <span className="decision-place words" dir="auto">
      {steps.join(' › ')}
      {quote !== null && (
        <q className="soft" dir="auto">
          {quote}
        </q>
      )}
    </span>
  );
}
