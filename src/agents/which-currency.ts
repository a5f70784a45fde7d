// Which currency: asks what the estimate is in where the bills that count are priced in several.
//
//   Nothing is converted, so the lines in another currency keep their quantities and lose their prices.

import Big from 'big.js';
import { counted } from '../base/counted.ts';
import { pricedIn } from '../documents/alternatives.ts';
import type { ReadDocument, Table } from '../documents/document.ts';
import { groupThousands } from '../estimating/money.ts';
import { type AgentInput, type AgentReport, ask } from './agent.ts';

/** The currency that a person chose; null where the bills name one at most. `wanted`: the one that was asked for. */
export async function* chooseCurrency(
  documents: readonly ReadDocument[],
  selected: ReadonlySet<string>,
  wanted: string,
): AsyncGenerator<AgentReport, string | null, AgentInput> {
  const priced = documents
    .flatMap(({ tables }) => tables)
    .filter((table) => selected.has(table.id) && table.currency !== null && pricedIn(table).priced > 0);
  const byCurrency = [...Map.groupBy(priced, ({ currency }) => currency ?? '')].sort(
    ([a, one], [b, other]) => linesIn(other) - linesIn(one) || (a < b ? -1 : 1),
  );
  const [most] = byCurrency;
  if (most === undefined || byCurrency.length < 2) return null;
  const usual = byCurrency.some(([currency]) => currency === wanted) ? wanted : most[0];
  const all = byCurrency.reduce((sum, [, tables]) => sum + linesIn(tables), 0);
  const reply = yield* ask({
    topic: 'estimate_currency',
    decisionType: 'clarification',
    prompt: `The bills are priced in ${byCurrency.map(([currency]) => currency).join(' and ')}, and nothing is converted. Which currency is the estimate in?`,
    options: byCurrency.map(([currency, tables]) => ({
      value: currency,
      label: currency,
      effect: `${counted(linesIn(tables), 'priced line')}, together ${groupThousands(sumIn(tables))} ${currency}, keep their prices; ${counted(all - linesIn(tables), 'other line')} will have none.`,
      costDelta: null,
    })),
    context: { tableIds: priced.map(({ id }) => id) },
    defaultOption: usual,
    canSkip: true,
  });
  return reply?.values[0] ?? usual;
}

function linesIn(tables: readonly Table[]): number {
  return tables.reduce((sum, table) => sum + pricedIn(table).priced, 0);
}

function sumIn(tables: readonly Table[]): string {
  return tables.reduce((sum, table) => sum.plus(pricedIn(table).sum), new Big(0)).toFixed(2);
}
