// Figure places: where the quantity, the rate and the amount of a line stand.

import type { SettledColumn } from './columns.ts';
import type { FigurePlaces, GroupPrice } from './document.ts';
import { cellName, cellNames, type Grid, type GridRow } from './grid.ts';
import type { PriceChoice, Pricing } from './prices.ts';
import type { RowValues } from './row-values.ts';

/** The columns of one table in which words and figures stand; null where there is none. */
export interface PlaceColumns {
  words: number | null;
  quantity: number | null;
  choices: readonly PriceChoice[];
}

export function placeColumns(columns: readonly SettledColumn[], pricing: Pricing): PlaceColumns {
  const words = columns.find(({ role }) => role === 'description');
  return { words: words?.index ?? null, quantity: pricing.quantity, choices: pricing.choices };
}

/** Undefined when there are none, and when they stand in the row of the words and no cell has a name. */
export function figuresIn(
  grid: Grid,
  values: RowValues,
  words: GridRow | null,
  places: PlaceColumns,
): FigurePlaces | undefined {
  const { row, quantity, rate, amount } = values;
  if (quantity === null && rate === null && amount === null) return undefined;
  if (grid.named !== true && row === words) return undefined;
  const [price] = places.choices;
  return {
    page: row.page,
    row: row.row,
    quantity: quantity === null ? null : cellName(grid, row, places.quantity),
    rate: rate === null ? null : cellNames(grid, row, price?.rates ?? []),
    amount: amount === null ? null : cellNames(grid, row, price?.amounts ?? []),
  };
}

/** The prices of all bidders with their cells, where these have names. */
export function pricesIn(grid: Grid, { row, prices }: RowValues, { choices }: PlaceColumns): GroupPrice[] {
  if (grid.named !== true) return prices;
  return prices.map((price, index) => ({
    ...price,
    cells: {
      rate: price.rate === null ? null : cellNames(grid, row, choices[index]?.rates ?? []),
      amount: price.amount === null ? null : cellNames(grid, row, choices[index]?.amounts ?? []),
    },
  }));
}
