// File reader: turns the documents of a session into tables and texts, and asks which of them count.
//
//   F1. Documents are told of one after another, in their order, while the next ones are read ahead; one that cannot be
//       read never stops the others.
//   F2. What to do about an unreadable file is asked after all others were read.
//   F3. Nothing is counted twice: bills that seem to be alternatives are asked about.
//   F4. Lengths and areas of a drawing count only in a unit that the drawing or a person tells.

import { isFault } from '../base/fault.ts';
import type { ReadDocument, ReadProgress, Source, Table } from '../documents/document.ts';
import type { ExtractedTables, SkippedDocument } from '../documents/extracted-tables.ts';
import { openReaders, type Readers } from '../documents/readers.ts';
import type { ToldColumns } from '../documents/told-columns.ts';
import { type WatchedRead, watchRead } from '../documents/watched-read.ts';
import {
  type AgentContext,
  type AgentInput,
  type AgentReport,
  type AgentResult,
  type AgentRun,
  ask,
  type DocumentHandle,
  defineAgent,
  type Problem,
  progress,
} from './agent.ts';
import { askDrawingUnits } from './drawing-units.ts';
import { columnsByModel } from './thinking/columns.ts';
import { chooseCurrency } from './which-currency.ts';
import { withoutTextsSetAside } from './which-files.ts';
import { choosePrices, selectTables } from './which-tables.ts';

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

type Step<T> = AsyncGenerator<AgentReport, T, AgentInput>;

/** What is known while the run goes on. */
interface Work {
  context: AgentContext;
  readers: Readers;
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
/** Documents that are read at a time, those that wait for their turn to be told included. */
const atOnce = 2;

async function* run(context: AgentContext): AgentRun {
  const { documents } = context;
  if (documents.length === 0) return nothing('There are no documents to read.', 0);
  using readers = openReaders();
  const work: Work = { context, readers, read: new Map(), failed: new Map(), percentage: 0, tokens: 0 };
  {
    using ahead = new DisposableStack();
    const started: WatchedRead[] = [];
    for (const [index, document] of documents.entries()) {
      for (const next of documents.slice(started.length, index + atOnce)) {
        started.push(ahead.use(startReading(work, next)));
      }
      yield* readOne(work, document, index, started[index]);
    }
  }
  for (const document of documents) {
    const stopped = yield* settleUnreadable(work, document);
    if (stopped !== null) return { ...nothing(stopped, work.tokens), stop: { reason: stopped } };
  }
  yield* readUnsureColumns(work);
  const read = documents.flatMap(({ id }) => work.read.get(id) ?? []);
  const readable = yield* askDrawingUnits(read);
  if (
    !readable.some(({ tables, texts }) => texts.length > 0 || tables.some(({ lines }) => lines.length > 0))
  ) {
    return nothing('None of the documents holds a table or a text that can be read.', work.tokens);
  }
  const selected = yield* selectTables(readable);
  const priced = yield* choosePrices(withoutTextsSetAside(readable, selected), selected);
  const currency = yield* chooseCurrency(priced, selected, context.settings.currency);
  yield report(work, 100, {
    substep: 'finishing',
    operation: `${selected.size} of ${priced.flatMap(({ tables }) => tables).length} tables count`,
  });
  return resultOf(work, priced, selected, currency);
}

function startReading(
  { context, readers }: Work,
  document: DocumentHandle,
  told: readonly ToldColumns[] = [],
): WatchedRead {
  const { id, name } = document;
  return watchRead(async () => ({ documentId: id, name, bytes: await document.bytes() }), {
    signal: context.signal,
    readers,
    told,
  });
}

/** Reads one document, or tells of one that is being read; a fault is kept for later and told as the beginning of a recovery. */
async function* readOne(
  work: Work,
  document: DocumentHandle,
  index: number,
  started: WatchedRead = startReading(work, document),
): Step<void> {
  const { documents } = work.context;
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
    using reading = started;
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

/** Reads documents again whose columns a model names; what the rules read stays where that does not hold together. */
async function* readUnsureColumns(work: Work): Step<void> {
  const told = yield* columnsByModel([...work.read.values()]);
  for (const document of work.context.documents) {
    const before = work.read.get(document.id);
    const own = told.get(document.id);
    if (before === undefined) continue;
    const { unsure: _asked, ...known } = before;
    work.read.set(document.id, known);
    if (own === undefined) continue;
    yield report(work, readingShare, {
      substep: 'reading',
      operation: `${document.name}: reading it again with the columns that ${own[0]!.by} names`,
      source: placeIn(document, null),
    });
    try {
      using reading = startReading(work, document, own);
      work.read.set(document.id, await reading.outcome());
    } catch (error) {
      if (!isFault(error)) throw error;
    }
  }
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

function resultOf(
  work: Work,
  documents: ReadDocument[],
  selected: ReadonlySet<string>,
  currency: string | null,
): AgentResult {
  const tables = documents.flatMap((document) => document.tables);
  const counted = tables.filter(({ id }) => selected.has(id));
  const lines = counted.reduce((sum, table) => sum + table.lines.length, 0);
  const json: ExtractedTables = {
    documents,
    skipped: work.context.documents.flatMap(({ id }) => work.failed.get(id) ?? []),
    selectedTableIds: counted.map(({ id }) => id),
    ...(currency === null ? {} : { currency }),
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
