// Sources sheet: for every line the place it was read from, with the cells of its figures; for a quantity or a price
// from another place that one too.

import type { Source } from '../../documents/document.ts';
import type { EstimateLine } from '../../estimating/estimate.ts';
import type { ExportMaterial } from './material.ts';
import { isSameRow, placeCells, placeNumbers, placeTitles, placeWidths } from './place.ts';
import { type Cell, headerRow, plainNumber, type Sheet, text, wrapped } from './sheet.ts';

const figureTitles = ['Quantity cell', 'Rate cell', 'Amount cell'];

export function sourcesSheet(material: ExportMaterial): Sheet {
  const takenOff = new Map(material.takeoff?.lines.map((line) => [line.lineId, line.source]));
  const rows = material.estimate.lines.flatMap((line) => {
    const quantity = takenOff.get(line.id) ?? line.quantitySource ?? null;
    const elsewhere = (source: Source | null) => source !== null && !isSameRow(source, line.source);
    const { priceReference = null } = line;
    return [
      sourceRow(line, 'Line', line.source, figureCells(material, line)),
      ...(elsewhere(quantity) ? [sourceRow(line, 'Quantity', quantity!)] : []),
      ...(elsewhere(priceReference) ? [sourceRow(line, 'Price', priceReference!)] : []),
    ];
  });
  return {
    name: 'Sources',
    widths: [8, 50, 10, ...placeWidths, 9, 9, 9, 60, 12, 11],
    sticky: 1,
    rows: [
      headerRow(
        ['Item', 'Description', 'Of', ...placeTitles, ...figureTitles, 'Quote', 'Method', 'Confidence'],
        [...placeNumbers, 'Confidence'],
      ),
      ...rows,
    ],
  };
}

/** Where the document states the figures of the line. */
function figureCells(material: ExportMaterial, line: EstimateLine): Cell[] {
  const figures = material.stated.get(line.id)?.figures;
  return [text(figures?.quantity ?? null), text(figures?.rate ?? null), text(figures?.amount ?? null)];
}

function sourceRow(
  line: EstimateLine,
  of: string,
  source: Source & { method?: string; confidence?: number },
  figures: Cell[] = [null, null, null],
): Cell[] {
  return [
    text(line.item),
    text(line.description, wrapped),
    text(of),
    ...placeCells(source),
    ...figures,
    text(source.quote, wrapped),
    text(source.method ?? null),
    source.confidence === undefined ? null : plainNumber(source.confidence, '0.00'),
  ];
}
