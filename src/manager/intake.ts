// Intake: takes documents into a session. The same file twice is one document.

import { Fault } from '../base/fault.ts';
import { idFrom, sha256 } from '../base/id.ts';
import { sampleDocuments } from '../documents/sample.ts';
import { sniffDocument } from '../documents/sniff.ts';
import type { Log, StoredDocument } from '../log/log.ts';

export interface Intake {
  /** The name to show. @throws INVALID_INPUT for a name that is none, DOCUMENT_TOO_LARGE */
  check(file: { name: string; byteSize: number }): string;
  /** @throws INVALID_INPUT for a name that is none, DOCUMENT_TOO_LARGE, NOT_FOUND for the session */
  add(sessionId: string, file: { name: string; bytes: Uint8Array }): Promise<StoredDocument>;
  /** The sample project that ships with the server. */
  addSample(sessionId: string): Promise<StoredDocument[]>;
}

const longestName = 255;

/** `maxBytes`: of one document. Whether it can be read is found out when it is read. */
export function createIntake(log: Log, maxBytes: number): Intake {
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
      const hash = sha256(bytes);
      const document: StoredDocument = {
        id: idFrom('document', sessionId, shown, hash),
        sessionId,
        name: shown,
        mediaType,
        kind,
        byteSize: bytes.byteLength,
        sha256: hash,
      };
      await log.putBlob(bytes);
      await log.addDocument(document);
      return document;
    },
    async addSample(sessionId) {
      const stored: StoredDocument[] = [];
      for (const file of await sampleDocuments()) stored.push(await intake.add(sessionId, file));
      return stored;
    },
  };
  return intake;
}

/** The last part of a path, without control characters; it is shown, and never used as a path. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  const clean = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  if (clean === '' || clean.length > longestName)
    throw new Fault('INVALID_INPUT', 'The file needs a name of 1 to 255 characters.', { path: ['file'] });
  return clean;
}
