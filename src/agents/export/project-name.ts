// Project name: what a job is called, as its own documents title themselves.

import type { ReadDocument } from '../../documents/document.ts';

/** Words that say what a paper is, not what it is about. */
const paperWords =
  /\b(bills?|boq|quantit\w+|specs?|specifications?|schedules?|estimates?|tenders?|bids?|addend(um|a)|prices?|pricing|rates?|summary|abstract|costs?|sheet ?\d*|items?|takeoff|take-off|measurements?|proposals?|quotations?)\b/i;

/**
 * The first title that names more than a kind of paper: of bills, of other tables, then of files; «Project» when
 * there is none. At most 80 characters.
 */
export function projectNameOf(read: readonly ReadDocument[], files: readonly { name: string }[]): string {
  const tables = read.flatMap((document) => document.tables);
  const titles = [
    ...tables.filter((table) => table.kind === 'bill').map((table) => table.title),
    ...tables.filter((table) => table.kind !== 'bill').map((table) => table.title),
    ...files.map((file) => file.name.replace(/\.\w{1,5}$/, '').replaceAll(/[_-]+/g, ' ')),
  ];
  for (const title of titles) {
    const name = subjectOf(title ?? '');
    if (name !== null) return name;
  }
  return 'Project';
}

/** «Riverside Workshop – Bill of Quantities» is about «Riverside Workshop». */
function subjectOf(title: string): string | null {
  const parts = title.split(/\s[–—-]\s|[–—:|/\n]/).map((part) => part.replaceAll(/\s+/g, ' ').trim());
  const subject = parts.find((part) => /\p{L}{3}/u.test(part) && !paperWords.test(part));
  return subject === undefined ? null : subject.slice(0, 80).trim();
}

/** Lower-case letters, digits and hyphens, fit for a file name everywhere: `riverside-workshop`. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  return slug.slice(0, 60).replace(/-$/, '') || 'project';
}
