// Writing: figures and units as the hands of several countries put them down.

import Big from 'big.js';

/** «1,234.50», «12,34,567.00», «1.234,50», «1 234,50» or «1234.5». */
export type Figures = 'english' | 'lakh' | 'german' | 'french' | 'plain';

/** A decimal as it is written, with so many places. */
export function writeFigure(value: string, style: Figures, places = 2): string {
  const [whole = '', fraction = ''] = new Big(value).abs().toFixed(places).split('.');
  const sign = value.startsWith('-') ? '-' : '';
  const point = style === 'german' || style === 'french' ? ',' : '.';
  return `${sign}${grouped(whole, style)}${fraction === '' ? '' : point + fraction}`;
}

function grouped(whole: string, style: Figures): string {
  if (style === 'plain') return whole;
  const mark = { english: ',', lakh: ',', german: '.', french: ' ' }[style];
  if (style !== 'lakh') return whole.replace(/\B(?=(\d{3})+$)/g, mark);
  const tail = whole.slice(-3);
  const head = whole.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ',');
  return head === '' ? tail : `${head},${tail}`;
}

/** Canonical unit codes by spelling of a hand; what is not there is written as its code. */
export const spellings = {
  uk: { each: 'nr', ls: 'item' },
  us: { ft: 'LF', ft2: 'SF', yd2: 'SY', yd3: 'CY', lb: 'LB', ton: 'TON', each: 'EA', ls: 'LS', set: 'SET' },
  india: { m: 'Rmt', m2: 'Sqm', m3: 'Cum', each: 'Nos.', ls: 'L.S.', t: 'MT', kg: 'Kg', set: 'Set' },
  gulf: { m2: 'm²', m3: 'm³', each: 'No.', ls: 'Sum', t: 'Ton' },
  australia: { each: 'No', ls: 'Item' },
  german: { m2: 'm²', m3: 'm³', m: 'lfm', each: 'Stk', ls: 'psch' },
  french: { m: 'ml', each: 'U', ls: 'ens' },
  spanish: { m2: 'm²', m3: 'm³', each: 'ud', ls: 'PA' },
} as const satisfies Record<string, Record<string, string>>;

/** The unit as the hand spells it. */
export function writeUnit(unit: string | null, hand: keyof typeof spellings): string {
  const known: Record<string, string> = spellings[hand];
  return unit === null ? '' : (known[unit] ?? unit);
}
