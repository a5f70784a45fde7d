// Take-off sheet: every quantity with its waste and how it was worked out.

import { plain, toDecimal } from '../../estimating/decimal.ts';
import type { EstimateLine, TakeoffLine } from '../../estimating/estimate.ts';
import type { ExportMaterial } from './material.ts';
import { placeCells, placeNumbers, placeTitles, placeWidths } from './place.ts';
import { type Cell, fittingFormat, formula, headerRow, number, type Sheet, text, wrapped } from './sheet.ts';

export function takeoffSheet(material: ExportMaterial): Sheet {
  const estimated = new Map(material.estimate.lines.map((line) => [line.id, line]));
  const lines = material.takeoff?.lines ?? [];
  const titles = [
    'Item',
    'Description',
    'Unit',
    'Net',
    'Waste',
    'Gross',
    'Method',
    'Working',
    ...placeTitles,
  ];
  return {
    name: 'Take-off',
    widths: [8, 50, 7, 12, 10, 12, 12, 30, ...placeWidths],
    sticky: 1,
    rows: [
      headerRow(titles, ['Net', 'Waste', 'Gross', ...placeNumbers]),
      ...lines.map((line, index) => takeoffRow(line, estimated.get(line.lineId) ?? null, index + 2)),
    ],
  };
}

function takeoffRow(line: TakeoffLine, estimated: EstimateLine | null, row: number): Cell[] {
  return [
    text(estimated?.item ?? null),
    text(estimated?.description ?? line.source.quote, wrapped),
    text(line.unit),
    number(line.net, fittingFormat(line.net)),
    number(line.waste, fittingFormat(line.waste)),
    grossCell(line, row),
    text(line.method),
    text(line.working, wrapped),
    ...placeCells(line.source),
  ];
}

function grossCell(line: TakeoffLine, row: number): Cell {
  const net = toDecimal(line.net);
  const waste = toDecimal(line.waste);
  const gross = toDecimal(line.gross);
  const adds = net !== null && waste !== null && gross !== null && net.plus(waste).eq(gross);
  if (!adds) return number(line.gross, fittingFormat(line.gross));
  return formula(`D${row}+E${row}`, gross, fittingFormat(plain(gross)));
}
