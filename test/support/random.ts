// Random: the same numbers for the same seed.

/** A whole number below the one given, from 0. */
export type Random = (below: number) => number;

/** xorshift32 */
export function random(seed: number): Random {
  let state = seed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * below);
  };
}
