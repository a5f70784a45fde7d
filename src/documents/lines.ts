// Lines: the rows of a table as items and declared totals, with wrapped descriptions put together.
//
//   L1. Every row with figures becomes one line or one total, never both.
//   L2. Words without figures are a heading, the rest of the line above, the beginning of the one below,
//       or a clause that several lines share.
//   L3. Totals are not lines, whatever they are called.

import type { Tally } from './arithmetic.ts';
import type { DeclaredTotal, TableLine } from './document.ts';
import { figuresIn, type PlaceColumns, pricesIn } from './figure-places.ts';
import { cellName, type Grid, type GridRow, sourceOf } from './grid.ts';
import { createSections, isCapitals, isNamedHeading, mayBeHeading } from './headings.ts';
import type { RowValues } from './row-values.ts';
import { isAmountInWords, isPageTotal, movesForward } from './total-words.ts';
import { createTotals } from './totals.ts';
import { isCut, isFull, wrapWidth } from './wrapping.ts';

export interface TableBody {
  lines: TableLine[];
  totals: DeclaredTotal[];
  /** Words that belong to no line, such as notes under the table. */
  notes: GridRow[];
  sums: Tally;
}

/** Words waiting for the figures of their line. */
interface Open {
  values: RowValues;
  text: string;
}

const longestShortHeading = 60;
const longestClause = 400;

export interface BodyOptions {
  /** Goes before the line numbers to name the lines. */
  tableId: string;
  /** How far the cells can be trusted, 0–1. */
  sure: number;
  /** Whether there is a column of prices. */
  priced: boolean;
  /** The columns whose cells are named as the places of words and figures. */
  places: PlaceColumns;
}

/** Reads the rows below one header. */
export function readLines(grid: Grid, rows: readonly RowValues[], options: BodyOptions): TableBody {
  const { tableId, sure, priced } = options;
  const lines: TableLine[] = [];
  const notes: GridRow[] = [];
  const sections = createSections();
  const totals = createTotals(grid, lines, sections, priced);
  const measured = rows.some(({ dimensions }) => dimensions !== null);
  const width = wrapWidth(rows);
  const lastFigures = rows.findLastIndex(({ sort }) => sort === 'line' || sort === 'total');
  let open: Open | null = null;
  let clause: Open | null = null;
  /** True while the row before was a line or its continuation. */
  let afterLine = false;
  /** The words of the row before. */
  let above = '';

  const emit = (values: RowValues, first: RowValues, text: string, prefix: string) => {
    if (text === '' && values.item === null && first.item === null) return;
    lines.push(
      lineOf(
        grid,
        values,
        first,
        prefix + text,
        sections.current()?.text ?? null,
        tableId,
        lines.length,
        sure,
        options.places,
      ),
    );
    afterLine = true;
  };
  const closeOpen = () => {
    if (open === null) return;
    const { values, text } = open;
    open = null;
    // Numbered words without figures are an item that is still to be priced.
    if (values.item !== null && text !== '') emit(values, values, text, prefixOf(null));
    else notes.push(values.row);
    afterLine = false;
  };
  const prefixOf = (item: string | null) => {
    if (clause !== null && item !== null && !isBelow(item, clause.values.item)) clause = null;
    return (
      sections.prefix() +
      (clause === null ? '' : `${clause.text.replace(/(?<![\s:–-])[\s:–-]+$/, '').slice(0, longestClause)}: `)
    );
  };
  const heading = (values: RowValues) => {
    closeOpen();
    clause = null;
    sections.begin(values.text, values.item, lines.length);
    afterLine = false;
  };

  rows.forEach((values, index) => {
    const { sort } = values;
    if (sort === 'ordinals' || sort === 'empty') return;
    read(values, index);
    above = values.text;
  });
  closeOpen();
  return { lines, totals: totals.found, notes, sums: totals.tally };

  function read(values: RowValues, index: number): void {
    const { sort, text, item } = values;
    if (sort === 'total') {
      if (endsPage(values)) {
        totals.add(values);
        return;
      }
      closeOpen();
      clause = null;
      totals.add(values);
      afterLine = false;
      return;
    }
    if (sort === 'line') {
      takeLine(values, index);
      return;
    }
    if (index > lastFigures && (item === null || isNote(values, rows[lastFigures] ?? null))) {
      const last = lines.at(-1);
      if (afterLine && last !== undefined && carriesOn(values, last))
        last.description = `${last.description} ${text}`;
      else {
        closeOpen();
        notes.push(values.row);
        afterLine = false;
      }
      return;
    }
    takeWords(values, index);
  }

  function takeLine(values: RowValues, index: number): void {
    const begun: Open | null = open;
    if (begun !== null && values.item === null) {
      const several = measured || itemlessRun(rows, index) >= 2;
      const shared = several && begun.values.item !== null && values.text !== '' && !startsLow(values.text);
      if (!shared) {
        open = null;
        emit(values, begun.values, joinText(begun.text, values.text), prefixOf(begun.values.item));
        return;
      }
      clause = begun;
      open = null;
    } else if (begun !== null) {
      if (isBelow(values.item ?? '', begun.values.item)) {
        clause = begun;
        open = null;
      } else closeOpen();
    }
    const last = lines.at(-1);
    if (values.text === '' && values.item === null) {
      // Figures alone: the amount of the line above when it has none, else a sum without a name.
      if (
        last !== undefined &&
        afterLine &&
        last.amount === null &&
        last.quantity === null &&
        values.quantity !== null
      ) {
        Object.assign(last, {
          quantity: values.quantity,
          unit: last.unit ?? values.unit,
          rate: values.rate,
          amount: values.amount,
          figures: figuresIn(grid, values, null, options.places),
        });
      } else if (values.quantity === null && values.rate === null) totals.addUnnamed(values);
      return;
    }
    if (!totals.collect(values)) emit(values, values, values.text, prefixOf(values.item));
  }

  function takeWords(values: RowValues, index: number): void {
    const { text, item } = values;
    if (text === '' || isAmountInWords(text) || isPageWords(text)) return;
    const next = nextFilled(rows, index);
    if (item === null) {
      if (open !== null && !(values.apart && mayBeHeading(text) && isCapitals(text))) {
        open.text = joinText(open.text, text);
        return;
      }
      const last = lines.at(-1);
      const cut = isFull(above, text, width) && !isCapitals(text) && !isNamedHeading(text);
      if (afterLine && last !== undefined && !values.apart && (cut || carriesOn(values, last))) {
        last.description = joinText(last.description, text);
        return;
      }
      const begins =
        next !== null &&
        next.sort !== 'total' &&
        next.item === null &&
        (startsLow(next.text) || next.row.joins === true || isCut(text) || isFull(text, next.text, width));
      if (begins && !isNamedHeading(text) && !(isCapitals(text) && !startsLow(next.text)))
        open = { values, text };
      else if (mayBeHeading(text)) heading(values);
      else note(values);
      return;
    }
    if (isNumberedHeading(values, next)) {
      heading(values);
      return;
    }
    closeOpen();
    open = { values, text };
  }

  function note(values: RowValues): void {
    closeOpen();
    notes.push(values.row);
    afterLine = false;
  }
}

/** A numbered sentence behind the last figures is a remark on the table rather than an item to be priced. */
function isNote(values: RowValues, last: RowValues | null): boolean {
  return last?.sort === 'total' || (values.apart && /[.:]$/.test(values.text));
}

/** A number and a few words over further numbers: «2 | Earthwork» over «2.1», or «B | CONCRETE». */
function isNumberedHeading(values: RowValues, next: RowValues | null): boolean {
  const { text, item } = values;
  if (isNamedHeading(text) || isNamedHeading(`${item} ${text}`)) return true;
  if (!mayBeHeading(text) || next === null) return false;
  if (isCapitals(text)) return next.item !== null || next.sort === 'text';
  if (values.bold && next.item !== null && text.length <= longestShortHeading && !next.bold) return true;
  const below = next.item?.startsWith(`${(item ?? '').replace(/(?<![.)])[.)]+$/, '')}.`) === true;
  return below && text.length <= longestShortHeading;
}

/** Words of the page rather than of the table. */
function isPageWords(text: string): boolean {
  return /^\W*(continued|cont['’]?d|(page|sheet)\W{0,9}\d{1,9}(\W{0,9}(of|\/)\W{0,9}\d{1,9})?)\W*$/i.test(
    text,
  );
}

/** True when the words are the rest of the description above. */
function carriesOn(values: RowValues, line: TableLine): boolean {
  const { text } = values;
  if (values.row.joins === false) return false;
  if (startsLow(text)) return true;
  if (isCut(line.description)) return true;
  // A size or a dash at the beginning goes on with a sentence.
  if (/^([–×&+-]\s|x \d|\d+(\.\d+)?(-\d+(\.\d+)?)? ?(mm|cm|m|kg|in|ft|mpa|psi|g|kva|kw|v|a)\b)/i.test(text))
    return true;
  return values.row.joins === true && !values.bold && !isCapitals(text) && !isNamedHeading(text);
}

function startsLow(text: string): boolean {
  return /^[(\s"'“«]*\p{Ll}/u.test(text) && !/^[a-z][.)]\s/.test(text);
}

/** True for an item number of another kind or of a deeper level: «a» or «2.1» below «2». */
function isBelow(item: string, above: string | null): boolean {
  if (above === null) return true;
  const upper = above.replace(/(?<![.)])[.)]+$/, '');
  if (
    item.startsWith(`${upper}.`) ||
    (item.startsWith(upper) && item.length > upper.length && /^\W|^[a-z]/i.test(item.slice(upper.length)))
  )
    return true;
  return shapeOf(item) !== shapeOf(above) && shapeOf(item) !== 'number';
}

function shapeOf(item: string): string {
  if (/^\d+[.)]?$/.test(item)) return 'number';
  if (/^\d+(\.\d+)+/.test(item)) return `number${item.split('.').length}`;
  if (/^\(?[ivx]+[.)]*$/.test(item)) return 'roman';
  if (/^\(?[a-z][.)]*$/.test(item)) return 'letter';
  return /^\(?[A-Z][.)]*$/.test(item) ? 'capital' : 'other';
}

/** How many rows with figures and without an item number follow, this one included, before the next number. */
function itemlessRun(rows: readonly RowValues[], from: number): number {
  let run = 0;
  for (let index = from; index < rows.length && run < 3; index += 1) {
    const row = rows[index];
    if (row === undefined || row.item !== null || row.sort === 'total') break;
    if (row.sort === 'line' && row.text !== '') run += 1;
    else if (row.sort === 'text' && !startsLow(row.text)) break;
  }
  return run;
}

function nextFilled(rows: readonly RowValues[], from: number): RowValues | null {
  for (let index = from + 1; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined || row.sort === 'empty' || row.sort === 'ordinals' || endsPage(row)) continue;
    return row;
  }
  return null;
}

/** A sum where a page ends or begins interrupts what stands around it and ends nothing. */
function endsPage({ sort, total, text }: RowValues): boolean {
  return sort === 'total' && (isPageTotal(text) || (total === 'forward' && movesForward(text)));
}

function joinText(a: string, b: string): string {
  if (a === '' || b === '') return a + b;
  return /\p{Ll}-$/u.test(a) && /^\p{Ll}/u.test(b) ? a.slice(0, -1) + b : `${a} ${b}`;
}

function lineOf(
  grid: Grid,
  values: RowValues,
  first: RowValues,
  description: string,
  section: string | null,
  tableId: string,
  position: number,
  sure: number,
  places: PlaceColumns,
): TableLine {
  const cell = cellName(grid, first.row, places.words) ?? undefined;
  const line: TableLine = {
    id: `${tableId}-${position + 1}`,
    item: first.item ?? values.item,
    code: first.code ?? values.code,
    description,
    section,
    quantity: values.quantity,
    unit: values.unit,
    rate: values.rate,
    amount: values.amount,
    dimensions: values.dimensions,
    remark: values.remark ?? first.remark,
    source: { ...sourceOf(grid, first.row, cell), method: grid.method, confidence: sure },
  };
  const figures = figuresIn(grid, values, first.row, places);
  if (figures !== undefined) line.figures = figures;
  if (values.prices.length > 0) line.prices = pricesIn(grid, values, places);
  return line;
}
