// Zip dates: one date for all entries of an archive, so that the same content gives the same bytes.
//
// Source: PKWARE APPNOTE 6.3.10, 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).

import { Fault } from '../../base/fault.ts';

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;

/**
 * A copy of the archive in which every entry carries this date: UTC, to two seconds; what lies outside
 * 1980–2107 is moved to its edge. Archives of the 64-bit format are not meant.
 * @throws INVALID_INPUT when it is no complete zip archive or the date cannot be read.
 */
export function withZipDates(archive: Uint8Array, date: string): Uint8Array {
  const copy = Uint8Array.from(archive);
  const view = new DataView(copy.buffer);
  const stamp = dosDateTime(date);
  const end = endOfDirectory(view);
  const entries = view.getUint16(end + 10, true);
  let position = view.getUint32(end + 16, true);
  for (let entry = 0; entry < entries; entry += 1) {
    requireSignature(view, position, centralSignature);
    const local = view.getUint32(position + 42, true);
    requireSignature(view, local, localSignature);
    view.setUint32(position + 12, stamp, true);
    view.setUint32(local + 10, stamp, true);
    position +=
      46 +
      view.getUint16(position + 28, true) +
      view.getUint16(position + 30, true) +
      view.getUint16(position + 32, true);
  }
  return copy;
}

/** Time in the low 16 bits, date in the high ones, as both headers store them one after the other. */
function dosDateTime(date: string): number {
  const at = new Date(date);
  if (Number.isNaN(at.getTime())) throw new Fault('INVALID_INPUT', `«${date}» is not a date.`);
  if (at.getUTCFullYear() < 1980) return dosDateTime('1980-01-01T00:00:00Z');
  if (at.getUTCFullYear() > 2107) return dosDateTime('2107-12-31T23:59:58Z');
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return ((day << 16) | time) >>> 0;
}

/** The end record stands last, before a comment of up to 65,535 bytes. */
function endOfDirectory(view: DataView): number {
  const earliest = Math.max(0, view.byteLength - endLength - 0xffff);
  for (let position = view.byteLength - endLength; position >= earliest; position -= 1) {
    if (view.getUint32(position, true) === endSignature) return position;
  }
  throw notAnArchive();
}

function requireSignature(view: DataView, position: number, signature: number): void {
  if (position + 46 > view.byteLength || view.getUint32(position, true) !== signature) throw notAnArchive();
}

function notAnArchive(): Fault {
  return new Fault('INVALID_INPUT', 'The bytes are not a complete zip archive.');
}
