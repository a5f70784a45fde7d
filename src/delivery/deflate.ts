// Deflate: messages compressed as permessage-deflate (RFC 7692) says, once for a whole group.
//
//   Z1. A compressed message is a stored block with what differs between members, then the deflated text, which is the
//       same for all. DEFLATE allows blocks of any kind one after the other (RFC 1951, 3.2.3).
//   Z2. No message refers to an earlier one (`server_no_context_takeover` is negotiated), so frames of several makers
//       stand beside each other.

import { constants, deflateRawSync } from 'node:zlib';

export interface Piece {
  content: string | Buffer;
  /** Bytes. */
  size: number;
  isCompressed: boolean;
}

const options = { finishFlush: constants.Z_SYNC_FLUSH, level: 1 };
/** What every flush ends with, and the receiver puts back (RFC 7692, 7.2.1). */
const tail = 4;

export function compressed(text: string): Piece {
  const deflated = deflateRawSync(text, options);
  const content = deflated.subarray(0, deflated.length - tail);
  return { content, size: content.length, isCompressed: true };
}

/** A final text frame; RSV1 says that it is compressed. */
export function firstByte(isCompressed: boolean): number {
  return isCompressed ? 0xc1 : 0x81;
}

/** Of a block that holds bytes as they are. */
export const storedHeaderSize = 5;

export const maxStored = 65_535;

/** Returns where the bytes begin. */
export function writeStoredHeader(bytes: Buffer, at: number, size: number): number {
  bytes[at] = 0;
  bytes.writeUInt16LE(size, at + 1);
  bytes.writeUInt16LE(~size & 0xffff, at + 3);
  return at + storedHeaderSize;
}
