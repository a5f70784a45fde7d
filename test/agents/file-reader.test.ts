import { describe, expect, it } from 'vitest';
import type {
  AgentReport,
  AgentResult,
  DocumentHandle,
  Problem,
  Progress,
  Question,
  Reply,
} from '../../src/agents/agent.ts';
import { fileReader } from '../../src/agents/file-reader.ts';
import type { ExtractedTables } from '../../src/documents/extracted-tables.ts';
import { sampleDocuments } from '../../src/documents/sample.ts';
import { sniffDocument } from '../../src/documents/sniff.ts';
import { type Grid, pdf, text, workbook } from '../documents/files.ts';

interface Drive {
  result: AgentResult;
  output: ExtractedTables;
  reports: AgentReport[];
  progress: Progress[];
  questions: Question[];
  problems: Problem[];
}

/** Answers by topic; what is not answered here is skipped. */
async function drive(files: [string, Uint8Array][], answers: Record<string, string[]> = {}): Promise<Drive> {
  const documents = await Promise.all(
    files.map(([name, bytes], index) => handle(`document_${index + 1}`, name, bytes)),
  );
  return driveHandles(documents, answers);
}

async function handle(id: string, name: string, bytes: Uint8Array): Promise<DocumentHandle> {
  const { kind } = await sniffDocument(bytes, name);
  return { id, name, kind, byteSize: bytes.byteLength, sha256: '', bytes: async () => bytes };
}

async function driveHandles(
  documents: DocumentHandle[],
  answers: Record<string, string[]> = {},
): Promise<Drive> {
  const run = start(documents, new AbortController().signal);
  const reports: AgentReport[] = [];
  let reply: Reply | undefined;
  for (;;) {
    const next = await run.next(reply);
    if (next.done) return seen(reports, next.value);
    reports.push(next.value);
    reply = next.value.kind === 'question' ? replyTo(next.value, answers) : undefined;
  }
}

function start(documents: DocumentHandle[], signal: AbortSignal) {
  return fileReader.run({
    documents,
    inputs: {},
    instructions: '',
    settings: { currency: 'USD', region: null, markups: [], formats: [] },
    answerTo: () => null,
    startedAt: '2026-01-01T00:00:00.000Z',
    signal,
  });
}

function replyTo({ topic, options }: Question, answers: Record<string, string[]>): Reply {
  const values = answers[topic];
  if (values === undefined) return { outcome: 'skipped', values: [] };
  for (const value of values) expect(options.map((option) => option.value)).toContain(value);
  return { outcome: 'answered', values };
}

function seen(reports: AgentReport[], result: AgentResult): Drive {
  const [first] = result.outputs;
  return {
    result,
    output: (first !== undefined && 'json' in first ? first.json : null) as ExtractedTables,
    reports,
    progress: reports.filter((report) => report.kind === 'progress'),
    questions: reports.filter((report) => report.kind === 'question'),
    problems: reports.filter((report) => report.kind === 'problem'),
  };
}

const header = ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'];
const unpriced: Grid = [
  header,
  ['1', 'Excavate', 10, 'm3'],
  ['2', 'Backfill', 4, 'm3'],
  ['3', 'Concrete', 2, 'm3'],
];
const priced: Grid = [
  header,
  ['1', 'Excavate', 10, 'm3', 5, 50],
  ['2', 'Backfill', 4, 'm3', 5, 20],
  ['3', 'Concrete', 2, 'm3', 100, 200],
];
const bids: Grid = [
  ['Item', 'Description', 'Unit', 'Qty', "Engineer's Estimate", null, 'Acme', null, 'Beta', null],
  [null, null, null, null, 'Rate', 'Amount', 'Rate', 'Amount', 'Rate', 'Amount'],
  ['1', 'Paving', 'm2', 10, 1, 10, 5, 50, 6, 60],
  [null, 'Total', null, null, null, 10, null, 50, null, 60],
];
const broken = (name: string): [string, Uint8Array] => [name, Buffer.from('%PDF-1.7\nnothing')];

describe('the file reader', () => {
  it('reads the sample project, leaves out the damaged file and selects the bill only', async () => {
    const files = (await sampleDocuments()).map(({ name, bytes }): [string, Uint8Array] => [name, bytes]);
    const { result, output, progress, problems, questions } = await drive(files);
    expect(output.documents.map(({ name, kind }) => [name, kind])).toEqual([
      ['bill-of-quantities.xlsx', 'xlsx'],
      ['bill-of-quantities-rev-a.csv', 'csv'],
      ['specification.docx', 'docx'],
      ['door-schedule.pdf', 'pdf'],
      ['workshop.ifc', 'ifc'],
    ]);
    expect(output.skipped).toMatchObject([{ name: 'damaged-addendum.xlsx', code: 'DOCUMENT_CORRUPT' }]);
    expect(output.selectedTableIds).toEqual(['document_1-t1']);
    expect(questions.map(({ topic, defaultOption }) => [topic, defaultOption])).toEqual([
      ['unreadable:document_6', 'skip_file'],
      ['file_selection:document_1', 'document_1'],
      ['sheet_selection:document_1-t1', 'document_1-t1'],
    ]);
    expect(problems.map(({ strategy, status }) => [strategy, status])).toEqual([
      ['analyzing_options', 'started'],
      ['skip_file', 'recovered'],
    ]);
    expect(result.factors[0]).toBe('readable_files 5/6');
    expect(result.confidence).toBeGreaterThan(0.8);
    expect(result.confidence).toBeLessThan(1);
    const percentages = progress.map(({ percentage }) => percentage);
    expect(percentages).toEqual(percentages.toSorted((a, b) => a - b));
    expect(percentages.at(-1)).toBe(100);
    expect(result.tokensProcessed).toBeGreaterThan(1_000);
    expect(progress.at(-1)?.tokensProcessed).toBe(result.tokensProcessed);
  });

  it('reports pages as they are read', async () => {
    const bytes = await pdf((page) => {
      page.text('One', 40, 100).addPage().text('Two', 40, 100).addPage().text('Three', 40, 100);
    });
    const { progress } = await drive([['pages.pdf', bytes]]);
    const pages = progress.filter(({ substep }) => substep === 'reading');
    expect(
      pages.map(({ itemsProcessed, itemsTotal, source }) => [itemsProcessed, itemsTotal, source?.page]),
    ).toEqual([
      [1, 3, 1],
      [2, 3, 2],
      [3, 3, 3],
    ]);
  });

  it('asks about unreadable files after all others were read', async () => {
    const { reports } = await drive([broken('a.pdf'), ['b.xlsx', await workbook({ Bill: priced })]]);
    const order = reports.flatMap((report) => {
      if (report.kind === 'question') return ['asked'];
      if (report.kind === 'problem') return [report.status];
      return report.kind === 'progress' && report.substep === 'extracting' ? ['read'] : [];
    });
    expect(order).toEqual(['started', 'read', 'asked', 'recovered']);
  });

  it('stops when a person says so, and makes no result', async () => {
    const files: [string, Uint8Array][] = [broken('a.pdf'), ['b.xlsx', await workbook({ Bill: priced })]];
    const { result } = await drive(files, { 'unreadable:document_1': ['stop'] });
    expect(result.outputs).toEqual([]);
    expect(result.stop?.reason).toMatch(/a\.pdf/);
    expect(result.stop?.failed).toBeUndefined();
  });

  it('tries again as often as asked, under a new topic each time, and no more than three times', async () => {
    const topics = ['', ':2', ':3'].map((round) => `unreadable:document_1${round}`);
    const { questions, output } = await drive(
      [broken('a.pdf'), ['b.xlsx', await workbook({ Bill: priced })]],
      Object.fromEntries(topics.map((topic) => [topic, ['retry']])),
    );
    expect(questions.map(({ topic }) => topic)).toEqual([...topics, 'unreadable:document_1:4']);
    expect(questions.at(-1)?.options.map(({ value }) => value)).toEqual(['skip_file', 'stop']);
    expect(output.skipped).toHaveLength(1);
  });

  it('counts a file that can be read at the second attempt', async () => {
    const good = await workbook({ Bill: priced });
    let attempts = 0;
    const flaky = await handle('document_1', 'bill.xlsx', good);
    flaky.bytes = async () => {
      attempts += 1;
      return attempts === 1 ? good.subarray(0, 200) : good;
    };
    const { output, problems } = await driveHandles([flaky], { 'unreadable:document_1': ['retry'] });
    expect(output.skipped).toEqual([]);
    expect(output.selectedTableIds).toEqual(['document_1-t1']);
    expect(problems.map(({ strategy, status }) => [strategy, status])).toEqual([
      ['analyzing_options', 'started'],
      ['retry', 'in_progress'],
      ['retry', 'recovered'],
    ]);
  });

  it('asks which of two bills of the same items count, and takes the priced one when nobody says', async () => {
    const files: [string, Uint8Array][] = [['bill.xlsx', await workbook({ Form: unpriced, Priced: priced })]];
    const skipped = await drive(files);
    expect(skipped.questions).toMatchObject([
      {
        topic: 'sheet_selection:document_1-t1',
        decisionType: 'sheet_selection',
        multiple: true,
        defaultOption: 'document_1-t2',
        options: [
          { value: 'document_1-t1', effect: '3 lines, none of them priced.' },
          { value: 'document_1-t2', effect: '3 lines, 3 of them priced, together 270.00.' },
        ],
      },
    ]);
    expect(skipped.output.selectedTableIds).toEqual(['document_1-t2']);
    const both = await drive(files, { 'sheet_selection:document_1-t1': ['document_1-t1', 'document_1-t2'] });
    expect(both.output.selectedTableIds).toEqual(['document_1-t1', 'document_1-t2']);
  });

  it('asks which of two files count that hold the same bill, and takes the latest revision when nobody says', async () => {
    const files: [string, Uint8Array][] = [
      ['bill rev b.xlsx', await workbook({ Form: unpriced, Priced: priced })],
      ['bill rev a.xlsx', await workbook({ Priced: priced })],
      ['bill rev c, form.xlsx', await workbook({ Form: unpriced })],
    ];
    const usual = await drive(files);
    expect(usual.questions).toMatchObject([
      {
        topic: 'file_selection:document_1',
        decisionType: 'file_selection',
        multiple: true,
        defaultOption: 'document_1',
        options: [
          { value: 'document_1', effect: 'Revision B: 3 lines, 3 of them priced, together 270.00.' },
          { value: 'document_2', effect: 'Revision A: 3 lines, 3 of them priced, together 270.00.' },
          { value: 'document_3', effect: 'Revision C: 3 lines, none of them priced.' },
        ],
      },
      { topic: 'sheet_selection:document_1-t1', defaultOption: 'document_1-t2' },
    ]);
    expect(usual.output.selectedTableIds).toEqual(['document_1-t2']);
    const old = await drive(files, { 'file_selection:document_1': ['document_2'] });
    expect(old.questions).toHaveLength(1);
    expect(old.output.selectedTableIds).toEqual(['document_2-t1']);
    const both = await drive(files, { 'file_selection:document_1': ['document_2', 'document_3'] });
    expect(both.output.selectedTableIds).toEqual(['document_2-t1', 'document_3-t1']);
  });

  it('asks whose prices to use, proposes the lowest bidder, and puts the chosen prices into lines and totals', async () => {
    const files: [string, Uint8Array][] = [['bids.xlsx', await workbook({ Bids: bids })]];
    const topic = 'price_column:document_1-t1';
    const usual = await drive(files);
    expect(usual.questions).toMatchObject([
      { topic, decisionType: 'price_column', defaultOption: 'price_2' },
    ]);
    expect(usual.output.documents[0]?.tables[0]).toMatchObject({
      lines: [{ rate: '5', amount: '50' }],
      totals: [{ amount: '50' }],
    });
    const chosen = await drive(files, { [topic]: ['price_3'] });
    expect(chosen.output.documents[0]?.tables[0]).toMatchObject({
      lines: [{ rate: '6', amount: '60' }],
      totals: [{ amount: '60' }],
    });
    const none = await drive(files, { [topic]: ['none'] });
    expect(none.output.documents[0]?.tables[0]).toMatchObject({
      lines: [{ rate: null, amount: null }],
      totals: [],
    });
  });

  it('counts a schedule where there is no bill', async () => {
    const schedule: Grid = [
      ['Mark', 'Description', 'Width', 'Height', 'Qty'],
      ['D1', 'Door', 900, 2100, 4],
    ];
    const { output } = await drive([['doors.xlsx', await workbook({ Doors: schedule })]]);
    expect(output.selectedTableIds).toEqual(['document_1-t1']);
  });

  it('ends without a result when there is nothing to work on', async () => {
    expect((await drive([])).result.stop).toMatchObject({ failed: true });
    expect((await drive([broken('a.pdf')])).result).toMatchObject({ outputs: [], stop: { failed: true } });
  });

  it('keeps texts when there is no table at all', async () => {
    const { output, result } = await drive([['notes.txt', text('EXCLUSIONS\nFencing is by others.\n')]]);
    expect(output.documents[0]?.texts).toHaveLength(2);
    expect(output.selectedTableIds).toEqual([]);
    expect(result.stop).toBeUndefined();
  });

  it('passes an abort on instead of taking it for an unreadable file', async () => {
    const stop = new AbortController();
    const run = start(
      [await handle('document_1', 'bill.xlsx', await workbook({ Bill: priced }))],
      stop.signal,
    );
    await run.next();
    stop.abort(new Error('cancelled'));
    await expect(run.next()).rejects.toThrow('cancelled');
  });

  it('leaves out the texts of a priced file that was set aside, and keeps those around a blank form', async () => {
    const book = (rows: Grid, words: string) => workbook({ Bill: rows, Notes: [[words]] });
    const old: Grid = priced.map((row) =>
      row.map((value) => (value === 100 ? 90 : value === 200 ? 180 : value)),
    );
    const texts = (output: ExtractedTables) =>
      output.documents.flatMap((one) => one.texts.map((block) => block.text));
    const revisions = await drive([
      ['bill rev A.xlsx', await book(old, 'Piling is by others.')],
      ['bill rev B.xlsx', await book(priced, 'Piling is included.')],
    ]);
    expect(texts(revisions.output)).toEqual(['Piling is included.']);
    expect(revisions.output.documents[0]?.notes).toContain(
      'The file was set aside, so what its texts say does not count.',
    );
    const form = await drive([
      ['form.xlsx', await book(unpriced, 'Piling is by others.')],
      ['offer.xlsx', await book(priced, 'Valid for 90 days.')],
    ]);
    expect(texts(form.output)).toEqual(['Piling is by others.', 'Valid for 90 days.']);
  });

  it('asks what the estimate is in where the bills that count are in several currencies', async () => {
    const inCurrency = (currency: string, work: string): Grid => [
      ['Item', 'Description', 'Qty', 'Unit', `Rate (${currency})`, `Amount (${currency})`],
      ['1', work, 10, 'm3', 5, 50],
      ['2', `${work} again`, 4, 'm3', 5, 20],
    ];
    const files: [string, Uint8Array][] = [
      ['a.xlsx', await workbook({ Bill: inCurrency('EUR', 'Concrete') })],
      ['b.xlsx', await workbook({ Bill: inCurrency('USD', 'Fencing') })],
    ];
    const { questions, output } = await drive(files);
    expect(output.currency).toBe('USD');
    expect(questions.find(({ topic }) => topic === 'estimate_currency')).toMatchObject({
      defaultOption: 'USD',
      options: [
        {
          value: 'EUR',
          effect: '2 priced lines, together 70.00 EUR, keep their prices; 2 other lines will have none.',
        },
        { value: 'USD' },
      ],
    });
    const told = await drive(files, { estimate_currency: ['EUR'] });
    expect(told.output.currency).toBe('EUR');
    const one = await drive(files.slice(0, 1));
    expect(one.questions.map(({ topic }) => topic)).not.toContain('estimate_currency');
    expect(one.output.currency).toBeUndefined();
  });
});
