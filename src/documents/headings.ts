// Headings: the sections of a bill while its rows go by.
//
//   S1. A numbered or named heading («Section B», «2», «2.1») ranks by its number; what lies below it comes to the
//       front of the descriptions, so that a section and its total speak of the same lines.
//   S2. Headings without a number stand side by side: the nearest one holds.

export interface Heading {
  text: string;
  /** 0 for «Section B» and the like, the parts of the number otherwise; null without one. */
  depth: number | null;
  number: string | null;
  /** How many lines had been read when it began. */
  from: number;
}

const named = /^(section|bill|part|division|schedule|element|chapter|volume|trade|lot|package)\b/i;
const bare =
  /^(section|bill|part|division|schedule|element|chapter|volume|trade|lot|package)\b\W{0,9}(no\b\W{0,9})?[a-z0-9.]{0,6}\W{0,9}$/i;
const leadingNumber = /^(\d+(?:\.\d+)*|[A-Z]|[IVX]+)[.):]?\s+\S/;
const longestHeading = 120;
const longestPrefix = 80;

export interface Sections {
  /** The heading that lines stand under now. */
  current(): Heading | null;
  /** The named heading around the current one, such as a bill of several sections. */
  around(): Heading | null;
  /** What goes before the descriptions, with «: » at its end; empty for none. */
  prefix(): string;
  inner(): Heading | null;
  begin(text: string, item: string | null, lineCount: number): void;
}

/** Keeps the headings of one table; call `begin` for each as it comes. */
export function createSections(): Sections {
  let around: Heading | null = null;
  let outer: Heading | null = null;
  let inner: Heading | null = null;
  return {
    current: () => outer,
    around: () => around,
    inner: () => inner,
    prefix: () =>
      inner === null || inner.text.length > longestPrefix
        ? ''
        : `${inner.text.replace(/(?<![\s:.–-])[\s:.–-]+$/, '')}: `,
    begin(text, item, lineCount) {
      const heading = headingOf(text, item, lineCount);
      if (outer !== null && outer.from === lineCount && bare.test(outer.text) && !named.test(text)) {
        outer = { ...outer, text: `${outer.text.replace(/(?<![\s:–-])[\s:–-]+$/, '')}: ${text}` };
        inner = null;
        return;
      }
      if (liesBelow(heading, outer)) {
        inner = heading;
        return;
      }
      if (heading.depth === 0) around = heading;
      outer = heading;
      inner = null;
    },
  };
}

/** True for «Section B: Concrete» and the like. */
export function isNamedHeading(text: string): boolean {
  return named.test(text) && text.length <= longestHeading;
}

/** True when the letters are capitals, as headings are often set. */
export function isCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return letters.length >= 3 && letters === letters.toUpperCase();
}

/** True when words alone may be a heading, by their length and shape. */
export function mayBeHeading(text: string): boolean {
  return text.length <= longestHeading && !/[.;,]$/.test(text) && /\p{L}{2}/u.test(text);
}

function headingOf(text: string, item: string | null, from: number): Heading {
  const whole = item === null || beginsWith(text, item) ? text : `${item} ${text}`;
  if (named.test(whole)) return { text: whole, depth: 0, number: null, from };
  const number = (item ?? leadingNumber.exec(text)?.[1] ?? null)?.replace(/(?<![.):])[.):]+$/, '') ?? null;
  return { text: whole, depth: number === null ? null : number.split('.').length, number, from };
}

/** «B Block works» begins with its item «B», «Block works» does not. */
function beginsWith(text: string, item: string): boolean {
  return text.startsWith(item) && !/^[\p{L}\p{N}]/u.test(text.slice(item.length));
}

function liesBelow(heading: Heading, outer: Heading | null): boolean {
  if (outer === null || outer.depth === null) return false;
  if (heading.depth === null) return !isCapitals(heading.text);
  if (heading.number === null || outer.number === null) return false;
  return heading.number.startsWith(`${outer.number}.`);
}
