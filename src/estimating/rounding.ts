// Rounding: how far figures of a bill may be apart because of the digits that they are shown with.

import Big from 'big.js';
import { hiddenOf } from '../documents/arithmetic.ts';
import type { Table, TableLine } from '../documents/document.ts';
import { decimalPlaces } from './decimal.ts';
import { normalizeUnit, unitOf } from './units.ts';

export interface Rounding {
  /** What the rounding of a line's quantity may hide. */
  hidden(line: TableLine): Big;
  /** Half of the last digit that this amount is shown with. */
  of(amount: string | null): Big;
}

/** From this many amounts on it is no chance that none of them has a fraction. */
const leastWhole = 3;
const roundings = new WeakMap<Table, Rounding>();

/** How the money of a table is rounded: to whole units where no amount has a fraction though products have one. */
export function roundingIn(table: Table): Rounding {
  const known = roundings.get(table);
  if (known !== undefined) return known;
  const amounts = table.lines.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const whole = amounts.length >= leastWhole && !amounts.some((amount) => amount.includes('.'));
  const cut = table.lines.filter(({ quantity }) => quantity?.includes('.'));
  const places = Math.max(0, ...cut.map(({ quantity }) => decimalPlaces(quantity ?? '')));
  const step = new Big(10).pow(-places).times('0.5');
  const rounding: Rounding = {
    // «12» among «12.3» and «4.7» was measured as well, unless it is a number of pieces.
    hidden: ({ quantity, unit }) => {
      const known = unitOf(normalizeUnit(unit)?.unit ?? null);
      const measured = known !== null && known.factor !== null && known.dimension !== 'count';
      return cut.length >= leastWhole && measured && quantity?.includes('.') === false
        ? step
        : hiddenOf(quantity ?? '');
    },
    of: (amount) => (whole && amount?.includes('.') === false ? new Big('0.5') : roundingOf(amount ?? '')),
  };
  roundings.set(table, rounding);
  return rounding;
}

/** Half of the last digit shown; amounts and rates are taken to have at least two digits after the point. */
export function roundingOf(text: string): Big {
  return new Big(10).pow(-Math.max(2, decimalPlaces(text))).times('0.5');
}
