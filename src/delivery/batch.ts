// Batch: what a group's members are told in one turn, and what was made of it for the wire, once for all of them.

export class Batch {
  /** Results as JSON texts, in order. */
  readonly texts: readonly string[];
  private readonly items: readonly object[];
  private readonly cursorOf: (item: object) => string | null;
  private made: Map<unknown, unknown> | null = null;
  private lastKey: unknown = null;
  private last: unknown = null;

  constructor(texts: readonly string[], items: readonly object[], cursorOf: (item: object) => string | null) {
    this.texts = texts;
    this.items = items;
    this.cursorOf = cursorOf;
  }

  /** The place after each. */
  get cursors(): readonly (string | null)[] {
    return this.once('cursors', () => this.items.map(this.cursorOf));
  }

  /** The sequence that the subscriber has when it has all of this; null for what is of no place. */
  get lastSequence(): number | null {
    const last = this.items.at(-1);
    return last !== undefined && 'sequence' in last ? Number(last.sequence) : null;
  }

  /** What `make` makes, made once for each key. */
  once<T>(key: unknown, make: () => T): T {
    // Nearly all ask for the same.
    if (this.lastKey === key) return this.last as T;
    this.made ??= new Map();
    if (!this.made.has(key)) this.made.set(key, make());
    this.lastKey = key;
    this.last = this.made.get(key);
    return this.last as T;
  }
}
