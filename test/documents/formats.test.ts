import { describe, expect, it } from 'vitest';
import type { ReadDocument, Table } from '../../src/documents/document.ts';
import { readDocument } from '../../src/documents/read.ts';
import { openReaders } from '../../src/documents/readers.ts';
import { file, model, pdf, pdfRows, sheetJs, text, type Value, word, workbook } from './files.ts';

const signal = new AbortController().signal;
const read = (name: string, bytes: Uint8Array) => readDocument(file(name, bytes), { signal });
const rows: Value[][] = [
  ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'],
  ['1', 'Excavate trenches', 12.5, 'm3', 4, 50],
  ['2', 'Concrete in footings', 2, 'm3', 100.1, 200.2],
  [null, 'Total', null, null, null, 250.2],
];
const expected = [
  ['1', 'Excavate trenches', '12.5', 'm3', '4', '50'],
  ['2', 'Concrete in footings', '2', 'm3', '100.1', '200.2'],
];
const shown = ({ tables }: ReadDocument) =>
  tables.flatMap(({ lines }) =>
    lines.map(({ item, description, quantity, unit, rate, amount }) => [
      item,
      description,
      quantity,
      unit,
      rate,
      amount,
    ]),
  );

describe('reading workbooks', () => {
  it('reads the same bill from XLSX, XLSM, XLSB, XLS, ODS, CSV and TSV, and tells them under any name', async () => {
    const delimited = rows.map((row) => row.map((value) => value ?? '').join(',')).join('\n');
    const files: [string, Uint8Array][] = [
      ['bill.xlsx', await workbook({ Bill: rows })],
      ['bill.xlsb', sheetJs({ Bill: rows }, 'xlsb')],
      ['bill.xlsm', sheetJs({ Bill: rows }, 'xlsm')],
      ['bill.xls', sheetJs({ Bill: rows }, 'biff8')],
      ['bill.ods', sheetJs({ Bill: rows }, 'ods')],
      ['bill.csv', text(delimited)],
      ['bill.tsv', text(delimited.replaceAll(',', '\t'))],
    ];
    using readers = openReaders();
    const withName = (table: Table) =>
      JSON.parse(
        JSON.stringify(table).replaceAll(/"documentName":"[^"]*"/g, '"documentName":"file"'),
      ) as Table;
    for (const [name, bytes] of files) {
      const document = await readDocument(file(name, bytes), { signal, readers });
      expect(shown(document), name).toEqual(expected);
      expect(document.tables[0], name).toMatchObject({ kind: 'bill', arithmeticShare: 1 });
      expect(document.tables[0]?.lines[1]?.source.row, name).toBe(3);
      expect(document.notes, name).toEqual([]);
      const unnamed = await readDocument(file('file', bytes), { signal, readers });
      expect([unnamed.kind, unnamed.tables], name).toEqual([document.kind, document.tables.map(withName)]);
    }
  });

  it('reads all visible sheets, says which are hidden, and does not count a summary', async () => {
    const summary = [
      ['Item', 'Description', 'Amount'],
      ['1', 'Building', 250.2],
      [null, 'Total', 250.2],
    ];
    const bytes = sheetJs({ Summary: summary, Building: rows, Secret: rows }, 'xlsx', (book) => {
      book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 0 }, { Hidden: 1 }] };
    });
    const document = await read('bill.xlsx', bytes);
    expect(document.parts).toBe(3);
    expect(document.tables.map(({ sheet, kind }) => [sheet, kind])).toEqual([
      ['Summary', 'other'],
      ['Building', 'bill'],
    ]);
    expect(document.notes.join(' ')).toMatch(/Secret.*Summary/);
  });

  it('says when formulas have no stored result', async () => {
    const bytes = sheetJs({ Bill: rows }, 'xlsx', (book) => {
      const cell = book.Sheets.Bill?.F2;
      if (cell !== undefined) Object.assign(cell, { t: 'n', v: undefined, f: 'C2*E2' });
    });
    const document = await read('bill.xlsx', bytes);
    expect(document.tables[0]?.lines[0]?.amount).toBeNull();
    expect(document.notes.join(' ')).toMatch(/1 formulas without a stored result/);
  });

  it('reads delimited text with semicolons, decimal commas, quoted line breaks and one-byte accents', async () => {
    const content =
      'Pos.;Bezeichnung;Menge;Einheit;EP;GP\r\n1;"Aushub für\nGräben";1.234,50;m³;2,00;2.469,00\r\n';
    const document = await read('lv.csv', text(content, 'latin1'));
    expect(shown(document)).toEqual([['1', 'Aushub für Gräben', '1234.5', 'm³', '2', '2469']]);
  });

  it('reads delimited text with a byte order mark, in UTF-16 either way, and with old line ends', async () => {
    const content = rows.map((row) => row.map((value) => value ?? '').join('\t')).join('\r\n');
    const wide = Buffer.from(`\ufeff${content}`, 'utf16le');
    const turned = Buffer.from(wide).swap16();
    using readers = openReaders();
    for (const [bytes, note] of [
      [text(`\ufeff${content}`), ''],
      [wide, 'utf-16le'],
      [wide.subarray(2), 'utf-16le'],
      [turned, 'utf-16be'],
      [text(content.replaceAll('\r\n', '\r')), ''],
    ] as const) {
      for (const name of ['bill.tsv', 'bill.csv', 'file']) {
        const document = await readDocument(file(name, bytes), { signal, readers });
        expect(shown(document), `${name} ${note}`).toEqual(expected);
        expect(document.notes.join()).toMatch(note);
      }
    }
  });

  it('reads no character that cannot be seen', async () => {
    const hidden = rows.map((row) =>
      row.map((value) =>
        typeof value === 'string' ? `\u200b${value.replace('o', '\u2060o')}\u202e` : value,
      ),
    );
    using readers = openReaders();
    const delimited = hidden.map((row) => row.map((value) => value ?? '').join(';')).join('\n');
    const bold = hidden.map((row) => row.map((value) => String(value ?? '')));
    for (const [name, bytes] of [
      ['bill.xlsx', await workbook({ Bill: hidden })],
      ['bill.csv', text(delimited)],
      ['bill.docx', await word([{ table: bold }])],
    ] as const) {
      const document = await readDocument(file(name, bytes), { signal, readers });
      expect(shown(document), name).toEqual(expected);
    }
  });

  it('reports sheets as they are done', async () => {
    const seen: string[] = [];
    const bytes = await workbook({ One: rows, Two: rows });
    await readDocument(file('bill.xlsx', bytes), {
      signal,
      onProgress: ({ operation, done, total }) => seen.push(`${operation} ${done}/${total}`),
    });
    expect(seen).toEqual(['opening the workbook 0/null', 'read sheet «One» 1/2', 'read sheet «Two» 2/2']);
  });
});

describe('reading PDFs', () => {
  const lefts = [40, 80, 330, 380, 430, 490];
  const strings = rows.map((row) => row.map((value) => (value === null ? '' : String(value))));

  it('reads a bill with text drawn twice, page by page, under a header repeated on each page', async () => {
    const bytes = await pdf((page) => {
      pdfRows(page, lefts, strings.slice(0, 2), 80, 20);
      pdfRows(
        page,
        lefts.map((left) => left + 0.4),
        strings.slice(0, 2),
        80,
        20,
      );
      page.addPage();
      pdfRows(page, lefts, [strings[0] ?? [], ...strings.slice(2)], 80, 20);
    });
    const document = await read('bill.pdf', bytes);
    expect(shown(document)).toEqual(expected);
    expect(document.tables[0]?.lines.map(({ source }) => [source.page, source.row])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(document.tables[0]?.totals).toMatchObject([{ amount: '250.2', source: { page: 2, row: 3 } }]);
    expect(document.parts).toBe(2);
  });

  it('finds the columns under centred headings, with right-aligned figures on the last line of wrapped words', async () => {
    const columns = [
      ['Item', 40, 35, 'center'],
      ['Description', 80, 240, 'center'],
      ['Qty', 325, 45, 'right'],
      ['Unit', 375, 35, 'center'],
      ['Rate', 415, 60, 'right'],
      ['Amount', 480, 75, 'right'],
    ] as const;
    const long =
      'Supply and place reinforced concrete of class C25/30 in foundations, with vibrating and curing';
    const bytes = await pdf((page) => {
      page.fontSize(9);
      for (const [name, left, width, align] of columns) page.text(name, left, 60, { width, align });
      let top = 80;
      for (const [number, description] of [
        ['1', 'Excavate'],
        ['2', long],
        ['3', 'Backfill'],
      ] as const) {
        const height = page.heightOfString(description, { width: 240 });
        page.text(number, 40, top, { width: 35 });
        page.text(description, 80, top, { width: 240 });
        const last = top + height - page.currentLineHeight();
        const figures = ['10.00', 'm3', '7.50', '75.00'];
        for (const [index, [, left, width, align]] of columns.slice(2).entries()) {
          page.text(figures[index] ?? '', left, last, { width, align });
        }
        top += height + 8;
      }
    });
    const document = await read('bill.pdf', bytes);
    expect(shown(document)).toEqual([
      ['1', 'Excavate', '10', 'm3', '7.5', '75'],
      ['2', long, '10', 'm3', '7.5', '75'],
      ['3', 'Backfill', '10', 'm3', '7.5', '75'],
    ]);
  });

  it('takes the rows as they are ruled, with item numbers and figures in the middle of wrapped words', async () => {
    const bytes = await pdf((page) => {
      page.fontSize(9);
      const rule = (top: number) => page.moveTo(40, top).lineTo(560, top).lineWidth(0.5).stroke();
      pdfRows(page, lefts, [strings[0] ?? []], 62);
      [58, 76].map(rule);
      ['1', '2', '3'].forEach((number, index) => {
        const top = 80 + index * 40;
        for (const [line, words] of ['Supply and fixing of', 'Insulation to Ducts', 'of Class O'].entries()) {
          page.text(words, 80, top + line * 12, { lineBreak: false });
        }
        pdfRows(page, lefts, [[number, '', '10', 'm2', '5', '50']], top + 12);
        rule(top + 38);
      });
    });
    const document = await read('bill.pdf', bytes);
    expect(shown(document)).toEqual(
      ['1', '2', '3'].map((number) => [
        number,
        'Supply and fixing of Insulation to Ducts of Class O',
        '10',
        'm2',
        '5',
        '50',
      ]),
    );
  });

  it('puts running text together as paragraphs under their headings and leaves page numbers out', async () => {
    const paragraph =
      'The contractor shall provide all labour, plant and material for the whole of the works. '.repeat(3);
    const bytes = await pdf((page) => {
      for (let number = 1; number <= 3; number += 1) {
        if (number > 1) page.addPage();
        page.fontSize(8).text('Specification of works', 40, 20, { lineBreak: false });
        page.fontSize(16).text(`Part ${'ABC'[number - 1]}`, 40, 60);
        page.fontSize(10).text(paragraph, 40, 90, { width: 400 });
        page.fontSize(8).text(`Page ${number} of 3`, 40, 780, { lineBreak: false });
      }
    });
    const document = await read('specification.pdf', bytes);
    expect(document.tables).toEqual([]);
    expect(document.texts.map(({ text, heading, source }) => [text, heading, source.page])).toEqual(
      ['A', 'B', 'C'].flatMap((letter, index) => [
        [`Part ${letter}`, index === 0 ? null : `Part ${'ABC'[index - 1]}`, index + 1],
        [paragraph.trim(), `Part ${letter}`, index + 1],
      ]),
    );
  });

  it('says which pages hold no text', async () => {
    const document = await read('scan.pdf', await pdf((page) => page.text('Hello', 40, 40).addPage()));
    expect(document.notes.join()).toMatch(/Without text.*page 2/);
  });
});

describe('reading Word documents', () => {
  it('keeps headings, paragraphs and tables', async () => {
    const bytes = await word([
      { heading: 'Scope' },
      { text: 'Build a school.' },
      { bold: 'Exclusions' },
      { text: 'Fencing is by others.' },
      { table: rows.map((row) => row.map((value) => String(value ?? ''))) },
    ]);
    const document = await read('specification.docx', bytes);
    expect(
      document.texts.map(({ text, headingLevel, heading, source }) => [
        text,
        headingLevel,
        heading,
        source.row,
      ]),
    ).toEqual([
      ['Scope', 1, null, 1],
      ['Build a school.', null, 'Scope', 2],
      ['Exclusions', 3, 'Scope', 3],
      ['Fencing is by others.', null, 'Exclusions', 4],
    ]);
    expect(shown(document)).toEqual(expected);
    expect(document.tables[0]).toMatchObject({ sheet: 'Table 1', title: 'Exclusions' });
  });
});

describe('reading models', () => {
  const wall = (tag: string) =>
    `IFCWALL('${tag.padStart(22, '0')}',$,'Outer wall:${tag}',$,$,$,$,'${tag}',$)`;
  const relation = (guid: number, object: string, set: string) =>
    `IFCRELDEFINESBYPROPERTIES('${String(guid).padStart(22, '0')}',$,$,$,(${object}),${set})`;

  it('makes one line per type, measured where every element declares the quantity and counted otherwise', async () => {
    const bytes = model([
      wall('100001'),
      wall('100002'),
      "IFCQUANTITYAREA('NetSideArea',$,$,12.5,$)",
      "IFCQUANTITYLENGTH('Length',$,$,5000.,$)",
      "IFCELEMENTQUANTITY('0000000000000000000014',$,'Qto_WallBaseQuantities',$,$,(#12,#13))",
      relation(15, '#10,#11', '#14'),
      "IFCDOOR('0000000000000000000016',$,'Door, single',$,$,$,$,'D1',2100.,900.,.DOOR.,$,$)",
      "IFCDOOR('0000000000000000000017',$,'Door, single',$,$,$,$,'D1',2100.,900.,.DOOR.,$,$)",
      "IFCOPENINGELEMENT('0000000000000000000018',$,'Hole',$,$,$,$,$,.OPENING.)",
      "IFCSLAB('0000000000000000000019',$,'Slab',$,$,$,$,$,.FLOOR.)",
      "IFCSLAB('0000000000000000000020',$,'Slab',$,$,$,$,$,.FLOOR.)",
      "IFCQUANTITYVOLUME('NetVolume',$,$,3.,$)",
      "IFCELEMENTQUANTITY('0000000000000000000022',$,'Qto_SlabBaseQuantities',$,$,(#21))",
      relation(23, '#19', '#22'),
    ]);
    const document = await read('model.ifc', bytes);
    const [table] = document.tables;
    expect(table?.kind).toBe('schedule');
    expect(
      table?.lines.map(({ item, description, quantity, unit }) => [item, description, quantity, unit]),
    ).toEqual([
      [null, 'Outer wall', '25', 'm2'],
      ['D1', 'Door, single', '2', 'nr'],
      [null, 'Slab', '2', 'nr'],
    ]);
    expect(table?.lines[0]?.remark).toBe('IfcWall, 2 elements; NetSideArea 25 m2; Length 10000 mm');
    expect(table?.lines[2]?.remark).toBe(
      'IfcSlab, 2 elements; NetVolume 3 m3 (of 1); only counted, 2 without a shape',
    );
    expect(table?.lines[1]?.source).toMatchObject({ method: 'model', row: 19 });
    expect(table?.lines[1]?.source.quote).toMatch(/^#16=IFCDOOR/);
  });

  it('says when a model has no elements', async () => {
    const document = await read('model.ifc', model([]));
    expect(document.tables).toEqual([]);
    expect(document.notes).toEqual(['The model has no building elements.']);
  });
});
