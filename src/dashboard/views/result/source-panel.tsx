// Source panel: where a line or an issue comes from, at the side of the page or from below on a phone.

import './source-panel.css';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { nearOf } from '../../components/near.ts';
import { moneyOf, percent } from '../../components/words.ts';
import { basisOf, confidenceWords, numberOf, priceDigits, severityWords, unitOf } from './figures.ts';
import { Place } from './place.tsx';
import { type Issue, issuesOf, isUnpriced, type Line } from './search.ts';

/** What a person asked the source of. */
export type Asked = { kind: 'line'; line: Line } | { kind: 'issue'; issue: Issue };

export function SourcePanel({
  asked,
  issues,
  tradeName,
  onClose,
}: {
  asked: Asked;
  issues: readonly Issue[];
  tradeName: (trade: string) => string;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const { current } = dialog;
    if (current !== null && !current.open) current.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className="source-panel"
      aria-labelledby={title}
      onClose={onClose}
      onClick={(event) => {
        // Only what is around the panel is the dialog itself.
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <div className="source-panel-inside stack">
        <header className="source-panel-head">
          <h2 id={title} className="words">
            {asked.kind === 'line' ? (
              <LineName line={asked.line} />
            ) : (
              `${severityWords[asked.issue.severity].words} issue`
            )}
          </h2>
          <button type="button" className="button small" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </header>
        {asked.kind === 'line' ? (
          <OfLine line={asked.line} issues={issues} tradeName={tradeName} />
        ) : (
          <OfIssue issue={asked.issue} />
        )}
      </div>
    </dialog>
  );
}

/** A longer one does not fit into the head as a whole. */
const longName = 120;

function LineName({ line: { item, description } }: { line: Line }) {
  return (
    <>
      {item != null && <span className="soft number">{item} </span>}
      {description === '' ? 'A line without a description' : description}
    </>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="stack tight">
      <h3>{name}</h3>
      {children}
    </section>
  );
}

/** The place of one figure, with the document where that is another than the line's. */
function FigureFact({
  name,
  source,
  line,
}: {
  name: string;
  source: Line['source'] | null | undefined;
  line: Line;
}) {
  if (source == null) return null;
  const near = nearOf(source);
  const isElsewhere = source.documentId !== line.source.documentId && near !== source.documentName;
  return (
    <div data-fact={name.toLowerCase().replace(' ', '-')}>
      <dt>{name}</dt>
      <dd className="words">{isElsewhere ? `${near} of ${source.documentName}` : near}</dd>
    </div>
  );
}

function OfLine({
  line,
  issues,
  tradeName,
}: {
  line: Line;
  issues: readonly Issue[];
  tradeName: (trade: string) => string;
}) {
  const { quantity, unit, unitPrice, amount, low, high, confidence, priceBasis, priceSource } = line;
  const basis = basisOf(priceBasis);
  const sure = confidenceWords(confidence);
  const found = issuesOf(line, issues);
  return (
    <>
      <Part name="Where the line stands">
        {line.description.length > longName && <p className="words">{line.description}</p>}
        <Place source={line.source} section={line.section ?? null} />
        <dl className="result-facts">
          <FigureFact name="Quantity from" source={line.quantitySource} line={line} />
          <FigureFact name="Price from" source={line.priceReference} line={line} />
        </dl>
      </Part>
      <Part name="Where the price comes from">
        {unitPrice == null || amount == null ? (
          <p className="notice" data-tone="asks">
            {basisOf('none').meaning}
          </p>
        ) : (
          <>
            <p className="source-panel-sum number">
              <span>
                {numberOf(quantity)} {unitOf(unit)} × {moneyOf(unitPrice, priceDigits(unitPrice))} =
              </span>{' '}
              <strong>{moneyOf(amount, 2)}</strong>
            </p>
            {low != null && high != null && low.amount !== high.amount && (
              <p className="small soft number">
                Between {moneyOf(low, 2)} and {moneyOf(high, 2)}
              </p>
            )}
          </>
        )}
        <dl className="result-facts">
          <div data-fact="basis">
            <dt>Kind of price</dt>
            <dd>
              {basis.words}
              <span className="small soft source-panel-meaning">{basis.meaning}</span>
            </dd>
          </div>
          {priceSource != null && priceSource !== '' && (
            <div data-fact="price">
              <dt>Source of the price</dt>
              <dd className="words">{priceSource}</dd>
            </div>
          )}
          {!isUnpriced(line) && (
            <div data-fact="confidence">
              <dt>Does it belong here?</dt>
              <dd>
                {sure.words}, <span className="number">{percent(confidence)}</span>
              </dd>
            </div>
          )}
          <div data-fact="trade">
            <dt>Trade</dt>
            <dd className="words">{tradeName(line.trade)}</dd>
          </div>
        </dl>
      </Part>
      {found.length > 0 && (
        <Part name="Found at this place">
          <ul className="stack tight">
            {found.map(({ code, message, severity }) => (
              <li key={`${code} ${message}`} className="source-panel-found">
                <span className="chip" data-tone={severityWords[severity].tone}>
                  {severityWords[severity].words}
                </span>
                <span className="words">{message}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function OfIssue({ issue: { message, severity, source } }: { issue: Issue }) {
  return (
    <>
      <p className="words">{message}</p>
      <p className="small soft">{severityWords[severity].meaning}</p>
      {source != null && (
        <Part name="Where it was found">
          <Place source={source} />
        </Part>
      )}
    </>
  );
}
