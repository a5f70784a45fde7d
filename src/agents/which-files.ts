// Which files: asks which of several documents count that hold the same bill, such as two revisions of it.

import { alternativesAmong, likeliestBill, pricedIn } from '../documents/alternatives.ts';
import type { ReadDocument, Table } from '../documents/document.ts';
import { latestOf, revisionOf } from '../documents/revisions.ts';
import { groupThousands } from '../estimating/money.ts';
import { type AgentInput, type AgentReport, ask } from './agent.ts';

type Step<T> = AsyncGenerator<AgentReport, T, AgentInput>;

/**
 * The tables of a group of alternatives that lie in the files that count, file by file; without an answer the latest
 * revision among the priced ones. Nothing is asked when all are in one file.
 */
export async function* selectFiles(
  group: readonly Table[],
  documents: readonly ReadDocument[],
): Step<Table[][]> {
  const files = documents.flatMap((document) => {
    const tables = document.tables.filter((table) => group.includes(table));
    return tables.length === 0 ? [] : [{ document, tables }];
  });
  if (files.length < 2) return files.map(({ tables }) => tables);
  const usual = usualFile(files);
  const reply = yield* ask({
    topic: `file_selection:${files[0]?.document.documentId ?? ''}`,
    decisionType: 'file_selection',
    prompt: `${files.map(({ document }) => document.name).join(' and ')} seem to hold the same bill. Counted together, the work would be counted twice. Which of them count?`,
    options: files.map(({ document, tables }) => ({
      value: document.documentId,
      label: document.name,
      effect: effectOf(document, tables),
      costDelta: null,
    })),
    context: {
      documentIds: files.map(({ document }) => document.documentId),
      tableIds: group.map(({ id }) => id),
    },
    defaultOption: usual,
    multiple: true,
    canSkip: true,
  });
  const chosen = reply === null || reply.values.length === 0 ? [usual] : reply.values;
  return files.filter(({ document }) => chosen.includes(document.documentId)).map(({ tables }) => tables);
}

interface BillFile {
  document: ReadDocument;
  tables: Table[];
}

/** A later form without prices does not take the place of an earlier priced bill. */
function usualFile(files: readonly BillFile[]): string {
  const priced = files.filter(({ tables }) => tables.some((table) => pricedIn(table).priced > 0));
  const some = priced.length > 0 ? priced : files;
  const latest = latestOf(some.map(({ document }) => document));
  const left = latest === null ? files : some.filter(({ document }) => latest.includes(document));
  const best = likeliestBill(left.flatMap(({ tables }) => tables));
  return left.find(({ tables }) => tables.includes(best))?.document.documentId ?? '';
}

function effectOf(document: ReadDocument, tables: readonly Table[]): string {
  const best = likeliestBill(tables);
  const { sum, priced } = pricedIn(best);
  const revision = revisionOf(document);
  const money =
    priced === 0
      ? 'none of them priced'
      : `${priced} of them priced, together ${groupThousands(sum)}${best.currency === null ? '' : ` ${best.currency}`}`;
  return `${revision === null ? '' : `Revision ${revision}: `}${best.lines.length} lines, ${money}.`;
}

/**
 * The documents without the texts of those that were set aside: none of their bills counts, each having its twin in a
 * file that does. What an older revision or another bid includes and excludes says nothing of the job.
 */
export function withoutTextsSetAside(
  documents: readonly ReadDocument[],
  selected: ReadonlySet<string>,
): ReadDocument[] {
  if (documents.length < 2) return [...documents];
  const bills = documents.flatMap(({ tables }) => tables.filter(({ kind }) => kind === 'bill'));
  const isPriced = (table: Table) => pricedIn(table).priced > 0;
  const replaced = new Set(
    alternativesAmong(bills).flatMap((group) => {
      const counts = group.filter(({ id }) => selected.has(id));
      // What stands around the blank form of a bill holds for its priced copy too.
      return group.filter((table) => !counts.includes(table) && (isPriced(table) || !counts.some(isPriced)));
    }),
  );
  return documents.map((document) => {
    const own = document.tables.filter(({ kind }) => kind === 'bill');
    const aside = own.length > 0 && own.every((table) => replaced.has(table));
    if (!aside || document.texts.length === 0) return document;
    const note = 'The file was set aside, so what its texts say does not count.';
    return { ...document, texts: [], notes: [...document.notes, note] };
  });
}
