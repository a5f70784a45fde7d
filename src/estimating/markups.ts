// Mark-ups: percentages on top of the lines, in order, each visible with the amount that it was applied to.
//
//   M1. A mark-up is never put on a price that is known to contain it: public bids contain general conditions,
//       overhead and profit.
//   M2. The rates of a document are presumed to be all-in, as bidders' rates are. The mark-ups that are in force by
//       default leave them alone; one that a person asks for is put on them.
//   M3. Other mark-ups, such as contingency or tax, apply to everything.
//   M4. Each is a percentage of the lines that it applies to and of the mark-ups before it.

import Big from 'big.js';
import { Fault } from '../base/fault.ts';
import { toDecimal } from './decimal.ts';
import { fromMinor, type Minor, percentOf, sumOf } from './money.ts';

export interface Markup {
  name: string;
  /** Decimal, such as "7.5". */
  percent: string;
  /** Asked for by a person, rather than in force by default. */
  instructed?: boolean;
}

export interface AppliedMarkup {
  name: string;
  percent: string;
  amount: string;
  /** What the percentage was taken of. */
  base: string;
  /** Price bases whose lines it does not apply to. */
  leavesOut: string[];
}

/** In force when nothing else is said. Allowances of this project. */
export const defaultMarkups: readonly Markup[] = [
  { name: 'General conditions', percent: '8' },
  { name: 'Overhead', percent: '5' },
  { name: 'Profit', percent: '5' },
];

const contained =
  /\b(general conditions|general requirements|preliminar\w*|prelims|overheads?|profits?|o\s*&\s*p|fee|margin)\b/i;

/** Whether all-in prices contain this kind of mark-up. */
export function isContained(name: string): boolean {
  return contained.test(name);
}

/**
 * The mark-ups in force: those before, the new ones of the same name in their place, the others after them; a new
 * one of 0 % takes the one before away.
 * @throws INVALID_INPUT when a percentage is no number from -100 to 1000.
 */
export function mergeMarkups(before: readonly Markup[], instructed: readonly Markup[]): Markup[] {
  const merged = before.map((markup) => ({ ...markup }));
  for (const markup of instructed) {
    const percent = toDecimal(markup.percent);
    if (percent === null || percent.lt(-100) || percent.gt(1000)) {
      throw new Fault('INVALID_INPUT', `«${markup.percent}» is not a percentage for «${markup.name}».`);
    }
    const at = merged.findIndex(({ name }) => name.toLowerCase() === markup.name.toLowerCase());
    const wanted = {
      name: at < 0 ? capital(markup.name) : (merged[at]?.name ?? markup.name),
      percent: markup.percent,
      instructed: true,
    };
    if (at < 0) merged.push(wanted);
    else merged[at] = wanted;
  }
  return merged.filter((markup) => markup.instructed !== true || Number(markup.percent) !== 0);
}

/** The price bases whose lines a mark-up is not put on. */
export function basesLeftOut({ name, instructed }: Markup): string[] {
  if (!isContained(name)) return [];
  return instructed === true ? ['public-bid'] : ['public-bid', 'document', 'user'];
}

/** The amounts of the mark-ups, in order, on the sums of the lines by price basis, and the total with them. */
export function applyMarkups(
  markups: readonly Markup[],
  netByBasis: ReadonlyMap<string, Minor>,
  currency: string,
): { applied: AppliedMarkup[]; total: Minor } {
  const applied: AppliedMarkup[] = [];
  let before = 0n;
  for (const markup of markups) {
    const leavesOut = basesLeftOut(markup);
    const lines = sumOf(
      [...netByBasis].filter(([basis]) => !leavesOut.includes(basis)).map(([, net]) => net),
    );
    const base = lines + before;
    const amount = percentOf(base, new Big(markup.percent));
    applied.push({
      name: markup.name,
      percent: markup.percent,
      amount: fromMinor(amount, currency),
      base: fromMinor(base, currency),
      leavesOut,
    });
    before += amount;
  }
  return { applied, total: sumOf(netByBasis.values()) + before };
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
