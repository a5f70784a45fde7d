import { describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { type Entry, fromBuffer } from 'yauzl';
import { withZipDates } from '../../../src/agents/export/zip-dates.ts';
import { isFault } from '../../../src/base/fault.ts';

const archive = () => writeWorkbook([['a', 1]]).toBuffer();

/** Names and dates in the central directory, and whether the content still opens. */
function entriesOf(bytes: Uint8Array): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), {}, (error, zip) => {
      if (error) return reject(error);
      const entries: Entry[] = [];
      zip.on('entry', (entry) => entries.push(entry));
      zip.on('end', () => resolve(entries));
      zip.on('error', reject);
    });
  });
}

/** As the format writes it: days in one number, pairs of seconds in the other. */
function dateOf({ lastModFileDate: day, lastModFileTime: time }: Entry): string {
  const [year, month, date] = [1980 + (day >> 9), ((day >> 5) & 15) - 1, day & 31];
  return new Date(Date.UTC(year, month, date, time >> 11, (time >> 5) & 63, (time & 31) * 2)).toISOString();
}

describe('dates in a zip archive', () => {
  it('are the given one on every entry', async () => {
    const entries = await entriesOf(withZipDates(await archive(), '2026-03-02T10:11:12.000Z'));
    expect(entries.length).toBeGreaterThan(3);
    for (const entry of entries) {
      expect(dateOf(entry), entry.fileName).toBe('2026-03-02T10:11:12.000Z');
    }
  });

  it('stand in the header of each entry too', async () => {
    const bytes = withZipDates(await archive(), '2026-03-02T10:11:12.000Z');
    for (const entry of await entriesOf(bytes)) {
      const local = Buffer.from(bytes).readUInt32LE(entry.relativeOffsetOfLocalHeader + 10);
      expect(local).toBe(entry.lastModFileDate * 0x10000 + entry.lastModFileTime);
    }
  });

  it.each([
    ['1970-01-01T00:00:00Z', '1980-01-01T00:00:00.000Z'],
    ['2200-01-01T00:00:00Z', '2107-12-31T23:59:58.000Z'],
  ])('are moved to the edge of what the format can say: %s', async (given, written) => {
    const [entry] = await entriesOf(withZipDates(await archive(), given));
    expect(dateOf(entry!)).toBe(written);
  });

  it('are not written into an archive that was cut off', async () => {
    const whole = await archive();
    for (const length of [0, 10, whole.byteLength - 30]) {
      expect(() => withZipDates(whole.subarray(0, length), '2026-03-02T10:11:12Z')).toThrow(
        'not a complete zip archive',
      );
    }
  });

  it('have to be dates', async () => {
    const bytes = await archive();
    try {
      withZipDates(bytes, 'yesterday');
      expect.unreachable();
    } catch (error) {
      expect(isFault(error, 'INVALID_INPUT')).toBe(true);
    }
  });
});
