// Frames: text messages of RFC 6455 as a server sends them, unmasked and unfragmented.
//
//   F1. A message is `before` + id + `after` + text + `end`, in one frame.
//   F2. For subscribers that differ only in their operation's id, frames are made once, and the id's bytes are written
//       over: copying 36 bytes instead of building and encoding 600 (bench/: about a third of the cost of a delivery).

import {
  compressed,
  firstByte,
  maxStored,
  type Piece,
  storedHeaderSize,
  writeStoredHeader,
} from './deflate.ts';

/** What stands around each text; `id` is the part that differs between members of a group. */
export interface Envelope {
  before: string;
  id: string;
  after: string;
  end: string;
  /** `before`, `id` and `after`, when all of it is ASCII; else null. */
  start: string | null;
}

function envelopeOf(before: string, id: string, after: string, end: string): Envelope {
  const start = before + id + after;
  return { before, id, after, end, start: Buffer.byteLength(start) === start.length ? start : null };
}

/** A `next` message of graphql-transport-ws. */
export function nextEnvelope(id: string): Envelope {
  return envelopeOf('{"id":', JSON.stringify(id), ',"type":"next","payload":', '}');
}

/** The text alone. */
export const bare: Envelope = envelopeOf('', '', '', '');

/** Frames of several texts, one after the other, and where in them the ids are. */
export interface Template {
  bytes: Buffer;
  ids: readonly number[];
  /** The id that stands there now. */
  id: string;
}

/** For every envelope whose id has as many bytes. Texts of `threshold` characters or more are compressed; null compresses none. */
export function createTemplate(
  texts: readonly string[],
  envelope: Envelope,
  threshold: number | null,
): Template {
  const frames = textOf(texts, envelope, threshold);
  return frames === null
    ? encode(texts, envelope, threshold)
    : { bytes: Buffer.from(frames, 'latin1'), ids: placesOf(texts, envelope), id: envelope.id };
}

/** Of any texts, each compressed or not. */
function encode(
  texts: readonly string[],
  { before, id, after, end }: Envelope,
  threshold: number | null,
): Template {
  const beside = Buffer.byteLength(before + id + after);
  const limit = beside > maxStored ? null : threshold;
  const pieces = texts.map((text) => pieceOf(text + end, limit));
  const sizes = pieces.map(({ size, isCompressed }) => size + beside + (isCompressed ? storedHeaderSize : 0));
  const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size + headerSize(size), 0));
  const ids: number[] = [];
  let at = 0;
  for (const [index, { content, isCompressed }] of pieces.entries()) {
    at = writeHeader(bytes, at, sizes[index]!, firstByte(isCompressed));
    if (isCompressed) at = writeStoredHeader(bytes, at, beside);
    at += bytes.write(before, at, 'latin1');
    ids.push(at);
    at += bytes.write(id, at);
    at += bytes.write(after, at, 'latin1');
    at += typeof content === 'string' ? bytes.write(content, at) : content.copy(bytes, at);
  }
  return { bytes, ids, id };
}

function pieceOf(content: string, threshold: number | null): Piece {
  return threshold !== null && content.length >= threshold
    ? compressed(content)
    : { content, size: Buffer.byteLength(content), isCompressed: false };
}

/** Frames for one subscriber: as latin1 where all of it is ASCII, which the socket takes without a copy. */
export function createFrames(
  texts: readonly string[],
  envelope: Envelope,
  threshold: number | null,
): string | Buffer {
  return textOf(texts, envelope, threshold) ?? encode(texts, envelope, threshold).bytes;
}

/** The frames as characters of a byte each; null when not all is ASCII, or something is to be compressed. */
function textOf(texts: readonly string[], { start, end }: Envelope, threshold: number | null): string | null {
  if (start === null) return null;
  let frames = '';
  for (const text of texts) {
    const big = threshold !== null && text.length >= threshold;
    if (big || Buffer.byteLength(text) !== text.length) return null;
    frames += headerText(start.length + text.length + end.length) + start + text + end;
  }
  return frames;
}

/** Where the ids are in frames of texts that are ASCII. */
function placesOf(texts: readonly string[], { before, id, after, end }: Envelope): number[] {
  const beside = before.length + id.length + after.length + end.length;
  let at = 0;
  return texts.map((text) => {
    const size = beside + text.length;
    const place = at + headerSize(size) + before.length;
    at += headerSize(size) + size;
    return place;
  });
}

function headerSize(size: number): number {
  return size < 126 ? 2 : size < 65_536 ? 4 : 10;
}

/** Returns where the payload begins. */
function writeHeader(bytes: Buffer, at: number, size: number, first: number): number {
  bytes[at] = first;
  if (size < 126) bytes[at + 1] = size;
  else if (size < 65_536) {
    bytes[at + 1] = 126;
    bytes.writeUInt16BE(size, at + 2);
  } else {
    bytes[at + 1] = 127;
    bytes.writeUInt32BE(Math.floor(size / 2 ** 32), at + 2);
    bytes.writeUInt32BE(size >>> 0, at + 6);
  }
  return at + headerSize(size);
}

function headerText(size: number): string {
  const first = firstByte(false);
  if (size < 126) return String.fromCharCode(first, size);
  if (size < 65_536) return String.fromCharCode(first, 126, size >> 8, size & 255);
  const bytes = Buffer.alloc(10);
  writeHeader(bytes, 0, size, first);
  return bytes.toString('latin1');
}
