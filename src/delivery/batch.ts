// Batch: what a group's members are told in one turn, and what was made of it for the wire, once for all of them.

export class Batch {
  /** Results as JSON texts, in order. */
  readonly texts: readonly string[];
  /** The place after each. */
  readonly cursors: readonly (string | null)[];
  private readonly made = new Map<unknown, unknown>();

  constructor(texts: readonly string[], cursors: readonly (string | null)[]) {
    this.texts = texts;
    this.cursors = cursors;
  }

  /** What `make` makes, made once for each key. */
  once<T>(key: unknown, make: () => T): T {
    if (!this.made.has(key)) this.made.set(key, make());
    return this.made.get(key) as T;
  }
}
