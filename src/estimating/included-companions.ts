// Included companions: missing work that a person wants in, as lines of the estimate.

import Big from 'big.js';
import type { Breather } from '../base/breather.ts';
import { tradedLines } from './bill.ts';
import { companionQuantity, companionWords, type TradedLine } from './companions.ts';
import { toDecimal } from './decimal.ts';
import type { EstimateIssue, ScopeReport } from './estimate.ts';
import type { EstimationInput } from './estimation.ts';
import { findPrice } from './price-search.ts';
import { amountsOf, estimateLine, priceOfMatch } from './pricing.ts';
import type { RolledLine } from './rollup.ts';
import { tradeName } from './trades.ts';

/** Missing work that a person wants in: an allowance, or a line without a price where none can be made. */
export async function includedCompanions(
  input: EstimationInput,
  currency: string,
  region: string | null,
  breather: Breather,
) {
  const included = [];
  const wanted = input.scope.missing.filter(({ trade }) => input.missingAnswers.get(trade) === 'include');
  const traded = wanted.length === 0 ? [] : tradedLines(input.tables, input.trades);
  for (const companion of wanted) {
    included.push(includedCompanion(companion, traded, currency, region));
    await breather.breathe();
  }
  return included;
}

function includedCompanion(
  companion: ScopeReport['missing'][number],
  traded: readonly TradedLine[],
  currency: string,
  region: string | null,
) {
  const { topic, trade, description, source } = companion;
  const caller = traded.find(
    ({ line }) => line.source.row === source?.row && line.source.documentId === source?.documentId,
  );
  const measured = companionQuantity(topic, traded);
  const quantity = toDecimal(measured?.quantity ?? null);
  const unit = measured?.unit ?? 'ls';
  const match =
    measured === null
      ? null
      : findPrice({ description: companionWords(companion), trades: [trade], unit, region });
  const price = match === null || match.line.currency !== currency ? null : priceOfMatch(match, region);
  const amounts = price === null || quantity === null ? null : amountsOf(quantity, price, currency);
  const line = {
    item: null,
    description: `Allowance: ${description}`,
    section: null,
    source: {
      documentId: source?.documentId ?? caller?.line.source.documentId ?? '',
      documentName: source?.documentName ?? caller?.line.source.documentName ?? '',
      sheet: source?.sheet ?? null,
      page: source?.page ?? null,
      row: source?.row ?? null,
      quote: source?.quote ?? null,
      method: 'expression' as const,
      confidence: 0.3,
    },
  };
  const rolled: RolledLine = {
    line: estimateLine(
      { id: `missing:${topic}`, line, trade, quantity: quantity ?? new Big(1), unit },
      price,
      amounts,
      currency,
    ),
    amounts,
  };
  const allowed = measured === null ? 'it is not measured yet' : `a rough allowance of ${measured.working}`;
  const issue: EstimateIssue | null =
    amounts === null
      ? {
          severity: 'high',
          code: 'NO_PRICE',
          message: `${description} was asked for but has no price: it counts nothing.`,
          source,
        }
      : null;
  return {
    rolled,
    issue,
    assumption: `${tradeName(trade)}: ${description} is included as instructed; ${allowed}.`,
  };
}
