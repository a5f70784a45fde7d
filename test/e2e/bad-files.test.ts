// Bad files through the whole server: each gets its name, the others are read, and the server goes on.

import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { roster } from '../../src/agents/roster.ts';
import { clientFor, followAnswering } from '../support/answering.ts';
import { type Started, startMutation, startServer } from '../support/server.ts';

const bill =
  'Item,Description,Qty,Unit,Rate,Amount\n1,Concrete slab 6 in thick,10,CY,200.00,2000.00\n2,Brick wall,50,SF,20.00,1000.00\n';

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A page that says nothing without its password. */
async function encryptedPdf(): Promise<Buffer> {
  const document = new PDFDocument({ userPassword: 'secret' } as never);
  document.end();
  return bytesOf(document as unknown as AsyncIterable<unknown>);
}

/** A workbook of 400 kB that unpacks to 400 MB. */
function zipBomb(): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('<Types/>'), '[Content_Types].xml');
  zip.addBuffer(Buffer.alloc(400 * 2 ** 20), 'xl/worksheets/sheet1.xml');
  zip.addBuffer(Buffer.from('<workbook/>'), 'xl/workbook.xml');
  zip.end();
  return bytesOf(zip.outputStream as unknown as AsyncIterable<unknown>);
}

const damaged = readFileSync(new URL('../../sample/damaged-addendum.xlsx', import.meta.url));

test.each<[string, string, () => Buffer | Promise<Buffer>]>([
  ['DOCUMENT_EMPTY', 'empty.xlsx', () => Buffer.alloc(0)],
  ['DOCUMENT_CORRUPT', 'truncated.xlsx', () => damaged],
  ['DOCUMENT_ENCRYPTED', 'locked.pdf', encryptedPdf],
  [
    'DOCUMENT_MISLABELLED',
    'page.xls',
    () => Buffer.from('<!doctype html><html><body><p>not a workbook</p></body></html>'),
  ],
  ['DOCUMENT_TOO_LARGE', 'bomb.xlsx', zipBomb],
])(
  '%s: %s is left out by decision, the bill beside it is priced, and the server goes on',
  async (code, name, make) => {
    await using server = await startServer({ roster });
    const first = await server.upload('bill.csv', Buffer.from(bill));
    const sessionId = first.session!.id;
    expect((await server.upload(name, await make(), sessionId)).__typename).toBe('DocumentUploaded');
    const { data } = await server.post<Started>(startMutation, {
      input: { sessionId, instructions: 'full estimate' },
    });
    expect(data?.startWorkflow.__typename).toBe('WorkflowStarted');
    const client = clientFor(() => server.url, 0);
    const seen = await followAnswering(() => server.url, client, { sessionId });
    await client.dispose();
    const recoveries = seen.filter((one) => one.__typename === 'ErrorRecovery');
    expect(recoveries.map((one) => [one.errorCode, one.recoveryStrategy])).toEqual([
      [code, 'analyzing_options'],
      [code, 'skip_file'],
    ]);
    expect(seen.at(-1)?.status).toBe('SUCCEEDED');
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  },
);

test('nothing but unreadable files: the workflow fails with a reason, and another can be started in the session', async () => {
  await using server = await startServer({ roster });
  const { session } = await server.upload('empty.csv', Buffer.alloc(0));
  const run = async () => {
    const { data } = await server.post<Started>(startMutation, {
      input: { sessionId: session?.id, instructions: 'full estimate' },
    });
    const client = clientFor(() => server.url, 0);
    const seen = await followAnswering(() => server.url, client, {
      sessionId: session!.id,
      after: data!.startWorkflow.cursor,
    });
    await client.dispose();
    return seen.at(-1)?.status;
  };
  expect(await run()).toBe('FAILED');
  await server.upload('bill.csv', Buffer.from(bill), session!.id);
  expect(await run()).toBe('SUCCEEDED');
});
