// Canonical text: equal for equal plain data, whatever the order of its keys.

/** JSON with sorted keys; null for what is not plain data. Different types give different texts: 1 is not "1". */
export function canonical(value: unknown): string | null {
  try {
    return print(value);
  } catch (error) {
    if (error === notPlain) return null;
    throw error;
  }
}

const notPlain = { canonical: 'not plain data' };

function print(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(print).join()}]`;
  const prototype = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined;
  if (prototype !== null && prototype !== Object.prototype) throw notPlain;
  const entries = Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${print(one)}`).join()}}`;
}
