import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AgentReport, DocumentHandle, Reply } from '../../src/agents/agent.ts';
import { fileReader } from '../../src/agents/file-reader.ts';
import type { ExtractedTables } from '../../src/documents/extracted-tables.ts';
import { readDocument } from '../../src/documents/read.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { drawing, entity } from './drawing.ts';
import { file, sheetJs } from './files.ts';
import { attacks, reachingWorkbook } from './hostile.ts';

const megabyte = 1024 * 1024;
/** For one file, on a machine that has other things to do. */
const seconds = 20;

/** How much more memory this process held at any time while the work was done. */
async function watched<T>(work: () => Promise<T>): Promise<{ outcome: T; grown: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 10);
  try {
    const outcome = await work();
    most = Math.max(most, process.memoryUsage.rss());
    return { outcome, grown: most - before };
  } finally {
    clearInterval(watch);
  }
}

describe('the guard around the parsers', () => {
  it.each(attacks)(
    'names a fault within seconds, and holds its memory, for $name',
    { timeout: 30_000 },
    async ({ name, bytes, codes }) => {
      const made = bytes();
      const { outcome, grown } = await watched(() =>
        readDocument(file(name, made), { signal: AbortSignal.timeout(seconds * 1000) }).then(
          () => null,
          (error: unknown) => error as { name: string; code: string; message: string },
        ),
      );
      expect(outcome).toMatchObject({ name: 'Fault', message: expect.stringMatching(/\w+/) });
      expect(codes).toContain(outcome?.code);
      expect(grown).toBeLessThan(100 * megabyte);
    },
  );

  it('reads a workbook that points at files of the server and elsewhere without following it', async () => {
    using folder = tempFolder();
    const secret = join(folder.path, 'secret.txt');
    writeFileSync(secret, 'the word is swordfish');
    const document = await readDocument(file('bill.xlsx', reachingWorkbook(secret)), {
      signal: AbortSignal.timeout(seconds * 1000),
    });
    expect(document.tables[0]?.lines[0]?.quantity).toBe('7');
    expect(JSON.stringify(document)).not.toMatch(/swordfish|lollol/);
  });
});

function handle(id: string, name: string, bytes: Uint8Array): DocumentHandle {
  return { id, name, kind: '', byteSize: bytes.byteLength, sha256: '', bytes: async () => bytes };
}

/** The whole run of a file reader; questions are answered by topic, all others skipped. */
async function drive(documents: DocumentHandle[], answers: Record<string, string> = {}) {
  const run = fileReader.run({
    documents,
    inputs: {},
    instructions: '',
    settings: { currency: 'USD', region: null, markups: [], formats: [] },
    answerTo: () => null,
    startedAt: '2026-01-01T00:00:00.000Z',
    signal: AbortSignal.timeout(60_000),
  });
  const reports: AgentReport[] = [];
  let reply: Reply | undefined;
  for (;;) {
    const { done, value } = await run.next(reply);
    if (done === true) {
      const [output] = value.outputs;
      const json = output !== undefined && 'json' in output ? (output.json as ExtractedTables) : null;
      return { json, questions: reports.filter((report) => report.kind === 'question') };
    }
    reports.push(value);
    const answer = value.kind === 'question' ? answers[value.topic] : undefined;
    reply =
      value.kind !== 'question'
        ? undefined
        : answer === undefined
          ? { outcome: 'skipped', values: [] }
          : { outcome: 'answered', values: [answer] };
  }
}

const bill = sheetJs(
  {
    Bill: [
      ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'],
      ['1', 'Excavate', 10, 'm3', 5, 50],
      ['2', 'Backfill', 4, 'm3', 5, 20],
    ],
  },
  'xlsx',
);

describe('a workflow with files that cannot be read', () => {
  it('goes on with a question for each of them and the result of the others', {
    timeout: 60_000,
  }, async () => {
    const quick = attacks.filter(({ name }) =>
      /bomb\.xlsx|truncated|encrypted|web page|random|laughs|branch/.test(name),
    );
    expect(quick).toHaveLength(7);
    const documents = [
      ...quick.map(({ name, bytes }, index) => handle(`document_${index + 1}`, name, bytes())),
      handle('document_good', 'bill.xlsx', bill),
    ];
    const { json, questions } = await drive(documents);
    expect(questions.map(({ topic, context }) => [topic, context.errorCode])).toEqual(
      quick.map(({ codes }, index) => [`unreadable:document_${index + 1}`, codes[0]]),
    );
    expect(json?.documents.map(({ name }) => name)).toEqual(['bill.xlsx']);
    expect(json?.skipped).toHaveLength(7);
    expect(json?.selectedTableIds).toEqual(['document_good-t1']);
  });
});

describe('a workflow with a drawing that does not say its unit', () => {
  const line = entity('LINE', 'PIPE', [10, 0], [20, 0], [11, 3000], [21, 4000]);
  const door = entity('INSERT', 'DOORS', [2, 'D1'], [10, 0], [20, 0]);
  const documents = () => [handle('plan', 'plan.dxf', drawing([line, door], { insUnits: null }))];
  const shown = ({ json }: Awaited<ReturnType<typeof drive>>) =>
    json?.documents.flatMap(({ tables }) =>
      tables.flatMap(({ lines }) => lines.map(({ quantity, unit }) => `${quantity} ${unit}`)),
    );

  it('asks once, says how large the drawing would be, and counts lengths in the unit that is answered', async () => {
    const asked = await drive(documents(), { 'drawing_unit:plan': 'mm' });
    expect(asked.questions.map(({ topic, options }) => [topic, options.map(({ value }) => value)])).toEqual([
      ['drawing_unit:plan', ['mm', 'cm', 'm', 'inch', 'feet', 'counts_only']],
    ]);
    expect(asked.questions[0]?.options[0]?.effect).toBe('The drawing is then 3 × 4 m large.');
    expect(shown(asked)).toEqual(['5 m', '1 nr']);
    expect(shown(await drive(documents(), { 'drawing_unit:plan': 'inch' }))).toEqual(['416.667 ft', '1 nr']);
  });

  it('counts blocks only when nobody knows', async () => {
    const skipped = await drive(documents());
    expect(shown(skipped)).toEqual(['1 nr']);
    expect(skipped.json?.documents[0]?.notes.join()).toMatch(/unit of the drawing is not known/);
  });

  it('does not ask when the drawing says it, or when there is nothing to measure', async () => {
    for (const bytes of [drawing([line]), drawing([door], { insUnits: null })]) {
      expect((await drive([handle('plan', 'plan.dxf', bytes)])).questions).toEqual([]);
    }
  });
});
