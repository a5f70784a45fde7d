// Sample: the project that ships with the server, ready to be read like any other documents.

import { readFile } from 'node:fs/promises';

const folder = new URL('../../sample/', import.meta.url);

/** In the order a person would hand them over; the last one is damaged on purpose. */
const names = [
  'bill-of-quantities.xlsx',
  'bill-of-quantities-rev-a.csv',
  'specification.docx',
  'door-schedule.pdf',
  'workshop.ifc',
  'damaged-addendum.xlsx',
] as const;

/** The files of the sample project; the same names, bytes and order at every call. */
export async function sampleDocuments(): Promise<{ name: string; bytes: Uint8Array }[]> {
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(new URL(name, folder)) })));
}
