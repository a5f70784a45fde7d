// File reader: turns the documents of a session into tables and texts, and asks which of them count.
//
//   F1. Documents are read one after another, in their order; one that cannot be read never stops the others.
//   F2. What to do about an unreadable file is asked after all others were read.
//   F3. Nothing is counted twice: bills that seem to be alternatives are asked about.

import { isFault } from '../base/fault.ts';
import {
  alternativesAmong,
  biddersOf,
  bidOf,
  likeliestBill,
  pricedIn,
  usualBid,
  withPricesOf,
} from '../documents/alternatives.ts';
import type { ReadDocument, ReadProgress, Source, Table } from '../documents/document.ts';
import type { ExtractedTables, SkippedDocument } from '../documents/extracted-tables.ts';
import { watchRead } from '../documents/watched-read.ts';
import {
  type AgentContext,
  type AgentReport,
  type AgentResult,
  type AgentRun,
  ask,
  type DocumentHandle,
  defineAgent,
  type Problem,
  progress,
  type Reply,
} from './agent.ts';

export const fileReader = defineAgent({
  name: 'file_reader',
  title: 'File reader',
  description: 'Reads bills, schedules, specifications and models, and finds their tables and texts.',
  stage: 'Task Delegation',
  needs: [],
  gives: ['extracted_tables'],
  milestone: 'filesProcessed',
  timeoutMs: 600_000,
  maxAttempts: 2,
  run,
});

type Step<T> = AsyncGenerator<AgentReport, T, Reply | undefined>;

/** What is known while the run goes on. */
interface Work {
  context: AgentContext;
  /** By document id. */
  read: Map<string, ReadDocument>;
  failed: Map<string, SkippedDocument>;
  percentage: number;
  tokens: number;
}

/** Reading fills the bar up to here; the questions take the rest. */
const readingShare = 95;
/** How often a file may be tried again. */
const mostRetries = 3;
const charactersPerToken = 4;

async function* run(context: AgentContext): AgentRun {
  const { documents } = context;
  if (documents.length === 0) return nothing('There are no documents to read.', 0);
  const work: Work = { context, read: new Map(), failed: new Map(), percentage: 0, tokens: 0 };
  for (const [index, document] of documents.entries()) yield* readOne(work, document, index);
  for (const document of documents) {
    const stopped = yield* settleUnreadable(work, document);
    if (stopped !== null) return { ...nothing(stopped, work.tokens), stop: { reason: stopped } };
  }
  const readable = documents.flatMap(({ id }) => work.read.get(id) ?? []);
  if (
    !readable.some(({ tables, texts }) => texts.length > 0 || tables.some(({ lines }) => lines.length > 0))
  ) {
    return nothing('None of the documents holds a table or a text that can be read.', work.tokens);
  }
  const selected = yield* selectTables(readable);
  const priced = yield* choosePrices(readable, selected);
  yield report(work, 100, {
    substep: 'finishing',
    operation: `${selected.size} of ${priced.flatMap(({ tables }) => tables).length} tables count`,
  });
  return resultOf(work, priced, selected);
}

/** Reads one document; a fault is kept for later and told as the beginning of a recovery. */
async function* readOne(work: Work, document: DocumentHandle, index: number): Step<void> {
  const { documents, signal } = work.context;
  const all = documents.reduce((sum, { byteSize }) => sum + byteSize, 0) || 1;
  const before = documents.slice(0, index).reduce((sum, { byteSize }) => sum + byteSize, 0);
  const at = (share: number) => ((before + share * document.byteSize) / all) * readingShare;
  yield report(work, at(0), {
    substep: 'opening',
    operation: `opening ${document.name}`,
    itemsProcessed: index,
    itemsTotal: documents.length,
    source: placeIn(document, null),
  });
  try {
    const bytes = await document.bytes();
    using reading = watchRead({ documentId: document.id, name: document.name, bytes }, { signal });
    for await (const step of reading) {
      const { done, total } = step;
      yield report(work, at(total === null || total === 0 ? 0 : Math.min(1, done / total)), {
        substep: 'reading',
        operation: `${document.name}: ${step.operation}`,
        itemsProcessed: done,
        itemsTotal: total,
        source: placeIn(document, step),
      });
    }
    const read = await reading.outcome();
    work.read.set(document.id, read);
    work.failed.delete(document.id);
    work.tokens += Math.round(charactersOf(read) / charactersPerToken);
    yield report(work, at(1), {
      substep: 'extracting',
      operation: `${document.name}: ${countsOf(read)}`,
      itemsProcessed: index + 1,
      itemsTotal: documents.length,
      source: read.tables[0]?.lines[0]?.source ?? placeIn(document, null),
    });
  } catch (error) {
    if (!isFault(error)) throw error;
    const { code, message } = error;
    work.failed.set(document.id, { documentId: document.id, name: document.name, code, message });
    yield problem(work, document, 'analyzing_options', 'started');
  }
}

/** Asks what to do about a file that could not be read; returns the reason when a person wants to stop. */
async function* settleUnreadable(work: Work, document: DocumentHandle): Step<string | null> {
  for (let round = 1; work.failed.has(document.id); round += 1) {
    const failure = work.failed.get(document.id);
    const choice = yield* askUnreadable(work, document, round);
    if (choice === 'stop')
      return `Stopped because ${document.name} cannot be read: ${failure?.message ?? ''}`;
    if (choice === 'skip_file') {
      yield problem(work, document, 'skip_file', 'recovered');
      return null;
    }
    yield problem(work, document, 'retry', 'in_progress');
    yield* readOne(work, document, work.context.documents.indexOf(document));
    if (!work.failed.has(document.id) && failure !== undefined) {
      yield {
        ...problemOf(document, failure, 'retry', 'recovered'),
        message: `${document.name} was read after all.`,
      };
    }
  }
  return null;
}

async function* askUnreadable(work: Work, document: DocumentHandle, round: number): Step<string> {
  const failure = work.failed.get(document.id);
  const others = work.read.size;
  const retry = {
    value: 'retry',
    label: 'Try again',
    effect: 'The same file is read once more.',
    costDelta: null,
  };
  const reply = yield* ask({
    topic: round === 1 ? `unreadable:${document.id}` : `unreadable:${document.id}:${round}`,
    decisionType: 'error_resolution',
    prompt: `${document.name} cannot be read. ${failure?.message ?? ''} How shall we go on?`,
    options: [
      {
        value: 'skip_file',
        label: 'Leave it out',
        effect:
          others === 0
            ? 'Nothing is left to work on, and the workflow ends.'
            : `The work goes on with ${others} ${others === 1 ? 'document' : 'documents'}; nothing of ${document.name} is in the result.`,
        costDelta: null,
      },
      ...(round <= mostRetries ? [retry] : []),
      { value: 'stop', label: 'Stop', effect: 'The workflow ends without a result.', costDelta: null },
    ],
    context: { documentId: document.id, documentName: document.name, errorCode: failure?.code ?? null },
    defaultOption: 'skip_file',
    canSkip: true,
  });
  return reply?.values[0] ?? 'skip_file';
}

/** The ids of the tables that count: bills, or schedules where there is no bill. */
async function* selectTables(documents: readonly ReadDocument[]): Step<Set<string>> {
  const tables = documents.flatMap((document) => document.tables);
  const bills = tables.filter(({ kind }) => kind === 'bill');
  const schedules = tables.filter(({ kind }) => kind === 'schedule');
  const selected = new Set((bills.length > 0 ? bills : schedules).map(({ id }) => id));
  const groups = bills.length > 0 ? alternativesAmong(bills) : schedules.length > 1 ? [schedules] : [];
  for (const group of groups) {
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
async function* choosePrices(
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
          effect: `${priced} priced lines, together ${grouped(sum)}${first.currency === null ? '' : ` ${first.currency}`}.`,
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

function resultOf(work: Work, documents: ReadDocument[], selected: ReadonlySet<string>): AgentResult {
  const tables = documents.flatMap((document) => document.tables);
  const counted = tables.filter(({ id }) => selected.has(id));
  const lines = counted.reduce((sum, table) => sum + table.lines.length, 0);
  const json: ExtractedTables = {
    documents,
    skipped: work.context.documents.flatMap(({ id }) => work.failed.get(id) ?? []),
    selectedTableIds: counted.map(({ id }) => id),
  };
  const total = work.context.documents.length;
  const parts: [string, number][] = [
    [`readable_files ${documents.length}/${total}`, documents.length / total],
  ];
  const sure = weighted(counted, ({ confidence }) => confidence);
  const holds = weighted(counted, ({ arithmeticShare }) => arithmeticShare);
  if (sure !== null) parts.push([`table_confidence ${sure.toFixed(2)}`, sure]);
  if (holds !== null) parts.push([`arithmetic ${holds.toFixed(2)}`, holds]);
  const left =
    json.skipped.length === 0 ? '' : `; left out: ${json.skipped.map(({ name }) => name).join(', ')}`;
  return {
    outputs: [
      { kind: 'extracted_tables', name: 'extracted-tables.json', mediaType: 'application/json', json },
    ],
    summary: `Read ${documents.length} of ${total} documents: ${tables.length} tables, ${lines} lines that count${left}.`,
    confidence: Number((parts.reduce((sum, [, value]) => sum + value, 0) / parts.length).toFixed(2)),
    factors: parts.map(([name]) => name),
    tokensProcessed: work.tokens,
  };
}

function nothing(reason: string, tokens: number): AgentResult {
  const stop = { reason, failed: true };
  return { outputs: [], summary: reason, confidence: null, factors: [], tokensProcessed: tokens, stop };
}

/** Never falls, whatever the parts report. */
function report(
  work: Work,
  percentage: number,
  details: { substep: string; operation: string } & Partial<Parameters<typeof progress>[2]>,
): AgentReport {
  work.percentage = Math.max(work.percentage, Math.min(100, Math.round(percentage)));
  const { substep, ...rest } = details;
  return progress(substep, work.percentage, { ...rest, tokensProcessed: work.tokens });
}

function problem(work: Work, document: DocumentHandle, strategy: string, status: Problem['status']): Problem {
  const failure = work.failed.get(document.id);
  return problemOf(document, failure ?? { code: 'DOCUMENT_CORRUPT', message: '' }, strategy, status);
}

function problemOf(
  document: DocumentHandle,
  failure: Pick<SkippedDocument, 'code' | 'message'>,
  strategy: string,
  status: Problem['status'],
): Problem {
  return {
    kind: 'problem',
    topic: `unreadable:${document.id}`,
    errorCode: failure.code,
    message: failure.message,
    severity: 'medium',
    strategy,
    status,
  };
}

function placeIn(document: DocumentHandle, step: ReadProgress | null): Source {
  const page = document.kind === 'pdf' && step !== null && step.done > 0 ? step.done : null;
  return { documentId: document.id, documentName: document.name, sheet: null, page, row: null, quote: null };
}

function charactersOf({ tables, texts }: ReadDocument): number {
  const lines = tables.flatMap((table) => table.lines);
  return (
    texts.reduce((sum, { text }) => sum + text.length, 0) +
    lines.reduce((sum, { description, quantity, unit, rate, amount }) => {
      return (
        sum +
        [description, quantity, unit, rate, amount].reduce(
          (length, value) => length + (value?.length ?? 0),
          0,
        )
      );
    }, 0)
  );
}

function countsOf({ tables, texts }: ReadDocument): string {
  const lines = tables.reduce((sum, table) => sum + table.lines.length, 0);
  return `${tables.length} ${tables.length === 1 ? 'table' : 'tables'} with ${lines} lines, ${texts.length} texts`;
}

function nameOf(table: Table, documents: readonly ReadDocument[]): string {
  const document = documents.find(({ tables }) => tables.some(({ id }) => id === table.id));
  const place = table.sheet ?? table.title ?? (table.page === null ? null : `page ${table.page}`);
  return place === null ? (document?.name ?? table.id) : `«${place}» of ${document?.name ?? table.id}`;
}

function contentOf(table: Table): string {
  const { sum, priced } = pricedIn(table);
  const money = priced === 0 ? 'none of them priced' : `${priced} of them priced, together ${grouped(sum)}`;
  return `${table.lines.length} lines, ${money}${priced === 0 || table.currency === null ? '' : ` ${table.currency}`}.`;
}

function grouped(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
}

/** The mean over the lines of the tables that have the figure; null when none has. */
function weighted(tables: readonly Table[], figure: (table: Table) => number | null): number | null {
  let sum = 0;
  let weight = 0;
  for (const table of tables) {
    const value = figure(table);
    if (value === null) continue;
    sum += value * table.lines.length;
    weight += table.lines.length;
  }
  return weight === 0 ? null : sum / weight;
}
