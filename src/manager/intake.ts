// Intake: takes documents into a session. The same file twice is one document.

import { Fault } from '../base/fault.ts';
import { idFrom, sha256InSteps } from '../base/id.ts';
import { checkText } from '../base/sound.ts';
import { fetchAll } from '../documents/fetch/fetch-all.ts';
import type { FetchDocument } from '../documents/fetch/fetch-document.ts';
import { sampleDocuments } from '../documents/sample.ts';
import { sniffDocument } from '../documents/sniff.ts';
import type { Log, StoredDocument } from '../log/log.ts';

export interface Intake {
  /** The name to show. @throws INVALID_INPUT for a name that is none, DOCUMENT_TOO_LARGE */
  check(file: { name: string; byteSize: number }): string;
  /** @throws INVALID_INPUT for a name that is none, DOCUMENT_TOO_LARGE, NOT_FOUND for the session */
  add(sessionId: string, file: { name: string; bytes: Uint8Array }): Promise<StoredDocument>;
  /**
   * What is at these web addresses, for a session or a new one: all of it or nothing.
   * @throws ADDRESS_REFUSED, ADDRESS_UNREACHABLE, TOO_MANY_DOCUMENTS and others, with `detail.issues` for each address
   */
  fetch(sessionId: string | null, urls: readonly string[]): Promise<{ name: string; bytes: Uint8Array }[]>;
  /** The sample project that ships with the server. */
  addSample(sessionId: string): Promise<StoredDocument[]>;
}

const longestName = 255;

export interface IntakeOptions {
  /** Of one document. */
  maxBytes: number;
  /** Of one session. */
  maxDocuments: number;
  fetchDocument: FetchDocument;
}

/** Whether a document can be read is found out when it is read. */
export function createIntake(log: Log, { maxBytes, maxDocuments, fetchDocument }: IntakeOptions): Intake {
  /** @throws TOO_MANY_DOCUMENTS */
  function checkCount(count: number, path: string[]): void {
    if (count > maxDocuments)
      throw new Fault('TOO_MANY_DOCUMENTS', `A session has at most ${maxDocuments} documents.`, { path });
  }

  const intake: Intake = {
    check({ name, byteSize }) {
      const shown = cleanName(name);
      if (byteSize > maxBytes) {
        throw new Fault(
          'DOCUMENT_TOO_LARGE',
          `«${shown}» has ${byteSize} bytes, at most ${maxBytes} are taken.`,
          { path: ['file'] },
        );
      }
      return shown;
    },
    async add(sessionId, { name, bytes }) {
      const shown = intake.check({ name, byteSize: bytes.byteLength });
      if ((await log.head(sessionId)) === null)
        throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
      const { kind, mediaType } = await sniffDocument(bytes, shown);
      const hash = await sha256InSteps(bytes);
      const document: StoredDocument = {
        id: idFrom('document', sessionId, shown, hash),
        sessionId,
        name: shown,
        mediaType,
        kind,
        byteSize: bytes.byteLength,
        sha256: hash,
      };
      const others = await log.documents(sessionId);
      if (!others.some(({ id }) => id === document.id)) checkCount(others.length + 1, ['file']);
      await log.putBlob(bytes);
      await log.addDocument(document);
      return document;
    },
    async fetch(sessionId, urls) {
      if (urls.length === 0) return [];
      const others = sessionId === null ? [] : await log.documents(sessionId);
      checkCount(others.length + urls.length, ['urls']);
      return fetchAll(urls, async (url) => {
        const { name, bytes } = await fetchDocument(url);
        return { name: intake.check({ name, byteSize: bytes.byteLength }), bytes };
      });
    },
    async addSample(sessionId) {
      const stored: StoredDocument[] = [];
      for (const file of await sampleDocuments()) stored.push(await intake.add(sessionId, file));
      return stored;
    },
  };
  return intake;
}

/** Control characters, and marks that nobody sees. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const unseen = /[\u0000-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** The last part of a path, without what is not seen; it is shown, and never used as a path. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(unseen, '').trim();
  checkText(clean, true);
  if (clean === '' || clean.length > longestName)
    throw new Fault('INVALID_INPUT', 'The file needs a name of 1 to 255 characters.', { path: ['file'] });
  return clean;
}
