// Which tables: asks which bills count where several seem to be the same job, and whose prices where several bid.

import {
  alternativesAmong,
  biddersOf,
  bidOf,
  likeliestBill,
  pricedIn,
  usualBid,
  withPricesOf,
} from '../documents/alternatives.ts';
import type { ReadDocument, Table } from '../documents/document.ts';
import { groupThousands } from '../estimating/money.ts';
import { isPriceList } from '../estimating/price-list.ts';
import { type AgentInput, type AgentReport, ask } from './agent.ts';
import { selectFiles } from './which-files.ts';

type Step<T> = AsyncGenerator<AgentReport, T, AgentInput>;

/** The ids of the tables that count: bills, or schedules where there is no bill. */
export async function* selectTables(documents: readonly ReadDocument[]): Step<Set<string>> {
  const tables = documents.flatMap((document) => document.tables);
  const schedules = tables.filter(({ kind }) => kind === 'schedule');
  const priced = tables.filter(({ kind }) => kind === 'bill');
  const twins = alternativesAmong(priced);
  const alike = new Set(twins.flat());
  // A price list prices other work; it is work itself only where there is none, or where it may be the bill's twin.
  const works = priced.filter((table) => alike.has(table) || !isPriceList(table));
  const bills = works.length > 0 || schedules.length > 0 ? works : priced;
  const selected = new Set((bills.length > 0 ? bills : schedules).map(({ id }) => id));
  const groups = bills.length > 0 ? twins : schedules.length > 1 ? [schedules] : [];
  const asked: (readonly Table[])[] = [];
  for (const group of groups) {
    const kept = bills.length > 0 ? yield* selectFiles(group, documents) : [group];
    for (const table of group) if (!kept.flat().includes(table)) selected.delete(table.id);
    asked.push(...kept.filter((same) => same.length > 1));
  }
  for (const group of asked) {
    const best = likeliestBill(group);
    const names = group.map((table) => nameOf(table, documents));
    const why =
      bills.length > 0
        ? 'seem to list the same items. Counted together, the work would be counted twice'
        : 'may list the same elements, and there is no bill of quantities';
    const reply = yield* ask({
      topic: `sheet_selection:${group[0]?.id ?? ''}`,
      decisionType: 'sheet_selection',
      prompt: `${names.join(' and ')} ${why}. Which of them count?`,
      options: group.map((table, index) => ({
        value: table.id,
        label: names[index] ?? table.id,
        effect: contentOf(table),
        costDelta: null,
      })),
      context: { tableIds: group.map(({ id }) => id) },
      defaultOption: best.id,
      multiple: true,
      canSkip: true,
    });
    const chosen = reply === null || reply.values.length === 0 ? [best.id] : reply.values;
    for (const { id } of group) if (!chosen.includes(id)) selected.delete(id);
  }
  return selected;
}

/** Asks whose prices count where several bidders stand side by side, once for all tables with the same bidders. */
export async function* choosePrices(
  documents: readonly ReadDocument[],
  selected: ReadonlySet<string>,
): Step<ReadDocument[]> {
  const tables = documents.flatMap((document) => document.tables).filter(({ id }) => selected.has(id));
  const contests = Map.groupBy(
    tables.filter((table) => biddersOf(table).length > 1),
    (table) => biddersOf(table).join('\u0000'),
  );
  const chosen = new Map<string, string | null>();
  for (const same of contests.values()) {
    const [first] = same;
    if (first === undefined) continue;
    const bids = biddersOf(first).map((name, index) => ({
      name,
      value: `price_${index + 1}`,
      ...bidOf(same, name),
    }));
    const cheapest = usualBid(bids);
    const where = same.map((table) => nameOf(table, documents)).join(', ');
    const reply = yield* ask({
      topic: `price_column:${first.id}`,
      decisionType: 'price_column',
      prompt: `${where}: ${bids.length} prices stand side by side. Whose prices shall be used?`,
      options: [
        ...bids.map(({ name, value, sum, priced }) => ({
          value,
          label: name,
          effect: `${priced} priced lines, together ${groupThousands(sum)}${first.currency === null ? '' : ` ${first.currency}`}.`,
          costDelta: null,
        })),
        {
          value: 'none',
          label: 'None of them',
          effect: 'The lines are priced from the cost book.',
          costDelta: null,
        },
      ],
      context: { tableIds: same.map(({ id }) => id) },
      defaultOption: cheapest.value,
      canSkip: true,
    });
    const value = reply?.values[0] ?? cheapest.value;
    const name = value === 'none' ? null : (bids.find((bid) => bid.value === value)?.name ?? cheapest.name);
    for (const { id } of same) chosen.set(id, name);
  }
  return documents.map((document) => ({
    ...document,
    tables: document.tables.map((table) => {
      const name = chosen.get(table.id);
      return name === undefined ? table : withPricesOf(table, name);
    }),
  }));
}

function nameOf(table: Table, documents: readonly ReadDocument[]): string {
  const document = documents.find(({ tables }) => tables.some(({ id }) => id === table.id));
  const place = table.sheet ?? table.title ?? (table.page === null ? null : `page ${table.page}`);
  return place === null ? (document?.name ?? table.id) : `«${place}» of ${document?.name ?? table.id}`;
}

function contentOf(table: Table): string {
  const { sum, priced } = pricedIn(table);
  const money =
    priced === 0 ? 'none of them priced' : `${priced} of them priced, together ${groupThousands(sum)}`;
  return `${table.lines.length} lines, ${money}${priced === 0 || table.currency === null ? '' : ` ${table.currency}`}.`;
}
