// Summary sheet: the estimate by trade, its mark-ups in order and its total, all as formulas over the lines.

import Big from 'big.js';
import { toDecimal } from '../../estimating/decimal.ts';
import { type Figures, figuresOf, type Level, levels, type PerLevel } from './figures.ts';
import { lineColumns, lineRange } from './lines-sheet.ts';
import type { ExportMaterial } from './material.ts';
import {
  bold,
  type Cell,
  formula,
  headerRow,
  number,
  numberFormat,
  plainNumber,
  type Sheet,
  text,
} from './sheet.ts';

type Content = ExportMaterial & { figures: Figures };

const numericTitles = ['Lines', 'Low', 'Likely', 'High', 'Share'];
const columnOf = { low: 'D', likely: 'E', high: 'F' } as const;

export function summarySheet(material: ExportMaterial): Sheet {
  const content = { ...material, figures: figuresOf(material.estimate) };
  const { figures } = content;
  const { byTrade, markups } = content.estimate;
  const head = headRows(content);
  // Rows as a spreadsheet counts them, from 1.
  const firstTradeRow = head.length + 1;
  const netRow = firstTradeRow + byTrade.length;
  const totalRow = netRow + markups.length + 1;
  const trades = byTrade.map((_, index) => tradeRow(content, index, firstTradeRow + index, netRow));
  const net = levelsRow(content, 'Net', figures.net, (level) => `SUM(${amountsOf(content, level)})`, bold);
  const sum = (level: Level) => `SUM(${columnOf[level]}${netRow}:${columnOf[level]}${totalRow - 1})`;
  const rows = [
    ...head,
    ...trades,
    net,
    ...markups.map((_, index) => markupRow(content, index, netRow)),
    levelsRow(content, 'Total', figures.totals, sum, bold),
    [],
    approvedRow(content),
    differenceRow(content, totalRow),
  ];
  const firstElementRow = rows.length + 3;
  const elements = (content.estimate.byElement ?? []).map((_, index) =>
    elementRow(content, index, firstElementRow + index, netRow),
  );
  if (elements.length > 0)
    rows.push([], headerRow(['Element', 'UNIFORMAT II', ...numericTitles], numericTitles), ...elements);
  return { name: 'Summary', widths: [18, 34, 10, 16, 16, 16, 9], sticky: 0, rows };
}

function headRows(content: Content): Cell[][] {
  const { estimate } = content;
  return [
    [text(content.project, { ...bold, fontSize: 16 })],
    [text('Construction cost estimate')],
    [],
    [text('Prepared'), text(content.preparedAt.slice(0, 10))],
    [text('Currency'), text(estimate.currency)],
    [text('Accuracy'), text(`AACE class ${estimate.class}`)],
    [text('Price level'), text(estimate.region ?? 'National average')],
    [text('Open issues'), number(String(content.issues.length), '0', { align: 'left' })],
    [],
    headerRow(['Trade', 'Name', ...numericTitles], numericTitles),
  ];
}

function tradeRow(content: Content, index: number, row: number, netRow: number): Cell[] {
  const { trade, name } = content.estimate.byTrade[index]!;
  const { lineCount, sums } = content.figures.byTrade[index]!;
  const net = content.figures.net.likely;
  const codes = lineRange(content, lineColumns.trade);
  const plain = isPlainCode(content, trade);
  const count = plain ? `COUNTIF(${codes},A${row})` : `SUMPRODUCT(EXACT(${codes},A${row})*1)`;
  return [
    text(trade),
    text(name),
    formula(count, new Big(lineCount), '0'),
    ...levels.map((level) => {
      const amounts = amountsOf(content, level);
      const sum = plain
        ? `SUMIF(${codes},A${row},${amounts})`
        : `SUMPRODUCT(EXACT(${codes},A${row})*1,${amounts})`;
      return formula(sum, sums[level], numberFormat(content.digits));
    }),
    formula(`IF(E$${netRow}=0,0,E${row}/E$${netRow})`, net.eq(0) ? net : sums.likely.div(net), '0.0%'),
  ];
}

/** Its codes are letters with digits behind them, which COUNTIF and SUMIF read as they are. */
function elementRow(content: Content, index: number, row: number, netRow: number): Cell[] {
  const { code, name } = content.estimate.byElement![index]!;
  const { lineCount, sums } = content.figures.byElement[index]!;
  const net = content.figures.net.likely;
  const codes = lineRange(content, lineColumns.element);
  return [
    text(code),
    text(name),
    formula(`COUNTIF(${codes},A${row})`, new Big(lineCount), '0'),
    ...levels.map((level) =>
      formula(
        `SUMIF(${codes},A${row},${amountsOf(content, level)})`,
        sums[level],
        numberFormat(content.digits),
      ),
    ),
    formula(`IF(E$${netRow}=0,0,E${row}/E$${netRow})`, net.eq(0) ? net : sums.likely.div(net), '0.0%'),
  ];
}

/** COUNTIF and SUMIF read `03` as a number, `<5` and `a*` as conditions, and see no difference between `A` and `a`. */
function isPlainCode(content: Content, code: string): boolean {
  if (!/^[a-z_]+$/i.test(code) || /^(true|false)$/i.test(code)) return false;
  const lower = code.toLowerCase();
  return content.estimate.byTrade.filter(({ trade }) => trade.toLowerCase() === lower).length === 1;
}

function markupRow(content: Content, index: number, netRow: number): Cell[] {
  const { figures, digits } = content;
  const { name, percent } = content.estimate.markups[index]!;
  const row = netRow + 1 + index;
  return [
    null,
    text(name),
    plainNumber(new Big(percent).div(100).toNumber(), '0.00%'),
    ...levels.map((level) => {
      const expression = `ROUND((${baseOf(content, index, level, netRow)})*$C${row},${digits})`;
      return formula(expression, figures.markups[index]![level], numberFormat(digits));
    }),
  ];
}

/** The net sum and the mark-ups before, without the lines that the mark-up does not apply to. */
function baseOf(content: Content, index: number, level: Level, netRow: number): string {
  const column = columnOf[level];
  const bases = lineRange(content, lineColumns.basis);
  const leftOut = (content.estimate.markups[index]!.leavesOut ?? []).map(
    (basis) => `-SUMIF(${bases},"${basis}",${amountsOf(content, level)})`,
  );
  return `SUM(${column}$${netRow}:${column}${netRow + index})${leftOut.join('')}`;
}

function approvedRow(content: Content): Cell[] {
  const money = numberFormat(content.digits);
  return [null, text('As approved'), null, ...levels.map((level) => number(content.estimate[level], money))];
}

/** Not zero when somebody changed the lines, or when they never came to the approved total. */
function differenceRow(content: Content, totalRow: number): Cell[] {
  const { estimate, figures } = content;
  const differences = {
    low: figures.totals.low.minus(toDecimal(estimate.low) ?? 0),
    likely: figures.totals.likely.minus(toDecimal(estimate.likely) ?? 0),
    high: figures.totals.high.minus(toDecimal(estimate.high) ?? 0),
  };
  const approved = totalRow + 2;
  return levelsRow(content, 'Difference', differences, (level) => {
    const column = columnOf[level];
    return `ROUND(${column}${totalRow}-${column}${approved},${content.digits})`;
  });
}

function levelsRow(
  content: Content,
  name: string,
  results: PerLevel<Big>,
  expression: (level: Level) => string,
  style: typeof bold | Record<string, never> = {},
): Cell[] {
  const money = numberFormat(content.digits);
  return [
    null,
    text(name, style),
    null,
    ...levels.map((level) => formula(expression(level), results[level], money, style)),
  ];
}

function amountsOf(content: Content, level: Level): string {
  return lineRange(content, lineColumns[level]);
}
