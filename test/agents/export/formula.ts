// Formula: works out the formulas of an exported workbook from its cells, without looking at stored results.
//
// It knows what the exports use: + - * / =, ROUND, IF, SUM, SUMIF, COUNTIF, SUMPRODUCT, EXACT, and ranges.

import type { CellObject, WorkBook } from '@e965/xlsx';

type Scalar = number | string | boolean | null;
type Value = Scalar | Scalar[];

/** The value of a formula that stands in a sheet. */
export function evaluate(workbook: WorkBook, sheet: string, expression: string): Value {
  return new Evaluation(workbook, sheet, expression).whole();
}

const tokens =
  /\s*(?:(\d+(?:\.\d+)?)|"([^"]*)"|([A-Z]+)(?=\()|(?:(\w+)!)?(\$?[A-Z]+\$?\d+)(?::(\$?[A-Z]+\$?\d+))?|([-+*/=(),]))/gy;

type Token =
  | { kind: 'value'; value: Value }
  | { kind: 'name'; name: string }
  | { kind: 'sign'; sign: string };

class Evaluation {
  readonly #workbook: WorkBook;
  readonly #tokens: Token[] = [];
  /** Cells that were worked out already, since many count on the same ones. */
  readonly #known: Map<string, Scalar>;
  #next = 0;

  constructor(workbook: WorkBook, sheet: string, expression: string, known = new Map<string, Scalar>()) {
    this.#workbook = workbook;
    this.#known = known;
    let read = 0;
    for (const match of expression.matchAll(tokens)) {
      read += match[0].length;
      const [, digits, words, name, other, first, last, sign] = match;
      if (sign !== undefined) this.#tokens.push({ kind: 'sign', sign });
      else if (name !== undefined) this.#tokens.push({ kind: 'name', name });
      else if (digits !== undefined) this.#tokens.push({ kind: 'value', value: Number(digits) });
      else if (words !== undefined) this.#tokens.push({ kind: 'value', value: words });
      else this.#tokens.push({ kind: 'value', value: this.#cells(other ?? sheet, first!, last ?? null) });
    }
    if (read !== expression.length) throw new Error(`Cannot read ${expression} from position ${read}.`);
  }

  whole(): Value {
    const value = this.#comparison();
    if (this.#next < this.#tokens.length) throw new Error('There is more than one expression.');
    return value;
  }

  #cells(sheet: string, first: string, last: string | null): Value {
    const [column, row] = split(first);
    if (last === null) return this.#cell(sheet, column, row);
    const [lastColumn, lastRow] = split(last);
    if (column !== lastColumn) throw new Error('Only ranges of one column are known.');
    return Array.from({ length: lastRow - row + 1 }, (_, index) => this.#cell(sheet, column, row + index));
  }

  #cell(sheet: string, column: string, row: number): Scalar {
    const cell: CellObject | undefined = this.#workbook.Sheets[sheet]![`${column}${row}`];
    if (cell === undefined) return null;
    if (cell.f === undefined) return cell.v as Scalar;
    const name = `${sheet}!${column}${row}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const value = new Evaluation(this.#workbook, sheet, cell.f, this.#known).whole() as Scalar;
    this.#known.set(name, value);
    return value;
  }

  #comparison(): Value {
    const left = this.#sum();
    return this.#take('=') ? left === this.#sum() : left;
  }

  #sum(): Value {
    let value = this.#product();
    for (;;) {
      if (this.#take('+')) value = each(value, this.#product(), (a, b) => a + b);
      else if (this.#take('-')) value = each(value, this.#product(), (a, b) => a - b);
      else return value;
    }
  }

  #product(): Value {
    let value = this.#operand();
    for (;;) {
      if (this.#take('*')) value = each(value, this.#operand(), (a, b) => a * b);
      else if (this.#take('/')) value = each(value, this.#operand(), (a, b) => a / b);
      else return value;
    }
  }

  #operand(): Value {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    if (token?.kind === 'value') return token.value;
    if (token?.kind === 'name') return call(token.name, this.#parameters());
    if (token?.kind !== 'sign' || token.sign !== '(') throw new Error('An operand is missing.');
    const value = this.#comparison();
    this.#require(')');
    return value;
  }

  #parameters(): Value[] {
    this.#require('(');
    const parameters = [this.#comparison()];
    while (this.#take(',')) parameters.push(this.#comparison());
    this.#require(')');
    return parameters;
  }

  #take(sign: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'sign' || token.sign !== sign) return false;
    this.#next += 1;
    return true;
  }

  #require(sign: string): void {
    if (!this.#take(sign)) throw new Error(`A ${sign} is missing.`);
  }
}

function call(name: string, parameters: Value[]): Value {
  const [first = null, second = null, third = null] = parameters;
  switch (name) {
    case 'SUM':
      return parameters.flatMap(list).reduce<number>((sum, value) => sum + amount(value), 0);
    case 'ROUND':
      return round(amount(first), amount(second));
    case 'IF':
      return first === true ? second : third;
    case 'EXACT':
      return list(first).map((value) => value === second);
    case 'COUNTIF':
      return list(first).filter((value) => meets(value, second)).length;
    case 'SUMIF':
      return list(first).reduce<number>(
        (sum, value, index) => (meets(value, second) ? sum + amount(list(third)[index]!) : sum),
        0,
      );
    case 'SUMPRODUCT':
      return list(first).reduce<number>(
        (sum, value, index) => sum + amount(value) * (second === null ? 1 : amount(list(second)[index]!)),
        0,
      );
    default:
      throw new Error(`${name} is not known.`);
  }
}

/** As spreadsheets compare: no difference between capitals, numbers in text are numbers, signs are conditions. */
function meets(value: Scalar, criterion: Value): boolean {
  const wanted = String(criterion);
  if (/^[<>=]|[*?~]/.test(wanted)) throw new Error(`«${wanted}» would be read as a condition.`);
  if (value === null) return false;
  const same = Number.isNaN(Number(wanted)) ? false : Number(value) === Number(wanted);
  return same || String(value).toLowerCase() === wanted.toLowerCase();
}

/** Half away from zero, on the 15 digits that spreadsheets keep. */
function round(value: number, digits: number): number {
  const shifted = Number((Math.abs(value) * 10 ** digits).toPrecision(15));
  return (Math.sign(value) * Math.floor(shifted + 0.5)) / 10 ** digits;
}

function each(left: Value, right: Value, operation: (a: number, b: number) => number): Value {
  if (!Array.isArray(left) && !Array.isArray(right)) return operation(amount(left), amount(right));
  const length = Math.max(list(left).length, list(right).length);
  const at = (value: Value, index: number) => amount(Array.isArray(value) ? value[index]! : value);
  return Array.from({ length }, (_, index) => operation(at(left, index), at(right, index)));
}

function list(value: Value): Scalar[] {
  return Array.isArray(value) ? value : [value];
}

/** Text counts as nothing in sums. */
function amount(value: Value): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' ? value : 0;
}

function split(address: string): [column: string, row: number] {
  const [, column, row] = /^([A-Z]+)(\d+)$/.exec(address.replaceAll('$', ''))!;
  return [column!, Number(row)];
}
