// Unit bridge: how many units of a price make one unit of a line, where the description gives the missing size.
//
//   U1. Units of one dimension convert by definition.
//   U2. An area of a stated thickness is a volume; a piece of stated width and height is an area.

import Big from 'big.js';
import { measuredIn, measureText } from './measured-text.ts';
import { convertQuantity, unitOf, unitRatio } from './units.ts';

export interface UnitBridge {
  /** Units of the price in one unit of the line. */
  ratio: Big;
  /** How a size of the description came in; null for a plain conversion. */
  working: string | null;
}

const thickness =
  /(?<!\d)(\d{1,9}(?:\.\d{1,9})?)\s{0,9}(mm|cm|inch(?:es)?|in\.?|"|″)\s{0,9}(?:\w{1,30}\s)?(?:thick\w{0,9}|deep|depth|slab)\b|\b(?:thick\w{0,9}|depth)\s{0,9}(?:of\s{0,9})?(\d{1,9}(?:\.\d{1,9})?)\s{0,9}(mm|cm|inch(?:es)?|in\.?|"|″)/i;

/** From a line's unit to a price's unit; null when one is not a measure of the other. */
export function bridgeUnits(description: string, lineUnit: string, priceUnit: string): UnitBridge | null {
  const plain = unitRatio(lineUnit, priceUnit);
  if (plain !== null) return { ratio: plain, working: null };
  const line = unitOf(lineUnit);
  const price = unitOf(priceUnit);
  if (line?.dimension === 'area' && price?.dimension === 'volume')
    return byThickness(description, lineUnit, priceUnit);
  if (line?.code === 'each' && price?.dimension === 'area') return byFace(description, priceUnit);
  return null;
}

function byThickness(description: string, lineUnit: string, priceUnit: string): UnitBridge | null {
  const found = thickness.exec(description);
  if (found === null) return null;
  const [, before, beforeUnit = '', after = '', afterUnit = ''] = found;
  const number = before ?? after;
  const written = before === undefined ? afterUnit : beforeUnit;
  const unit = /^(in|"|″)/i.test(written) ? 'in' : written.toLowerCase();
  const metres = convertQuantity(new Big(number), unit, 'm');
  const area = convertQuantity(new Big(1), lineUnit, 'm2');
  if (metres === null || area === null) return null;
  const ratio = convertQuantity(metres.times(area), 'm3', priceUnit);
  return ratio === null ? null : { ratio, working: `${number} ${unit} thick` };
}

function byFace(description: string, priceUnit: string): UnitBridge | null {
  const measured = measureText(description);
  if (measured === null || measured.lengths.length !== 2) return null;
  const ratio = measuredIn({ ...measured, count: null }, priceUnit);
  return ratio === null || ratio.eq(0) ? null : { ratio, working: `${ratio.toFixed()} ${priceUnit} each` };
}
