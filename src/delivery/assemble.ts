// Assemble: the code that makes an object of given keys out of a source.
//
// Generated, for V8 then gives the object one shape at once and reads each property in place; a loop over keys and readers costs
// twice as much, and more where a thousand sessions take turns (bench/). Keys, and names on a path, are written as JSON strings; all else
// is handed over by reference, so nothing that somebody sent is ever code.

/** Where a value is found: by these names, one within the other, or by a function of the source. */
export type From = readonly string[] | ((source: never) => unknown);

export interface Part {
  key: string;
  from: From;
  /** What is told of the value. */
  read: (value: never) => unknown;
}

/**
 * In the order of the parts. No key may be `__proto__`. Null where Node was told to generate no code
 * (`--disallow-code-generation-from-strings`).
 */
export function assemble(parts: readonly Part[]): ((source: never) => object) | null {
  const handed: unknown[] = [];
  const nameOf = (value: unknown) => {
    const at = handed.indexOf(value);
    return `h${at < 0 ? handed.push(value) - 1 : at}`;
  };
  const values = parts.map(({ key, from, read }) => {
    const found =
      typeof from === 'function'
        ? `${nameOf(from)}(source)`
        : `source${from.map((name) => `[${JSON.stringify(name)}]`).join('')}`;
    return `${JSON.stringify(key)}: ${nameOf(read)}(${found})`;
  });
  const names = handed.map((_, at) => `h${at}`);
  try {
    const make = new Function(...names, `return (source) => ({ ${values.join(', ')} });`);
    return make(...handed) as (source: never) => object;
  } catch (error) {
    if (error instanceof EvalError) return null;
    throw error;
  }
}
