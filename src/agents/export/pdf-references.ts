// References: short names for documents and price sources, which a table of lines has no room to spell out.

import type { EstimateLine } from '../../estimating/estimate.ts';
import type { ExportMaterial } from './material.ts';
import { nearPlace } from './place.ts';

export class References {
  /** Sources of prices that are not the document's own: `P1` is the first. */
  readonly prices: readonly string[];
  private readonly documents: ReadonlyMap<string, string>;
  /** Documents of which more than one sheet is in the estimate. */
  private readonly manySheets: ReadonlySet<string>;

  constructor({ documents, estimate: { lines } }: ExportMaterial) {
    this.documents = new Map(documents.map(({ id }, index) => [id, `D${index + 1}`]));
    this.prices = [...new Set(lines.flatMap((line) => priceOf(line) ?? []))];
    const sheets = Map.groupBy(lines, ({ source }) => source.documentId);
    this.manySheets = new Set(
      [...sheets].flatMap(([id, own]) => (new Set(own.map(({ source }) => source.sheet)).size > 1 ? id : [])),
    );
  }

  ofDocument(id: string): string {
    return this.documents.get(id) ?? '';
  }

  /** Such as `D1, B12; P3`. */
  of(line: EstimateLine): string {
    const { documentId, documentName, sheet } = line.source;
    const place = [
      this.documents.get(documentId) ?? documentName,
      this.manySheets.has(documentId) ? sheet : null,
      nearPlace(line.source),
    ];
    const price = priceOf(line);
    const words = place.filter((part) => part !== null).join(', ');
    return price === null ? words : `${words}; P${this.prices.indexOf(price) + 1}`;
  }
}

function priceOf({ priceBasis, priceSource }: EstimateLine): string | null {
  return priceBasis === 'document' || priceBasis === 'none' ? null : (priceSource ?? priceBasis);
}
