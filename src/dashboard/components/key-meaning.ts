// Key meaning: what a key means to a question that has the focus.

export type KeyMeaning =
  | { kind: 'choose'; index: number }
  | { kind: 'answer' | 'default' | 'skip' | 'next' | 'previous' };

/** What there is to know of a key press. `on`: where the focus is. */
export interface KeyPress {
  key: string;
  modified: boolean;
  on: 'card' | 'control' | 'text';
}

/** Null: it means nothing here, and does what it does elsewhere. */
export function meaningOf({ key, modified, on }: KeyPress): KeyMeaning | null {
  if (modified || on === 'text') return null;
  if (/^[1-9]$/.test(key)) return { kind: 'choose', index: Number(key) - 1 };
  switch (key) {
    case 'd':
      return { kind: 'default' };
    case 's':
      return { kind: 'skip' };
    case 'j':
      return { kind: 'next' };
    case 'k':
      return { kind: 'previous' };
    // Controls have a meaning of their own for these.
    case 'Enter':
      return on === 'card' ? { kind: 'answer' } : null;
    case 'ArrowDown':
      return on === 'card' ? { kind: 'next' } : null;
    case 'ArrowUp':
      return on === 'card' ? { kind: 'previous' } : null;
    default:
      return null;
  }
}
