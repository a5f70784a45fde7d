// Figure places: where the quantity, the rate and the amount of a line stand.

import { isDimension, type SettledColumn } from './columns.ts';
import type { FigurePlaces, GroupPrice } from './document.ts';
import { cellName, cellNames, type Grid, type GridRow } from './grid.ts';
import type { PriceChoice, Pricing } from './prices.ts';
import type { RowValues } from './row-values.ts';

/** The columns of one table in which words and figures stand; null where there is none. */
export interface PlaceColumns {
  words: number | null;
  quantity: number | null;
  choices: readonly PriceChoice[];
  /** Those of No, L, B and D, from left to right. */
  dimensions: readonly number[];
}

export function placeColumns(columns: readonly SettledColumn[], pricing: Pricing): PlaceColumns {
  const words = columns.find(({ role }) => role === 'description');
  const factors = columns.filter(({ role }) => role === 'number' || isDimension(role));
  return {
    words: words?.index ?? null,
    quantity: pricing.quantity,
    choices: pricing.choices,
    dimensions: factors.map(({ index }) => index),
  };
}

/** Undefined when there are none, and when they stand in the row of the words and no cell has a name. */
export function figuresIn(
  grid: Grid,
  values: RowValues,
  words: GridRow | null,
  places: PlaceColumns,
): FigurePlaces | undefined {
  const { row, quantity, rate, amount } = values;
  const factors = values.dimensions === null ? null : cellNames(grid, row, places.dimensions);
  if (quantity === null && rate === null && amount === null && factors === null) return undefined;
  if (grid.named === undefined && row === words) return undefined;
  const [price] = places.choices;
  return {
    page: row.page,
    row: row.row,
    quantity: quantity === null ? null : cellName(grid, row, places.quantity),
    rate: rate === null ? null : cellNames(grid, row, price?.rates ?? []),
    amount: amount === null ? null : cellNames(grid, row, price?.amounts ?? []),
    ...(factors === null ? {} : { dimensions: factors }),
  };
}

/** The prices of all bidders with their cells, where these have names. */
export function pricesIn(grid: Grid, { row, prices }: RowValues, { choices }: PlaceColumns): GroupPrice[] {
  if (grid.named === undefined) return prices;
  return prices.map((price, index) => ({
    ...price,
    cells: {
      rate: price.rate === null ? null : cellNames(grid, row, choices[index]?.rates ?? []),
      amount: price.amount === null ? null : cellNames(grid, row, choices[index]?.amounts ?? []),
    },
  }));
}
