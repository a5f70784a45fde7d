// Line table: lines as a table, or as cards where there is no room; of ten thousand only those in sight are drawn.

import { memo } from 'react';
import { type ItemProps, TableVirtuoso } from 'react-virtuoso';
import { nearOf } from '../../components/near.ts';
import { moneyOf, percent } from '../../components/words.ts';
import { basisOf, confidenceWords, numberOf, priceDigits, unitOf } from './figures.ts';
import { isUnpriced, type Line } from './search.ts';

export function LineTable({
  lines,
  onSource,
  onEnd,
}: {
  lines: readonly Line[];
  onSource: (line: Line) => void;
  /** More may be asked for; null when there is nothing to be gained. */
  onEnd: (() => void) | null;
}) {
  return (
    <TableVirtuoso
      useWindowScroll
      data={lines}
      computeItemKey={(_, line) => line.id}
      increaseViewportBy={600}
      endReached={() => onEnd?.()}
      components={components}
      fixedHeaderContent={Head}
      itemContent={(index, line) => (
        <Cells
          line={line}
          // A heading stands where it begins, as in the document.
          heads={line.section !== lines[index - 1]?.section}
          onSource={onSource}
        />
      )}
    />
  );
}

const components = {
  Table: (props: object) => <table {...props} className="lines-table" aria-labelledby="lines-head" />,
  // Its own style would put it under the head of the page.
  TableHead: ({ style: _, ...props }: { style?: object | undefined }) => (
    <thead {...props} className="lines-head" />
  ),
  TableRow: ({ item, ...props }: ItemProps<Line>) => (
    <tr
      {...props}
      className="lines-row"
      data-line={item.id}
      data-unpriced={isUnpriced(item) ? '' : undefined}
    />
  ),
};

function Head() {
  return (
    <tr>
      <th scope="col" className="lines-item">
        Item
      </th>
      <th scope="col" className="lines-description">
        Description
      </th>
      <th scope="col" className="figure lines-quantity">
        Quantity
      </th>
      <th scope="col" className="figure lines-price">
        Unit price
      </th>
      <th scope="col" className="figure lines-amount">
        Amount
      </th>
      <th scope="col" className="lines-basis">
        Price from
      </th>
      <th scope="col" className="lines-source">
        Source
      </th>
    </tr>
  );
}

const Cells = memo(function Cells({
  line,
  heads,
  onSource,
}: {
  line: Line;
  heads: boolean;
  onSource: (line: Line) => void;
}) {
  const { item, description, section, quantity, unit, unitPrice, amount, confidence, priceBasis } = line;
  const sure = confidenceWords(confidence);
  return (
    <>
      <td className="lines-item number soft words">{item ?? ''}</td>
      <td className="lines-description">
        {heads && section != null && section !== '' && (
          <span className="small soft words lines-section">{section}</span>
        )}
        <span className="words lines-words">
          {description === '' ? <span className="soft">A line without a description</span> : description}
        </span>
      </td>
      <td className="figure number lines-quantity words">
        {numberOf(quantity)} <span className="soft">{unitOf(unit)}</span>
      </td>
      <td className="figure number lines-price">
        {unitPrice == null ? <NoFigure /> : moneyOf(unitPrice, priceDigits(unitPrice))}
      </td>
      <td className="figure number lines-amount">
        {amount == null ? <NoFigure /> : <strong>{moneyOf(amount, 2)}</strong>}
      </td>
      <td className="lines-basis">
        {isUnpriced(line) ? (
          <span className="chip" data-tone="asks">
            No price
          </span>
        ) : (
          <>
            <span className="lines-basis-words">{basisOf(priceBasis).words}</span>
            <span className="small number lines-sure" data-tone={sure.tone}>
              {sure.words}, {percent(confidence)}
            </span>
          </>
        )}
      </td>
      <td className="lines-source">
        <button type="button" className="button small plain" onClick={() => onSource(line)}>
          <span className="hidden-text">
            Source of {item ?? ''} {description.slice(0, 80)}:{' '}
          </span>
          {nearOf(line.source)}
        </button>
      </td>
    </>
  );
});

function NoFigure() {
  return (
    <>
      <span aria-hidden="true" className="soft">
        —
      </span>
      <span className="hidden-text">none</span>
    </>
  );
}
