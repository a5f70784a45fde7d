// Few: a set of mostly one. One is kept as it is, which costs one field instead of a set (200 bytes, and two more places in memory).

export class Few<T> {
  private one: T | null = null;
  private more: Set<T> | null = null;

  get size(): number {
    return this.more === null ? (this.one === null ? 0 : 1) : this.more.size;
  }

  /** The only one; null when there are none or several. */
  get only(): T | null {
    return this.one;
  }

  /** In the order they came. Whoever is deleted meanwhile is not met any more. */
  all(): Iterable<T> {
    return this.more ?? (this.one === null ? [] : [this.one]);
  }

  add(member: T): void {
    if (this.more !== null) this.more.add(member);
    else if (this.one === null || this.one === member) this.one = member;
    else {
      this.more = new Set([this.one, member]);
      this.one = null;
    }
  }

  /** False when it was not there. */
  delete(member: T): boolean {
    if (this.more === null) {
      if (this.one !== member) return false;
      this.one = null;
      return true;
    }
    const was = this.more.delete(member);
    if (this.more.size === 0) this.more = null;
    return was;
  }
}
