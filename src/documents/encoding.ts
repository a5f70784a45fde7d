// Encoding: bytes of a text file as text.

/** Bytes that are looked at to tell text from data. */
const probe = 64 * 1024;

/**
 * Decodes UTF-8, UTF-16 with or without a mark, else Windows-1252, which reads every byte.
 * A byte order mark is dropped.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const encoding = encodingOf(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** True when the beginning holds no bytes that text does not have. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, probe);
  if (start.length === 0) return false;
  if (encodingOf(start).startsWith('utf-16')) return true;
  let odd = 0;
  for (const byte of start) {
    if (byte === 0) return false;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) odd += 1;
  }
  if (odd * 100 > start.length) return false;
  if (isUtf8(start)) return true;
  let high = 0;
  for (const byte of start) if (byte >= 128) high += 1;
  // One-byte encodings of Latin scripts have an accent here and there, not in every other letter.
  return high * 5 < start.length;
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, probe);
  const half = Math.floor(start.length / 2);
  let evenZeros = 0;
  let oddZeros = 0;
  start.forEach((byte, index) => {
    if (byte === 0) {
      if (index % 2 === 0) evenZeros += 1;
      else oddZeros += 1;
    }
  });
  if (half > 4 && oddZeros * 2 > half && evenZeros === 0) return 'utf-16le';
  if (half > 4 && evenZeros * 2 > half && oddZeros === 0) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** Decodes in stream mode, so that a letter cut at the end of a probe is no error. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
