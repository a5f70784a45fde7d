// Wrapping: whether a text goes on in the row below, by how it ends and by the width that the cells were cut to.

import type { RowValues } from './row-values.ts';

/** From this share of full cells on, descriptions are taken to be cut into rows by the width of their column. */
const wrappedShare = 0.25;
const nearlyFull = 0.75;
const leastFull = 4;
const widestColumn = 70;

/** The number of letters that fit a cell where descriptions are cut into rows; null where they are not. */
export function wrapWidth(rows: readonly RowValues[]): number | null {
  const lengths = rows.flatMap(({ sort, text }) =>
    text !== '' && (sort === 'line' || sort === 'text') ? [text.length] : [],
  );
  const widest = Math.max(0, ...lengths);
  const full = lengths.filter((length) => length >= nearlyFull * widest).length;
  const wrapped = full >= leastFull && full >= wrappedShare * lengths.length && widest <= widestColumn;
  return wrapped && rows.some(({ sort }) => sort === 'text') ? widest : null;
}

/** True when the next word would not have fitted into the cell above. */
export function isFull(above: string, below: string, width: number | null): boolean {
  const [first = ''] = below.split(' ');
  return width !== null && above.length + 1 + first.length > width;
}

/** True when the text ends in the middle of a sentence. */
export function isCut(text: string): boolean {
  return cutEnd.test(text) || openBrackets(text) > 0;
}

const cutEnd =
  /([,;+&×/–-]|\b(and|or|of|with|in|to|for|the|including|incl|by|on|at|from|as|per|x|grade|class|type|no|size|depth|dia))$/i;

function openBrackets(text: string): number {
  return text.split('(').length - text.split(')').length;
}
