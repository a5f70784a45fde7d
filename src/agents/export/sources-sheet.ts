// Sources sheet: for every line the place it was read from; for its quantity too where that is another place.

import type { Provenance } from '../../documents/document.ts';
import type { EstimateLine } from '../../estimating/estimate.ts';
import type { ExportMaterial } from './material.ts';
import { placeCells, placeNumbers, placeTitles, placeWidths } from './place.ts';
import { type Cell, headerRow, plainNumber, type Sheet, text, wrapped } from './sheet.ts';

export function sourcesSheet(material: ExportMaterial): Sheet {
  const quantitySources = new Map(material.takeoff?.lines.map((line) => [line.lineId, line.source]));
  const rows = material.estimate.lines.flatMap((line) => {
    const quantity = quantitySources.get(line.id);
    const own = sourceRow(line, 'Line', line.source);
    return quantity === undefined || isSamePlace(quantity, line.source)
      ? [own]
      : [own, sourceRow(line, 'Quantity', quantity)];
  });
  return {
    name: 'Sources',
    widths: [8, 50, 10, ...placeWidths, 60, 12, 11],
    sticky: 1,
    rows: [
      headerRow(
        ['Item', 'Description', 'Of', ...placeTitles, 'Quote', 'Method', 'Confidence'],
        [...placeNumbers, 'Confidence'],
      ),
      ...rows,
    ],
  };
}

function sourceRow(line: EstimateLine, of: string, source: Provenance): Cell[] {
  return [
    text(line.item),
    text(line.description, wrapped),
    text(of),
    ...placeCells(source),
    text(source.quote, wrapped),
    text(source.method),
    plainNumber(source.confidence, '0.00'),
  ];
}

function isSamePlace(one: Provenance, other: Provenance): boolean {
  return (
    one.documentId === other.documentId &&
    one.sheet === other.sheet &&
    one.page === other.page &&
    one.row === other.row
  );
}
