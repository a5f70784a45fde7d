// Words: values as people read them.

const language = 'en';
const wholePercent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat(language, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(language, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const bytes = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** `route_planning` → «Route planning»; a take-off is spelled as the server spells it. */
export function inWords(term: string): string {
  const words = term
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/\btakeoff\b/g, 'take-off');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Of a share from 0 to 1. */
export const percent = (share: number) => wholePercent.format(share);

/** With its thousands apart. */
export const countOf = (count: number) => count.toLocaleString(language);

export const timeOf = (iso: string) => clock.format(new Date(iso));
export const dayOf = (iso: string) => day.format(new Date(iso));

export interface Money {
  amount: string;
  currency: string;
}

const currencies = new Map<string, Intl.NumberFormat>();

/** Whole units unless it is less than a hundred; parts of a cent as far as they tell something. The exact figure is in
 * what the server sent. */
export function moneyOf({ amount, currency }: Money, digits?: number): string {
  const value = Number(amount);
  const size = Math.abs(value);
  const isTiny = size !== 0 && size < 0.01 && digits === undefined;
  const fraction = digits ?? (size !== 0 && size < 100 ? 2 : 0);
  const key = `${currency} ${isTiny ? 'tiny' : fraction}`;
  let format = currencies.get(key);
  if (format === undefined) {
    const options = isTiny
      ? { maximumSignificantDigits: 2 }
      : { minimumFractionDigits: fraction, maximumFractionDigits: fraction };
    // A currency that Intl does not know is written as it came.
    format = /^[A-Z]{3}$/.test(currency)
      ? new Intl.NumberFormat(language, { style: 'currency', currency, ...options })
      : new Intl.NumberFormat(language, options);
    currencies.set(key, format);
  }
  return format.format(value);
}

export function sizeOf(count: number): string {
  if (count < 1000) return `${count} B`;
  return count < 1_000_000 ? `${bytes.format(count / 1000)} kB` : `${bytes.format(count / 1_000_000)} MB`;
}

/** Of milliseconds: «0:42», «12:05», «1:02:03». */
export function spanOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
