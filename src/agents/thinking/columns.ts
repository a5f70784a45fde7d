// What headings of columns mean that the rules do not know, as a model sees them.
//
// An answer only names meanings for headings that are there. Whether they count is found out by reading the table again
// with them: see src/documents/told-columns.ts.

import { z } from 'zod';
import type { ColumnRole, ReadDocument, UnsureColumns } from '../../documents/document.ts';
import type { ToldColumns } from '../../documents/told-columns.ts';
import { type Step, think } from '../agent.ts';
import { clipped, dataRule, harmless, isHarmless, mostCalls, safe, thinkingRoom } from './rules.ts';

const meanings: Record<ColumnRole, string> = {
  item: 'number or mark of the line',
  code: 'code of a standard list',
  description: 'what is to be done or supplied',
  quantity: 'how much of it',
  unit: 'the unit of the quantity',
  rate: 'price for one unit',
  amount: 'price for the whole quantity',
  number: 'count, one factor of a measurement',
  length: 'length, one factor of a measurement',
  breadth: 'breadth, one factor of a measurement',
  depth: 'depth or height, one factor of a measurement',
  remark: 'remark',
  other: 'anything else',
};

const answer = z.object({
  tables: z.array(
    z.object({ table: z.int(), columns: z.array(z.object({ column: z.int(), role: z.string() })) }),
  ),
});

const system = `You name the columns of bills of quantities in any language. For each table say what each column marked «?» is, with one of these words:
${Object.entries(meanings)
  .map(([role, meaning]) => `${role}: ${meaning}`)
  .join('\n')}
Use each word but «other» at most once in a table, and none that another of its columns has. Where a quantity, a rate and an amount stand in a row, quantity × rate = amount. ${dataRule}`;

const tablesPerCall = 6;

interface Place {
  documentId: string;
  unsure: UnsureColumns;
}

/** By document id; documents whose headings no model could name, or named against the rules of an answer, are left out. */
export async function* columnsByModel(documents: readonly ReadDocument[]): Step<Map<string, ToldColumns[]>> {
  const told = new Map<string, ToldColumns[]>();
  const places = documents.flatMap(({ documentId, unsure = [] }) =>
    unsure.map((one): Place => ({ documentId, unsure: one })),
  );
  for (let call = 0; call < mostCalls && call * tablesPerCall < places.length; call += 1) {
    const some = places.slice(call * tablesPerCall, (call + 1) * tablesPerCall);
    const thought = yield* think({
      topic: `columns:${call}`,
      purpose: `naming the columns of ${some.length} ${some.length === 1 ? 'table' : 'tables'}`,
      tier: 'low',
      system,
      prompt: `DATA\n${some.map(({ unsure }, number) => shown(unsure, number)).join('\n\n')}`,
      schema: answer,
      maxOutputTokens: some.reduce((sum, { unsure }) => sum + 25 * unsure.columns.length, 50) + thinkingRoom,
    });
    if (thought === null) break;
    for (const [number, { documentId, unsure }] of some.entries()) {
      const said = thought.value.tables.filter(({ table }) => table === number);
      const roles = said.length === 1 ? rolesFrom(unsure, said[0]!.columns) : null;
      if (roles === null) continue;
      const own = told.get(documentId) ?? [];
      own.push({ grid: unsure.grid, roles, by: thought.brain });
      told.set(documentId, own);
    }
  }
  return told;
}

/** Null for an answer that cannot be: a column that is not there, a meaning that is none, the same one twice. */
function rolesFrom(
  { columns }: UnsureColumns,
  said: readonly { column: number; role: string }[],
): ToldColumns['roles'] | null {
  const taken = new Set(columns.flatMap(({ role }) => (role === null || role === 'other' ? [] : [role])));
  const roles = new Map<string, ColumnRole>();
  for (const { column, role } of said) {
    const asked = columns[column];
    if (asked === undefined || !isRole(role)) return null;
    // A meaning that the rules know already is theirs.
    if (asked.role !== null) continue;
    if (roles.has(asked.heading) || (role !== 'other' && taken.has(role))) return null;
    if (columns.filter(({ heading }) => heading === asked.heading).length > 1) continue;
    if (role !== 'other') taken.add(role);
    roles.set(asked.heading, role);
  }
  return [...roles.values()].some((role) => role !== 'other') ? [...roles] : null;
}

const isRole = (text: string): text is ColumnRole => Object.hasOwn(meanings, text);

function shown({ sheet, columns, samples }: UnsureColumns, number: number): string {
  const title = sheet !== null && isHarmless(sheet) ? ` of sheet «${clipped(sheet, 60)}»` : '';
  const headings = columns.map(
    ({ heading, role }, column) => `${column} «${safe(heading, 80)}» ${role ?? '?'}`,
  );
  const rows = harmless(
    samples.map((row) => row.map((text) => safe(text, 80)).join(' | ')),
    (row) => row,
  );
  return [`Table ${number}${title}. Columns: ${headings.join('; ')}`, ...rows].join('\n');
}
