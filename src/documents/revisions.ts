// Revisions: which of several versions of a document is the latest, as their names and first words tell it.
//
//   R1. Letters are compared with letters and numbers with numbers; where that does not work, nothing is known.

import type { ReadDocument } from './document.ts';

const inName = /(?:^|[^a-z])(?:revision|rev|version|ver|v)[ ._-]*(\d{1,3}|[a-z])(?![a-z0-9])/i;
/** Capitals only: «a revision a week» is no revision. */
const inText =
  /\b(?:[Rr]evision|REVISION|[Rr]ev|REV|[Vv]ersion|VERSION)\b[ .:#-]*(?:[Nn]o\.? *)?(\d{1,3}|[A-Z])\b/;
/** A document says what it is at its beginning; further down it speaks of others. */
const firstTexts = 5;

/** The revision that a document says it is, such as B or 3; null when it says none. */
export function revisionOf({ name, tables, texts }: ReadDocument): string | null {
  const stem = name.replace(/\.[^.]*$/, '');
  const found = [
    inName.exec(stem),
    ...[
      ...tables.slice(0, 1).map(({ title }) => title ?? ''),
      ...texts.slice(0, firstTexts).map(({ text }) => text),
    ].map((text) => inText.exec(text)),
  ].find((match) => match !== null);
  return found?.[1]?.toUpperCase() ?? null;
}

/** The documents of the latest revision among them; null unless each tells one and all can be compared. */
export function latestOf(documents: readonly ReadDocument[]): ReadDocument[] | null {
  const revisions = documents.map(revisionOf);
  const known = revisions.filter((revision) => revision !== null);
  const numbers = known.filter((revision) => /^\d+$/.test(revision));
  if (known.length < documents.length || (numbers.length > 0 && numbers.length < known.length)) return null;
  const rank = (revision: string | null) =>
    numbers.length > 0 ? Number(revision) : (revision ?? '').charCodeAt(0);
  const latest = Math.max(...revisions.map(rank));
  return documents.filter((_, index) => rank(revisions[index] ?? null) === latest);
}
