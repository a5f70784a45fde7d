// Batch: what a group's members are told in one turn, and what was made of it for the wire, once for all of them.

export class Batch {
  /** Results as JSON texts, in order. */
  readonly texts: readonly string[];
  private readonly cursorsOf: () => (string | null)[];
  private readonly made = new Map<unknown, unknown>();

  constructor(texts: readonly string[], cursors: () => (string | null)[]) {
    this.texts = texts;
    this.cursorsOf = cursors;
  }

  /** The place after each. */
  get cursors(): readonly (string | null)[] {
    return this.once('cursors', this.cursorsOf);
  }

  /** What `make` makes, made once for each key. */
  once<T>(key: unknown, make: () => T): T {
    if (!this.made.has(key)) this.made.set(key, make());
    return this.made.get(key) as T;
  }
}
