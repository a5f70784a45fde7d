// Compound: the names of the streams in an OLE compound file, such as old Office files and encrypted ones.
//
// Only its directory is read, by the chain of its sectors; a chain that is damaged ends where it breaks.

const headerBytes = 512;
const entryBytes = 128;
/** Sectors of a directory that are looked at; each holds four entries or more. */
const mostSectors = 2_000;
/** Sector numbers above this are marks, such as the end of a chain. */
const lastSector = 0xfffffffa;
const endOfChain = 0xfffffffe;
/** Sectors of the allocation table that the header itself names. */
const tablesInHeader = 109;

/** Names of the streams and storages; none for a file without a directory that can be found. */
export function compoundNames(bytes: Uint8Array): Set<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = new Set<string>();
  if (bytes.byteLength < headerBytes) return names;
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return names;
  const size = 1 << shift;
  const placeOf = (sector: number) => (sector + 1) * size;
  const numberAt = (place: number) =>
    place + 4 <= bytes.byteLength ? view.getUint32(place, true) : endOfChain;
  const perSector = size / 4;
  /** The sector of a part of the allocation table; beyond those in the header they stand in a chain of their own. */
  const tableSector = (table: number): number => {
    if (table < tablesInHeader) return numberAt(76 + 4 * table);
    const [step, within] = [perSector - 1, table - tablesInHeader];
    let sector = numberAt(68);
    for (let links = Math.min(Math.floor(within / step), mostSectors); links > 0; links -= 1) {
      sector = numberAt(placeOf(sector) + 4 * step);
    }
    return numberAt(placeOf(sector) + 4 * (within % step));
  };
  const nextOf = (sector: number): number =>
    numberAt(placeOf(tableSector(Math.floor(sector / perSector))) + 4 * (sector % perSector));
  let sector = view.getUint32(48, true);
  for (let read = 0; sector <= lastSector && read < mostSectors; read += 1) {
    const start = placeOf(sector);
    if (start + size > bytes.byteLength) break;
    for (let entry = start; entry < start + size; entry += entryBytes) {
      const length = view.getUint16(entry + 64, true);
      if (length < 2 || length > 64) continue;
      names.add(Buffer.from(bytes.subarray(entry, entry + length - 2)).toString('utf16le'));
    }
    sector = nextOf(sector);
  }
  return names;
}
