import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { FaultCode } from '../../src/base/fault.ts';
import { type ReadOptions, readDocument } from '../../src/documents/read.ts';
import { openReaders } from '../../src/documents/readers.ts';
import { createSlots } from '../../src/documents/slots.ts';
import { compound, file, model, pdf, pdfBomb, sheetJs, text, word, workbook, zip } from './files.ts';

const signal = new AbortController().signal;
const bill = {
  Bill: [
    ['Item', 'Description', 'Qty', 'Unit'],
    ['1', 'Excavate', 12, 'm3'],
  ],
};
const megabyte = 1024 * 1024;

async function refused(name: string, bytes: Uint8Array, code: FaultCode, options: Partial<ReadOptions> = {}) {
  const outcome = await readDocument(file(name, bytes), { signal, ...options }).catch(
    (error: unknown) => error,
  );
  expect(outcome, name).toMatchObject({ name: 'Fault', code });
}

/** Processes that this one started to parse documents. */
function children(): number[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = / (\d+) /.exec(
          readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) \S/, ''),
        )?.[1];
        return (
          Number(parent) === process.pid &&
          readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('documents/child.ts')
        );
      } catch {
        return false;
      }
    });
}

describe('refusing documents', () => {
  it('refuses files without content', async () => {
    await refused('empty.xlsx', new Uint8Array(), 'DOCUMENT_EMPTY');
    await refused('blank.csv', text(' \n\n '), 'DOCUMENT_EMPTY');
    await refused('blank.xlsx', await workbook({ Sheet: [[null]] }), 'DOCUMENT_EMPTY');
  });

  it('refuses files that were cut off', async () => {
    const cut = (bytes: Uint8Array, share = 0.6) => bytes.subarray(0, Math.floor(bytes.length * share));
    await refused('bill.xlsx', cut(await workbook(bill)), 'DOCUMENT_CORRUPT');
    await refused('text.docx', cut(await word([{ text: 'Hello' }])), 'DOCUMENT_CORRUPT');
    await refused('text.pdf', cut(await pdf((page) => page.text('Hello', 40, 40))), 'DOCUMENT_CORRUPT');
    await refused(
      'model.ifc',
      cut(model(["IFCWALL('0000000000000000000010',$,'W',$,$,$,$,$,$)"]), 0.9),
      'DOCUMENT_CORRUPT',
    );
  });

  it('refuses a workbook in which a byte was changed', async () => {
    const bytes = Buffer.from(await workbook(bill));
    const place = bytes.indexOf('xl/worksheets/sheet1.xml') + 60;
    bytes[place] = (bytes[place] ?? 0) ^ 255;
    await refused('bill.xlsx', bytes, 'DOCUMENT_CORRUPT');
  });

  it('refuses what is protected by a password', async () => {
    const secret = await pdf((page) => page.text('Hello', 40, 40), { userPassword: 'a', ownerPassword: 'b' });
    await refused('secret.pdf', secret, 'DOCUMENT_ENCRYPTED');
    const streams = { EncryptedPackage: randomBytes(5_000), EncryptionInfo: randomBytes(200) };
    await refused('secret.xlsx', compound(streams), 'DOCUMENT_ENCRYPTED');
  });

  it('refuses what is not what its name says', async () => {
    await refused(
      'bill.xls',
      text('<html><body><table><tr><td>Item</td></tr></table></body></html>'),
      'DOCUMENT_MISLABELLED',
    );
    await refused(
      'bill.xlsx',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'DOCUMENT_MISLABELLED',
    );
    await refused('bill.xlsx', text('Dear Sir,\nplease find our offer below.\n'), 'DOCUMENT_MISLABELLED');
  });

  it('refuses kinds that it cannot read, under their own name', async () => {
    await refused('page.html', text('<html><body>Hello</body></html>'), 'DOCUMENT_UNSUPPORTED');
    await refused(
      'photo.png',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'DOCUMENT_UNSUPPORTED',
    );
    await refused('files.zip', zip({ a: text('a') }), 'DOCUMENT_UNSUPPORTED');
    await refused('letter.doc', compound({ WordDocument: text('x') }), 'DOCUMENT_UNSUPPORTED');
  });

  it('refuses a file with more lines than agents can go through in the server, and says how many they are', async () => {
    const lines = Array.from({ length: 40 }, (_, n) => `${n + 1},Concrete wall ${n + 1},10,m3,5,50`);
    const csv = text(['Item,Description,Qty,Unit,Rate,Amount', ...lines].join('\n'));
    await refused('bill.csv', csv, 'DOCUMENT_TOO_LARGE', { limits: { lines: 39 } });
    const read = await readDocument(file('bill.csv', csv), {
      signal: AbortSignal.timeout(20_000),
      limits: { lines: 40 },
    });
    expect(read.tables[0]?.lines).toHaveLength(40);
  });

  it('refuses a file over the size limit, and a workbook that unpacks to more than the limit', async () => {
    await refused('bill.xlsx', await workbook(bill), 'DOCUMENT_TOO_LARGE', { limits: { fileBytes: 1_000 } });
    const bomb = zip({
      'xl/workbook.xml': text('<workbook/>'),
      'xl/worksheets/sheet1.xml': Buffer.alloc(20 * megabyte),
    });
    await refused('bomb.xlsx', bomb, 'DOCUMENT_TOO_LARGE');
  });

  it('refuses random bytes under any name, and never with anything but a fault', async () => {
    const names = fc.constantFrom('a.xlsx', 'a.xls', 'a.pdf', 'a.docx', 'a.ifc', 'a.ods', 'a.bin');
    const heads = fc.constantFrom(
      '',
      '%PDF-1.7\n',
      'PK\x03\x04',
      'ISO-10303-21;\n',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    );
    await fc.assert(
      fc.asyncProperty(
        names,
        heads,
        fc.uint8Array({ minLength: 64, maxLength: 2_000 }),
        async (name, head, tail) => {
          const bytes = Buffer.concat([text(head, 'latin1'), tail, Buffer.from([0])]);
          const outcome = await readDocument(file(name, bytes), { signal }).catch((error: unknown) => error);
          expect(outcome).toMatchObject({ code: expect.stringMatching(/^DOCUMENT_/) });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('refuses damaged compound files and damaged PDFs in the process that reads them', async () => {
    const xls = Buffer.from(sheetJs(bill, 'biff8'));
    await refused(
      'bill.xls',
      Buffer.concat([xls.subarray(0, 512), Buffer.alloc(256, 7), xls.subarray(1_024, 2_048)]),
      'DOCUMENT_CORRUPT',
    );
    await refused(
      'a.pdf',
      Buffer.concat([text('%PDF-1.7\n'), randomBytes(500), text('\nstartxref\n7\n%%EOF')]),
      'DOCUMENT_CORRUPT',
    );
  });
});

describe('reading under a wrong name', () => {
  it('reads a readable file by its content and says so', async () => {
    const document = await readDocument(file('bill.csv', await workbook(bill)), { signal });
    expect(document.kind).toBe('xlsx');
    expect(document.tables[0]?.lines).toHaveLength(1);
    expect(document.notes[0]).toMatch(/name says \.csv.*XLSX/);
  });
});

describe('the process that reads', () => {
  it('is killed when it takes too much memory', async () => {
    const bomb = pdfBomb(400 * megabyte);
    expect(bomb.byteLength).toBeLessThan(megabyte);
    await refused('bomb.pdf', bomb, 'DOCUMENT_MEMORY', { limits: { memoryBytes: 300 * megabyte } });
    await vi.waitFor(() => expect(children()).toEqual([]));
  });

  it('is killed at its deadline', async () => {
    await refused('bill.xlsx', await workbook(bill), 'DOCUMENT_TIMEOUT', { limits: { deadlineMs: 5 } });
    await vi.waitFor(() => expect(children()).toEqual([]));
  });

  it.runIf(existsSync('/proc/self/stat'))('is killed at once by an abort', async () => {
    const stop = new AbortController();
    const reading = readDocument(file('bomb.pdf', pdfBomb(400 * megabyte)), { signal: stop.signal });
    await vi.waitFor(() => expect(children()).toHaveLength(1));
    stop.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    await vi.waitFor(() => expect(children()).toEqual([]), { timeout: 500 });
  });

  it.runIf(existsSync('/proc/self/stat'))('gives a fault when it dies of something else', async () => {
    const reading = readDocument(file('bomb.pdf', pdfBomb(400 * megabyte)), { signal });
    const outcome = reading.catch((error: unknown) => error);
    const [child] = await vi.waitFor(() => {
      const found = children();
      expect(found).toHaveLength(1);
      return found;
    });
    process.kill(child ?? 0, 'SIGSEGV');
    expect(await outcome).toMatchObject({ name: 'Fault', code: 'DOCUMENT_CORRUPT' });
  });

  it('waits for its turn, and stops waiting at an abort', async () => {
    const slots = createSlots(1);
    const held = await slots.take(signal);
    const stop = new AbortController();
    const bytes = await workbook(bill);
    using readers = openReaders(slots);
    const waiting = readDocument(file('a.xlsx', bytes), { signal: stop.signal, readers });
    const patient = readDocument(file('b.xlsx', bytes), { signal, readers });
    stop.abort(new Error('no more'));
    await expect(waiting).rejects.toThrow('no more');
    held[Symbol.dispose]();
    await expect(patient).resolves.toMatchObject({ name: 'b.xlsx' });
  });

  it('gives the same document for the same bytes', async () => {
    const bytes = await workbook(bill);
    const [first, second] = await Promise.all(
      [1, 2].map(() => readDocument(file('a.xlsx', bytes), { signal })),
    );
    expect(first).toEqual(second);
  });
});

describe.runIf(existsSync('/proc/self/stat'))('the processes of one piece of work', () => {
  it('read one file after another, and are gone when the work is done', async () => {
    const bytes = await workbook(bill);
    {
      using readers = openReaders();
      await readDocument(file('a.xlsx', bytes), { signal, readers });
      const first = children();
      expect(first).toHaveLength(1);
      const again = await readDocument(file('b.xlsx', bytes), { signal, readers });
      expect(again).toMatchObject({ name: 'b.xlsx', tables: [{ lines: [{ quantity: '12' }] }] });
      expect(children()).toEqual(first);
    }
    await vi.waitFor(() => expect(children()).toEqual([]));
  });

  it('get no other file after one that could not be read, or when they have grown', async () => {
    const bytes = await workbook(bill);
    using readers = openReaders();
    const corrupt = Buffer.concat([text('%PDF-1.7\n'), randomBytes(500), text('\nstartxref\n7\n%%EOF')]);
    await refused('a.pdf', corrupt, 'DOCUMENT_CORRUPT', { readers });
    await vi.waitFor(() => expect(children()).toEqual([]));
    // A process with a parser loaded holds more than half of this.
    const limits = { memoryBytes: 160 * megabyte };
    await readDocument(file('b.xlsx', bytes), { signal, readers, limits });
    await vi.waitFor(() => expect(children()).toEqual([]));
  });

  it('are a few over the whole server, whatever is asked of them', async () => {
    const bytes = await workbook(bill);
    const most = { seen: 0 };
    const watch = setInterval(() => {
      most.seen = Math.max(most.seen, children().length);
    }, 5);
    try {
      const reads = Array.from({ length: 10 }, (_, n) => readDocument(file(`${n}.xlsx`, bytes), { signal }));
      await Promise.all(reads);
    } finally {
      clearInterval(watch);
    }
    expect(most.seen).toBeGreaterThanOrEqual(1);
    // One that was told to go may still be seen beside its successor.
    expect(most.seen).toBeLessThanOrEqual(2 * Math.min(4, Math.max(2, availableParallelism())));
  });

  it('may read the program and nothing else of the machine', async () => {
    using readers = openReaders();
    await readDocument(file('a.xlsx', await workbook(bill)), { signal, readers });
    const [child] = children();
    const command = readFileSync(`/proc/${child}/cmdline`, 'latin1').split('\0');
    expect(command).toContain('--permission');
    const folders = command.flatMap((word) => /^--allow-fs-read=(.*)$/.exec(word)?.[1] ?? []);
    expect(folders.length).toBeGreaterThan(0);
    const program = new URL('../../', import.meta.url).pathname;
    for (const folder of folders)
      expect(`${folder}/`.startsWith(program) || /node_modules$/.test(folder)).toBe(true);
    expect(command.filter((word) => /^--allow-(fs-write|child-process)/.test(word))).toEqual([]);
    expect(readFileSync(`/proc/${child}/environ`, 'latin1').replace(/NODE_CHANNEL_\w+=\w+\0?/g, '')).toBe('');
  });
});
