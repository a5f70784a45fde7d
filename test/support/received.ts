// Received: the sequences that a client was told, with somebody waiting for them.

export interface Received {
  readonly sequences: readonly number[];
  tell(sequence: number): void;
  /** A client that gave up; whoever waits fails with it. */
  fail(error: unknown): void;
  /** Resolves when the sequence was told. Rejects at the deadline, saying how far it came. */
  upTo(sequence: number): Promise<void>;
}

export function createReceived(deadlineMs = 20_000): Received {
  const sequences: number[] = [];
  const seen = new Set<number>();
  let failure: { error: unknown } | null = null;
  let ring = Promise.withResolvers<void>();
  const rung = () => {
    ring.resolve();
    ring = Promise.withResolvers();
  };
  const until = performance.now() + deadlineMs;
  return {
    sequences,
    tell(sequence) {
      sequences.push(sequence);
      seen.add(sequence);
      rung();
    },
    fail(error) {
      failure = { error };
      rung();
    },
    async upTo(sequence) {
      while (!seen.has(sequence)) {
        if (failure !== null) throw failure.error;
        const late = Promise.withResolvers<void>();
        const timer = setTimeout(late.resolve, Math.max(0, until - performance.now()));
        await Promise.race([ring.promise, late.promise]);
        clearTimeout(timer);
        if (!seen.has(sequence) && performance.now() >= until)
          throw new Error(`waited for ${sequence}; told ${sequences.length}, last ${sequences.at(-1)}`);
      }
    },
  };
}
