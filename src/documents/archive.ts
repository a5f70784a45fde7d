// Archive: zip files such as XLSX, DOCX and ODS, judged by their central directory before anything is unpacked.
//
//   Z1. The declared sizes are checked first, so a bomb is refused without inflating a byte of it.
//   Z2. The declared sizes and checksums are proved afterwards, in the process that reads (`proveArchive`).

import { crc32 } from 'node:zlib';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { Fault, messageOf } from '../base/fault.ts';
import type { DocumentLimits } from './limits.ts';

/** More names than this are not looked at when an archive is only recognised. */
const mostNames = 5_000;

/** Names of the files in an archive, at most 5,000; null when its directory cannot be read. */
export async function archiveNames(bytes: Uint8Array): Promise<string[] | null> {
  const names: string[] = [];
  try {
    await eachEntry(bytes, (entry) => {
      names.push(nameOf(entry));
      return names.length < mostNames;
    });
    return names;
  } catch {
    return null;
  }
}

/** The text of a small file in an archive; null when there is none of this name or it is larger than `most` bytes. */
export async function archiveText(bytes: Uint8Array, name: string, most: number): Promise<string | null> {
  let found: string | null = null;
  try {
    await eachEntry(bytes, async (entry, zip) => {
      if (nameOf(entry) !== name) return true;
      if (entry.uncompressedSize <= most) {
        const chunks: Buffer[] = [];
        for await (const chunk of await openEntry(entry, zip)) chunks.push(chunk as Buffer);
        found = Buffer.concat(chunks).toString('utf8');
      }
      return false;
    });
  } catch {
    return null;
  }
  return found;
}

/**
 * Refuses an archive whose directory declares more than the limits allow.
 * @throws DOCUMENT_CORRUPT when the directory is missing or broken, DOCUMENT_ENCRYPTED, DOCUMENT_TOO_LARGE
 */
export async function checkArchive(bytes: Uint8Array, limits: DocumentLimits): Promise<void> {
  let entries = 0;
  let total = 0;
  await eachEntry(bytes, (entry) => {
    entries += 1;
    total += entry.uncompressedSize;
    if (entries > limits.archiveEntries) {
      throw tooLarge(`it holds more than ${limits.archiveEntries} files`);
    }
    if (entry.uncompressedSize > limits.archiveEntryBytes) {
      throw tooLarge(`one of its files unpacks to ${inMegabytes(entry.uncompressedSize)}`);
    }
    if (total > limits.archiveTotalBytes) {
      throw tooLarge(`it unpacks to more than ${inMegabytes(limits.archiveTotalBytes)}`);
    }
    if ((entry.generalPurposeBitFlag & 1) === 1) {
      throw new Fault('DOCUMENT_ENCRYPTED', 'The file is protected by a password; save it without one.');
    }
    return true;
  });
  if (total > limits.archiveFreeBytes && total > bytes.byteLength * limits.archiveRatio) {
    throw tooLarge(`it unpacks to ${Math.round(total / bytes.byteLength)} times its size`);
  }
}

/**
 * Unpacks every file of an archive and compares size and checksum with the directory.
 * @throws DOCUMENT_CORRUPT when one of them differs
 */
export async function proveArchive(bytes: Uint8Array): Promise<void> {
  await eachEntry(bytes, async (entry, zip) => {
    let sum = 0;
    for await (const chunk of await openEntry(entry, zip)) sum = crc32(chunk as Buffer, sum);
    if (sum !== entry.crc32) throw new Error(`the checksum of ${nameOf(entry)} is wrong`);
    return true;
  });
}

function openEntry(entry: Entry, zip: ZipFile): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}

/** Visits the entries in order until the visitor returns false; whatever fails becomes a fault. */
async function eachEntry(
  bytes: Uint8Array,
  visit: (entry: Entry, zip: ZipFile) => boolean | Promise<boolean>,
): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    await new Promise<void>((resolve, reject) => {
      // Names are taken as bytes: a file with a strange name is still a file.
      fromBuffer(buffer, { lazyEntries: true, decodeStrings: false }, (error, zip) => {
        if (error !== null) {
          reject(error);
          return;
        }
        zip.on('error', reject);
        zip.on('end', resolve);
        zip.on('entry', (entry: Entry) => {
          new Promise<boolean>((settle) => settle(visit(entry, zip))).then(
            (more) => (more ? zip.readEntry() : resolve()),
            reject,
          );
        });
        zip.readEntry();
      });
    });
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('DOCUMENT_CORRUPT', 'The file is damaged or was cut off; send it again.', {
      cause: messageOf(error),
    });
  }
}

function nameOf(entry: Entry): string {
  return Buffer.from(entry.fileName as string | Buffer as string)
    .toString('utf8')
    .replaceAll('\\', '/')
    .replace(/^\/+/, '');
}

function tooLarge(because: string): Fault {
  return new Fault('DOCUMENT_TOO_LARGE', `The file is not unpacked: ${because}.`);
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MB`;
}
