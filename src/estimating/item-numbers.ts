// Item numbers: gaps in the numbering of a bill, such as 2.3 followed by 2.5.
//
//   N1. Only runs that count by one are judged; bills that count by ten or start anew in each section are in order.

/** More than this many missing in a row is a new series rather than a gap. */
const widestGap = 5;

interface Numbered {
  at: number;
  prefix: string;
  last: number;
  width: number;
}

/** Missing item numbers, and the index of the item after which they are missing. */
export function numberGaps(items: readonly (string | null)[]): { missing: string[]; after: number }[] {
  const numbered = items.flatMap((item, at) => parse(item, at));
  const prefixes = new Set(items.map((item) => (item ?? '').trim()));
  const steps = numbered.flatMap((current, index) => {
    const before = numbered[index - 1];
    return before?.prefix === current.prefix && current.last > before.last
      ? [current.last - before.last]
      : [];
  });
  const single = steps.filter((step) => step === 1).length;
  if (steps.length === 0 || single * 10 < steps.length * 6) return [];

  return numbered.flatMap((current, index) => {
    const before = numbered[index - 1];
    if (before === undefined || before.prefix !== current.prefix) return [];
    const step = current.last - before.last;
    if (step <= 1 || step > widestGap + 1) return [];
    const missing = Array.from({ length: step - 1 }, (_, offset) => {
      const digits = String(before.last + 1 + offset).padStart(current.width, '0');
      return `${current.prefix}${digits}`;
    }).filter((number) => !isHeading(number, prefixes));
    return missing.length === 0 ? [] : [{ missing, after: before.at }];
  });
}

/** A number whose own sub-items are there is a heading and not missing. */
function isHeading(number: string, items: Set<string>): boolean {
  for (const item of items) {
    if (item !== number && item.startsWith(number) && /^[.\-/ ]?[\p{L}\d(]/u.test(item.slice(number.length)))
      return true;
  }
  return items.has(number);
}

function parse(item: string | null, at: number): Numbered[] {
  const found = /^(.*?)(\d{1,4})[.)]?$/.exec((item ?? '').trim());
  if (found === null) return [];
  const [, prefix = '', digits = ''] = found;
  return [{ at, prefix, last: Number(digits), width: digits.startsWith('0') ? digits.length : 1 }];
}
