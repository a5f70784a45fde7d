// Circuit: leaves a provider alone that keeps failing, and tries it again later.
//
//   closed ──5 failures in a row──▶ open ──its time is over──▶ trial ──success──▶ closed
//                                    ▲                          │
//                                    └──failure: twice as long──┘
//
//   K1. While it is open nobody calls; when its time is over one call is let through, and no other until that one has
//       ended or as much time has passed again.
//   K2. It is open for 30 s at first and never for more than 10 min.
//   K3. Calls that began before it opened no longer count.

export const failuresToOpen = 5;
export const shortestOpenMs = 30_000;
export const longestOpenMs = 600_000;

export type CallEnd = 'success' | 'failure' | 'unknown';

export interface Circuit {
  readonly failuresInRow: number;
  /** Milliseconds since 1970; null when calls are let through. */
  openUntil(now: number): number | null;
  /** The next call is the one that tries. */
  isTrial(now: number): boolean;
  /** Null when the call may not be made; else told how the call ended. */
  begin(now: number): ((end: CallEnd, now: number) => void) | null;
}

export function createCircuit(): Circuit {
  let failuresInRow = 0;
  /** Null while closed. */
  let open: { until: number; lengthMs: number } | null = null;
  /** Goes up whenever it opens or closes, so that late ends are known. */
  let turn = 0;

  const openFor = (now: number, lengthMs: number) => {
    open = { until: now + lengthMs, lengthMs };
    turn += 1;
  };

  return {
    get failuresInRow() {
      return failuresInRow;
    },
    openUntil: (now) => (open !== null && now < open.until ? open.until : null),
    isTrial: (now) => open !== null && now >= open.until,
    begin(now) {
      const before = open;
      if (before === null) {
        const own = turn;
        return (end, at) => {
          if (own !== turn || end === 'unknown') return;
          failuresInRow = end === 'failure' ? failuresInRow + 1 : 0;
          if (failuresInRow >= failuresToOpen) openFor(at, shortestOpenMs);
        };
      }
      if (now < before.until) return null;
      openFor(now, before.lengthMs);
      const own = turn;
      return (end, at) => {
        if (own !== turn) return;
        if (end === 'success') {
          failuresInRow = 0;
          open = null;
          turn += 1;
        } else if (end === 'failure') {
          failuresInRow += 1;
          openFor(at, Math.min(before.lengthMs * 2, longestOpenMs));
        } else {
          // It found nothing out: the next one may try at once.
          open = { until: at, lengthMs: before.lengthMs };
          turn += 1;
        }
      };
    },
  };
}
