// Read up to: what comes in pieces, whole and within its limit, or not at all.

/** Nothing is kept beyond `maxBytes`; leaving the source is what its iterator does when it is left. @throws what `tooLarge` gives */
export async function readUpTo(
  pieces: AsyncIterable<Uint8Array>,
  maxBytes: number,
  tooLarge: () => Error,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}
