// Sizes: lengths written in a description, such as 150 mm, 6 in., 12'-6" or 1 1/2".

import Big from 'big.js';

const millimetresPer: Record<string, string> = {
  mm: '1',
  cm: '10',
  m: '1000',
  in: '25.4',
  inch: '25.4',
  inches: '25.4',
  '"': '25.4',
  ft: '304.8',
  feet: '304.8',
  foot: '304.8',
  "'": '304.8',
};

const size =
  /(?<![\d./])(?:(\d+(?:\.\d+)?)(?:[ -](\d+)\/(\d+))?|(\d+)\/(\d+))\s*(mm|cm|m|inch(?:es)?|in|ft|feet|foot|["'])(?![a-z0-9²³^])/gi;

/** All sizes of a text in millimetres, in the order they stand there. */
export function sizesIn(text: string): number[] {
  const straight = text.replace(/[“”″]/g, '"').replace(/[‘’′]/g, "'");
  return [...straight.matchAll(size)].map(([, whole = '0', over, under, top, bottom, unit = 'mm']) => {
    const factor = millimetresPer[unit.toLowerCase()] ?? '1';
    return new Big(whole).plus(fraction(over, under)).plus(fraction(top, bottom)).times(factor).toNumber();
  });
}

/** All numbers of a text as they are written, sizes or not, such as the grade of a concrete. */
export function figuresIn(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

function fraction(over: string | undefined, under: string | undefined): Big {
  return over !== undefined && under !== undefined && Number(under) > 0
    ? new Big(over).div(under)
    : new Big(0);
}
