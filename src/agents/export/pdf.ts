// PDF: the estimate as an estimator hands it to a client.

import Big from 'big.js';
import type { Source } from '../../documents/document.ts';
import { toDecimal } from '../../estimating/decimal.ts';
import type { EstimateLine } from '../../estimating/estimate.ts';
import { showMoney, toMinor } from '../../estimating/money.ts';
import { tradeName } from '../../estimating/trades.ts';
import { noElement } from '../../estimating/uniformat.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { ExportMaterial } from './material.ts';
import { type Column, PdfPage, type Row } from './pdf-page.ts';
import { References } from './pdf-references.ts';
import { nearPlace } from './place.ts';

/** The lines are those of the workbook, by trade, and by the headings of the documents within a trade. */
export async function estimatePdf(material: ExportMaterial): Promise<Uint8Array> {
  const page = new PdfPage(`${material.project}: construction cost estimate`, material.preparedAt);
  const references = new References(material);
  summary(page, material, figuresOf(material.estimate));
  lines(page, material, references);
  notes(page, material, references);
  return page.finish(
    `${material.project} · ${material.preparedAt.slice(0, 10)} · ${material.estimate.currency}`,
  );
}

function summary(page: PdfPage, material: ExportMaterial, figures: Figures): void {
  const { estimate, project, preparedAt, issues } = material;
  const unpriced = estimate.lines.filter(({ amount }) => amount === null).length;
  page.heading(project, 1);
  page.paragraph('Construction cost estimate', { soft: true, size: 12 });
  page.gap(10);
  page.paragraph(moneyOf(estimate.likely, material), { bold: true, size: 22 });
  page.paragraph(`likely; from ${moneyOf(estimate.low, material)} to ${moneyOf(estimate.high, material)}`, {
    soft: true,
    size: 11,
  });
  page.gap(8);
  page.table(
    [
      { title: 'Prepared', width: 0.2 },
      { title: 'Accuracy', width: 0.2 },
      { title: 'Price level', width: 0.3 },
      { title: 'Lines', width: 0.15, align: 'right' },
      { title: 'Open issues', width: 0.15, align: 'right' },
    ],
    [
      {
        cells: [
          dayOf(preparedAt),
          `AACE class ${estimate.class}`,
          estimate.region ?? 'National average',
          String(estimate.lines.length),
          String(issues.length),
        ],
      },
    ],
    9,
  );
  page.paragraph(rangeInWords(material, unpriced === 0), { soft: true, size: 8.5 });
  if (unpriced > 0)
    page.paragraph(
      `${unpriced} of ${estimate.lines.length} lines ${unpriced === 1 ? 'has no price and counts' : 'have no price and count'} nothing.`,
      { bold: true },
    );

  page.heading('By trade', 2);
  const { currency } = estimate;
  const money = (amount: Big) => grouped(amount.toFixed(), material.digits);
  const level = (name: string, sums: Figures['net'], style: Row['style'] = 'plain'): Row => ({
    style,
    cells: [name, '', money(sums.low), money(sums.likely), money(sums.high), ''],
  });
  const net = figures.net.likely;
  page.table(
    [
      { title: 'Trade', width: 0.34 },
      { title: 'Lines', width: 0.08, align: 'right' },
      { title: `Low, ${currency}`, width: 0.16, align: 'right' },
      { title: `Likely, ${currency}`, width: 0.17, align: 'right' },
      { title: `High, ${currency}`, width: 0.16, align: 'right' },
      { title: 'Share', width: 0.09, align: 'right' },
    ],
    [
      ...estimate.byTrade.map(({ name }, index): Row => {
        const { lineCount, sums } = figures.byTrade[index]!;
        const share = net.eq(0) ? '' : `${sums.likely.div(net).times(100).toFixed(1)} %`;
        return {
          cells: [name, String(lineCount), money(sums.low), money(sums.likely), money(sums.high), share],
        };
      }),
      level('Before mark-ups', figures.net, 'bold'),
      ...estimate.markups.map(({ name, percent }, index) =>
        level(`${name}, ${percent} %`, figures.markups[index]!),
      ),
      level('Total', figures.totals, 'bold'),
    ],
    8.5,
  );
  elementTable(page, material, figures);
}

/** The same lines by what they build. */
function elementTable(page: PdfPage, { estimate, digits }: ExportMaterial, figures: Figures): void {
  const { byElement = [], currency } = estimate;
  if (byElement.length === 0) return;
  const net = figures.net.likely;
  page.heading('By building element', 2);
  page.paragraph('The same lines by the elements of UNIFORMAT II, before mark-ups.', { soft: true, size: 8 });
  page.table(
    [
      { title: '', width: 0.07 },
      { title: 'Element', width: 0.27 },
      { title: 'Lines', width: 0.08, align: 'right' },
      { title: `Low, ${currency}`, width: 0.16, align: 'right' },
      { title: `Likely, ${currency}`, width: 0.17, align: 'right' },
      { title: `High, ${currency}`, width: 0.16, align: 'right' },
      { title: 'Share', width: 0.09, align: 'right' },
    ],
    byElement.map(({ code, name }, index) => {
      const { lineCount, sums } = figures.byElement[index]!;
      const money = (amount: Big) => grouped(amount.toFixed(), digits);
      const share = net.eq(0) ? '' : `${sums.likely.div(net).times(100).toFixed(1)} %`;
      return {
        cells: [
          code === noElement ? '' : code,
          name,
          String(lineCount),
          ...[sums.low, sums.likely, sums.high].map(money),
          share,
        ],
      };
    }),
    8.5,
  );
}

/** What the figures at the top mean, for somebody who knows no estimating. */
function rangeInWords({ estimate }: ExportMaterial, isWhole: boolean): string {
  const { currency, class: ofFive } = estimate;
  return [
    `All amounts are in ${currency}.`,
    `The likely sum is that of ${isWhole ? 'all' : 'the priced'} lines and of the mark-ups named below;`,
    'the low and the high one are the same at the low and the high price of every line.',
    `The class says how far an estimate is worked out, from 5 (a concept) to 1 (definitive); this one is of class ${ofFive}.`,
  ].join(' ');
}

/** `2026-03-02T…` → `2 March 2026`. */
function dayOf(timestamp: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(timestamp));
}

function lines(page: PdfPage, material: ExportMaterial, references: References): void {
  const { currency, lines: all } = material.estimate;
  const columns: Column[] = [
    { title: 'Item', width: 0.08 },
    { title: 'Description', width: 0.39 },
    { title: 'Quantity', width: 0.1, align: 'right' },
    { title: 'Unit', width: 0.07 },
    { title: `Rate, ${currency}`, width: 0.11, align: 'right' },
    { title: `Amount, ${currency}`, width: 0.13, align: 'right' },
    { title: 'From', width: 0.12 },
  ];
  page.heading('Lines', 2);
  page.paragraph(
    '«From» names the document and the cell, or the page and row, that a line was read from, and by P the source of its price where the document gives none; both are listed at the end.',
    { soft: true, size: 8 },
  );
  page.table(
    columns,
    [...Map.groupBy(all, (line) => line.trade)].flatMap(([trade, own]): Row[] => [
      { style: 'group', cells: ['', tradeName(trade)] },
      ...bySection(own).flatMap(({ section, lines: inside }): Row[] => [
        ...(section === null ? [] : [{ style: 'section' as const, cells: ['', section] }]),
        ...inside.map((line) => lineRow(line, material.digits, references)),
      ]),
      subtotalRow(trade, own, material.digits),
    ]),
    7.5,
  );
}

/** The lines of a trade under the headings of the documents, in the order they come; no heading where all have the same. */
function bySection(
  own: readonly EstimateLine[],
): { section: string | null; lines: readonly EstimateLine[] }[] {
  const groups = [...Map.groupBy(own, ({ section }) => section ?? null)];
  if (groups.length < 2) return [{ section: null, lines: own }];
  // Lines without a heading do not seem to stand under the one before.
  groups.sort(([a], [b]) => Number(a !== null) - Number(b !== null));
  return groups.map(([section, lines]) => ({ section, lines }));
}

function subtotalRow(trade: string, lines: readonly EstimateLine[], digits: number): Row {
  const sum = lines.reduce((total, { amount }) => total.plus(toDecimal(amount) ?? 0), new Big(0));
  return {
    style: 'bold',
    cells: ['', `Total ${tradeName(trade)}`, '', '', '', grouped(sum.toFixed(), digits)],
  };
}

function lineRow(line: EstimateLine, digits: number, references: References): Row {
  return {
    cells: [
      line.item,
      line.description,
      grouped(line.quantity),
      powersIn(line.unit),
      line.unitPrice === null ? '' : grouped(line.unitPrice, digits),
      line.amount === null ? 'no price' : grouped(line.amount, digits),
      references.of(line),
    ],
  };
}

function notes(page: PdfPage, material: ExportMaterial, references: References): void {
  const { estimate, scope, issues, skipped, documents } = material;
  const listed = (title: string, texts: readonly string[]) => {
    if (texts.length === 0) return;
    page.heading(title, 2);
    for (const text of texts) page.point(text, 8.5);
  };
  listed('Assumptions', estimate.assumptions);
  listed(
    'Included',
    (scope?.inclusions ?? []).map(({ text }) => text),
  );
  listed(
    'Not included',
    (scope?.exclusions ?? []).map(({ text }) => text),
  );
  listed('To be settled', [
    ...(scope?.qualifications ?? []).map(({ text }) => text),
    ...(scope?.missing ?? []).map(({ description, because }) => `${description} (${because})`),
  ]);
  if (issues.length > 0) {
    page.heading('Issues', 2);
    page.table(
      [
        { title: 'Severity', width: 0.1 },
        { title: 'What', width: 0.62 },
        { title: 'Where', width: 0.28 },
      ],
      issues.map(({ severity, message, source }) => ({
        cells: [severity, message, source === null ? '' : placeOf(source)],
      })),
    );
  }
  page.heading('Documents', 2);
  page.table(
    [
      { title: '', width: 0.07 },
      { title: 'Name', width: 0.38 },
      { title: 'Kind', width: 0.12 },
      { title: 'SHA-256', width: 0.43 },
    ],
    [
      ...documents.map(
        ({ id, name, kind, sha256 }): Row => ({
          cells: [references.ofDocument(id), name, kind, sha256],
        }),
      ),
      ...skipped.map(({ name, message }): Row => ({ cells: ['', name, 'not read', message] })),
    ],
    7,
  );
  if (references.prices.length > 0) {
    page.heading('Price sources', 2);
    const titles: Column[] = [
      { title: '', width: 0.07 },
      { title: 'Source', width: 0.93 },
    ];
    page.table(
      titles,
      references.prices.map((source, index) => ({ cells: [`P${index + 1}`, source] })),
      7,
    );
  }
}

function placeOf(source: Source): string {
  const parts = [source.documentName, source.sheet, nearPlace(source)];
  return parts.filter((part) => part !== null).join(', ');
}

/** `yd2` → `yd²`. */
function powersIn(unit: string): string {
  return unit.replace(
    /^(mm|cm|m|km|in|ft|yd|mi)([23])$/,
    (_, length, power) => length + (power === '2' ? '²' : '³'),
  );
}

/** With its currency. */
function moneyOf(amount: string, { estimate: { currency } }: ExportMaterial): string {
  return showMoney(toMinor(new Big(amount), currency), currency);
}

/** `2560` → `2,560`, with at least so many digits after the point and no digit lost. */
function grouped(decimal: string, digits = 0): string {
  const value = toDecimal(decimal);
  if (value === null) return decimal;
  const [whole, part = ''] = value.toFixed().split('.');
  const fraction = part.padEnd(digits, '0');
  const thousands = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === '' ? thousands : `${thousands}.${fraction}`;
}
