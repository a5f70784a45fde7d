// STEP file: entities of an IFC4 model as text, numbered in the order they are added.
//
// Source: ISO 10303-21 (clear text encoding), ISO 16739-1 (IFC4).

import { createHash } from 'node:crypto';

/** Reference to an entity, such as `#12`. */
export type Ref = `#${number}`;

/** Strings are quoted, numbers become reals; what is written otherwise is wrapped by `raw` or an enumeration. */
export type Argument = string | number | null | Ref[] | Raw;

/** Written as it stands: a reference, an enumeration (`.AREA.`), `*` or a typed value. */
export interface Raw {
  raw: string;
}

export const raw = (text: string): Raw => ({ raw: text });

const globalIdDigits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$';

/** The 22 characters of an IFC GlobalId, the same for the same words. */
export function globalId(words: string): string {
  const digest = createHash('sha256').update(words).digest('hex').slice(0, 32);
  let rest = BigInt(`0x${digest}`);
  let id = '';
  for (let place = 0; place < 22; place += 1) {
    id = globalIdDigits[Number(rest % 64n)] + id;
    rest /= 64n;
  }
  return id;
}

export class StepFile {
  readonly #lines: string[] = [];

  add(type: string, ...values: Argument[]): Ref {
    const ref: Ref = `#${this.#lines.length + 1}`;
    this.#lines.push(`${ref}=${type}(${values.map(encode).join(',')});`);
    return ref;
  }

  /** The whole file. `date` is RFC 3339. */
  text(fileName: string, description: string, author: string, date: string): string {
    const time = date.slice(0, 19);
    return [
      'ISO-10303-21;',
      'HEADER;',
      `FILE_DESCRIPTION((${quote(description)}),'2;1');`,
      `FILE_NAME(${quote(fileName)},'${time}',(${quote(author)}),(${quote(author)}),'','','');`,
      "FILE_SCHEMA(('IFC4'));",
      'ENDSEC;',
      'DATA;',
      ...this.#lines,
      'ENDSEC;',
      'END-ISO-10303-21;',
      '',
    ].join('\n');
  }
}

function encode(value: Argument): string {
  if (value === null) return '$';
  if (typeof value === 'number') return real(value);
  if (typeof value === 'string') return value.startsWith('#') ? value : quote(value);
  if (Array.isArray(value)) return `(${value.join(',')})`;
  return value.raw;
}

/** A real always has a point: `64.`, `0.666667`. */
export function real(value: number): string {
  const text = String(Number(value.toFixed(6)));
  return text.includes('.') ? text : `${text}.`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
