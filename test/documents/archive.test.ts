import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkArchive, proveArchive } from '../../src/documents/archive.ts';
import { defaultLimits } from '../../src/documents/limits.ts';
import { text, zip } from './files.ts';

const fault = (code: string) => expect.objectContaining({ code });

describe('the guard of archives', () => {
  it('lets an ordinary archive pass', async () => {
    const bytes = zip({ 'a.xml': text('hello'), 'b.xml': Buffer.alloc(100_000, 'abc') });
    await expect(checkArchive(bytes, defaultLimits)).resolves.toBeUndefined();
    await expect(proveArchive(bytes)).resolves.toBeUndefined();
  });

  it('refuses too many files, a file that is too large, and a sum that is too large', async () => {
    const bytes = zip({ a: Buffer.alloc(600), b: Buffer.alloc(600), c: Buffer.alloc(10) });
    const refused = (limits: Partial<typeof defaultLimits>) =>
      expect(checkArchive(bytes, { ...defaultLimits, ...limits })).rejects.toEqual(
        fault('DOCUMENT_TOO_LARGE'),
      );
    await refused({ archiveEntries: 2 });
    await refused({ archiveEntryBytes: 500 });
    await refused({ archiveTotalBytes: 1_000 });
  });

  it('refuses what unpacks to more than 200 times its size, once that is more than 10 MB', async () => {
    const small = zip({ a: Buffer.alloc(9_000_000) });
    const bomb = zip({ a: Buffer.alloc(11_000_000) });
    expect(small.byteLength * 200).toBeLessThan(9_000_000);
    await expect(checkArchive(small, defaultLimits)).resolves.toBeUndefined();
    await expect(checkArchive(bomb, defaultLimits)).rejects.toEqual(fault('DOCUMENT_TOO_LARGE'));
  });

  it('refuses an archive that was cut off', async () => {
    const bytes = zip({ a: Buffer.alloc(5_000, 'xyz') });
    await expect(checkArchive(bytes.subarray(0, bytes.length - 30), defaultLimits)).rejects.toEqual(
      fault('DOCUMENT_CORRUPT'),
    );
  });

  it('finds a changed byte that the directory does not show', async () => {
    // Noise, so that the packed bytes are as many.
    const content = randomBytes(3_000);
    const bytes = Buffer.from(zip({ a: content }));
    bytes[500] = (bytes[500] ?? 0) ^ 1;
    await expect(checkArchive(bytes, defaultLimits)).resolves.toBeUndefined();
    await expect(proveArchive(bytes)).rejects.toEqual(fault('DOCUMENT_CORRUPT'));
  });
});
