// Pricing issues: lines that count nothing or may be priced wrongly, and why.

import type { Breather } from '../base/breather.ts';
import { counted } from '../base/counted.ts';
import { placeOf } from './bill.ts';
import { condense } from './checks.ts';
import { costBook } from './cost-book.ts';
import type { EstimateIssue } from './estimate.ts';
import { isForeign, type LineAtWork } from './estimation.ts';
import type { IssueCode } from './issues.ts';
import { isAbsurd } from './price-list.ts';
import { isDoubtful, sureMatch } from './pricing.ts';
import { tradeName } from './trades.ts';
import { unitOf } from './units.ts';

/** What counts nothing or may be priced wrongly, and why. */
export async function pricingIssues(
  lines: readonly LineAtWork[],
  currency: string,
  breather: Breather,
): Promise<EstimateIssue[]> {
  const inUse = costBook.lines.some((line) => line.currency === currency);
  const issues: EstimateIssue[] = [];
  for (const line of lines) {
    issues.push(...issuesOf(line, currency, inUse));
    await breather.breathe();
  }
  return condense(issues, 'the bill');
}

function issuesOf(line: LineAtWork, currency: string, inUse: boolean): EstimateIssue[] {
  const { bill, quantity, price, outside, matches, decided, tradeGuess, share } = line;
  const label =
    bill.line.item === null
      ? `«${bill.line.description}»`
      : `Item ${bill.line.item} «${bill.line.description}»`;
  const tell = (severity: EstimateIssue['severity'], code: IssueCode, message: string): EstimateIssue[] => [
    { severity, code, message: `${label} ${message}`, source: placeOf(bill.line) },
  ];
  if (outside !== null) return tell('low', 'NOT_COUNTED', `counts nothing: ${reasons[outside]}.`);
  if (quantity === null) return tell('high', 'NO_QUANTITY', 'counts nothing, since it has no quantity.');
  if (price === null) {
    const why = isForeign(bill, currency)
      ? `the document prices it in ${bill.table.currency}, and nothing is converted`
      : unitOf(line.unit) === null
        ? 'its unit is not known'
        : inUse
          ? 'no price fits it'
          : `there are no built-in prices in ${currency}`;
    return tell('high', 'NO_PRICE', `has no price: ${why}. It counts nothing.`);
  }
  if (share?.guessed === true)
    return tell(
      'medium',
      'PERCENT_BASIS',
      `does not say what its percentage is taken of; it counts ${share.words}.`,
    );
  if (share !== undefined && share.unpriced > 0)
    return tell(
      'medium',
      'PERCENT_BASIS',
      `counts ${share.words}, in which ${counted(share.unpriced, 'line')} without a price.`,
    );
  if (price.basis === 'document')
    return quantity.eq(0) || !isAbsurd(price.unitPrice)
      ? []
      : tell('high', 'ABSURD_RATE', `counts at ${price.unitPrice.toFixed()} a unit, which nobody can mean.`);
  const guessed = tradeGuess !== null && tradeGuess.confidence < sureMatch && tradeGuess.method !== 'person';
  return [
    ...(guessed
      ? tell('low', 'UNSURE_TRADE', `was priced as ${tradeName(line.trade)}, which is a guess.`)
      : []),
    ...(!decided && isDoubtful(matches)
      ? tell('medium', 'UNSURE_PRICE', `was priced as ${price.source}, which may be other work.`)
      : []),
  ];
}

const reasons = {
  excluded: 'the documents leave it out',
  alternate: 'it is an alternate to the base job',
  'rate only': 'it is there for its rate only',
  'priced elsewhere': 'the document says that other lines pay for it',
} as const;
