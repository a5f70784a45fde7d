// Measured text: counts and dimensions that a description spells out, such as «12 nos 3.0 × 2.1 m» or 10' × 12'-6".

import Big from 'big.js';
import { plain } from './decimal.ts';
import { unitOf, unitRatio } from './units.ts';

export interface MeasuredText {
  /** How many of them; null when the text does not say. */
  count: Big | null;
  /** In metres, exact. */
  lengths: Big[];
  /** As written, with the count in front. */
  working: string;
}

const metresPer: Record<string, string> = {
  mm: '0.001',
  cm: '0.01',
  m: '1',
  in: '0.0254',
  '"': '0.0254',
  ft: '0.3048',
  "'": '0.3048',
};

const number = String.raw`(?<!\d)\d{1,15}(?:\.\d{1,15})?`;
const feetInches = String.raw`(?<!\d)\d{1,9}'\s{0,9}-?\s{0,9}\d{1,9}(?:\.\d{1,9})?(?:\s{1,9}\d{1,9}\/\d{1,9})?"`;
const oneLength = String.raw`(?:${feetInches}|${number}\s{0,9}(?:mm|cm|m|inches|inch|in\.?|feet|foot|ft\.?|["'])?(?![0-9]|[a-wyz]))`;
const chain = new RegExp(
  String.raw`(${oneLength})\s{0,9}(?:×|x|\*|by)\s{0,9}(${oneLength})(?:\s{0,9}(?:×|x|\*|by)\s{0,9}(${oneLength}))?`,
  'i',
);
const countBefore =
  /(?<![\d.])(\d{1,5})\s{0,9}(?:nos?\.?|nr\.?|pcs?\.?|pieces|ea\.?|each|off|@|#)\s{0,9}(?:of\s{1,9}|[×x]\s{0,9})?\(?\s{0,9}$/i;
const countAfter =
  /^\s{0,9}(?:high|long|wide)?\s{0,9}\)?\s{0,9}[,;:–-]?\s{0,9}\(?(\d{1,5})\s{0,9}(?:nos?\b\.?|nr\b\.?|pcs?\b\.?|pieces\b|ea\b\.?|each\b|off\b)/i;

/** «12 nos × 3.5 m», «30 no. 12 m deep», «24 nos of 1.0 m»: a count and the length of one. */
const countedLength = new RegExp(
  String.raw`(?<![\d.])(\d{1,5})\s{0,9}(?:nos?\.?|nr\.?|pcs?\.?|pieces|ea\.?|each|off)\s{0,9}(×|x|\*|@|of|,)?\s{0,9}(${oneLength})\s{0,9}(long|deep|high|length|each|tall)?`,
  'gi',
);
/** What follows a length that is only the thickness of a piece. */
const acrossOnly = /^\s*(?:dia\w*|ø|thick\w*|thk|wide|width|bore|nb|od|×|x|\*|by\b)/i;

/** A count and the length of one piece, as in «12 nos × 3.5 m»; null when the text has none with a unit. */
export function measurePieces(text: string): MeasuredText | null {
  const straight = text.replace(/[“”″]|''/g, '"').replace(/[‘’′]/g, "'");
  for (const found of straight.matchAll(countedLength)) {
    const [whole, count = '', joint, part = '', kind] = found;
    const unit = unitOfLength(part);
    const rest = straight.slice(found.index + whole.length);
    if (unit === null || (joint === undefined && kind === undefined)) continue;
    if (kind === undefined && acrossOnly.test(rest)) continue;
    const length = lengthOf(part, unit);
    if (length === null || length.lte(0)) continue;
    return { count: new Big(count), lengths: [length], working: `${count} × ${part.trim()}` };
  }
  return null;
}

/** The first dimensions of a text, with a count beside them; null when it has none with a unit. */
export function measureText(text: string): MeasuredText | null {
  const straight = text.replace(/[“”″]|''/g, '"').replace(/[‘’′]/g, "'");
  const found = chain.exec(straight);
  if (found === null) return null;
  const written = found.slice(1).filter((part) => part !== undefined);
  // In «2 x 3.5 m x 4.2 m» the first is a number of pieces, in «3000 x 2100 x 40 mm» a length.
  const [front = '', middle = ''] = written;
  const pieces =
    written.length === 3 && /^\s*\d{1,4}\s*$/.test(front) && unitOfLength(middle) !== null
      ? front.trim()
      : undefined;
  const parts = pieces === undefined ? written : written.slice(1);
  const units = parts.map(unitOfLength);
  const last = units.findLast((unit) => unit !== null);
  // «2 x 4» without any unit is the name of a board.
  if (last === undefined || last === null) return null;
  const lengths = parts.map((part, index) => lengthOf(part, units[index] ?? last));
  if (lengths.some((length) => length === null || length.lte(0))) return null;
  const before = countBefore.exec(straight.slice(0, found.index))?.[1];
  const after = countAfter.exec(straight.slice(found.index + found[0].length))?.[1];
  const count = pieces ?? before ?? after;
  const working = [...(count === undefined ? [] : [count]), ...parts.map((part) => part.trim())].join(' × ');
  return {
    count: count === undefined ? null : new Big(count),
    lengths: lengths.filter((length) => length !== null),
    working,
  };
}

/** What the dimensions make in a unit: a length, area or volume; null when they make something else. */
export function measuredIn(measured: MeasuredText, unit: string): Big | null {
  const dimension = unitOf(unit)?.dimension;
  const base = {
    1: { dimension: 'length', unit: 'm' },
    2: { dimension: 'area', unit: 'm2' },
    3: { dimension: 'volume', unit: 'm3' },
  }[measured.lengths.length];
  if (base === undefined || dimension !== base.dimension) return null;
  const ratio = unitRatio(base.unit, unit);
  if (ratio === null) return null;
  const product = measured.lengths.reduce(
    (value, length) => value.times(length),
    measured.count ?? new Big(1),
  );
  return new Big(plain(product.times(ratio).round(4, Big.roundHalfUp)));
}

function unitOfLength(text: string): string | null {
  if (/'.{0,200}"\s{0,9}$/.test(text)) return '\'"';
  const unit = /(mm|cm|m|inches|inch|in|feet|foot|ft|["'])\.?\s*$/i.exec(text)?.[1]?.toLowerCase();
  if (unit === undefined) return null;
  if (unit.startsWith('in')) return 'in';
  return unit.startsWith('f') ? 'ft' : unit;
}

function lengthOf(text: string, unit: string): Big | null {
  if (/'.{0,200}"\s{0,9}$/.test(text)) {
    const [, feet = '0', inches = '0', over, under] =
      /(?<!\d)(\d{1,9})'\s{0,9}-?\s{0,9}(\d{1,9}(?:\.\d{1,9})?)(?:\s{1,9}(\d{1,9})\/(\d{1,9}))?"/.exec(
        text,
      ) ?? [];
    const fraction = over && under && under !== '0' ? new Big(over).div(under) : new Big(0);
    return new Big(feet).times(12).plus(inches).plus(fraction).times('0.0254');
  }
  const digits = /\d+(?:\.\d+)?/.exec(text)?.[0];
  const factor = metresPer[unit === '\'"' ? "'" : unit];
  return digits === undefined || factor === undefined ? null : new Big(digits).times(factor);
}
