// Tally: plain numbers by name and label, counted as things happen and read when somebody asks.
//
// Counting is one addition in a map, so that it may be done anywhere. A label is one of few words (a rule, a code, a
// door), never an id: a name keeps at most `maxLabels` of them, and counts all further ones as `other`.

/** What is counted, and what its label says. */
export const tallied = {
  /** Requests, messages and connections that a rule of the guard refused, by rule. */
  refused: 'rule',
  /** Faults told to callers, by code; INTERNAL for bugs. */
  faults: 'code',
  /** Connections and streams that are open now, by door. */
  connections: 'door',
  /** Subscriptions that are open now, by field. */
  operations: 'operation',
  /** Bytes of uploads under way, by what they do: `held` in memory, or `waiting` for room. */
  uploads: 'state',
} as const;

export type Tallied = keyof typeof tallied;

export interface Tally {
  /** `by` may be negative where something is open now. */
  count(name: Tallied, label: string, by?: number): void;
  /** Counts one more until disposed of. */
  open(name: Tallied, label: string): Disposable;
  /** Label and number, of those that were ever counted. */
  read(name: Tallied): [string, number][];
}

const maxLabels = 100;

export function createTally(): Tally {
  const all = new Map<Tallied, Map<string, number>>();

  function count(name: Tallied, label: string, by = 1) {
    let counts = all.get(name);
    if (counts === undefined) {
      counts = new Map();
      all.set(name, counts);
    }
    const known = counts.has(label) || counts.size < maxLabels ? label : 'other';
    counts.set(known, (counts.get(known) ?? 0) + by);
  }

  return {
    count,
    open(name, label) {
      let isOpen = true;
      count(name, label);
      return {
        [Symbol.dispose]() {
          if (isOpen) count(name, label, -1);
          isOpen = false;
        },
      };
    },
    read: (name) => [...(all.get(name) ?? [])],
  };
}
