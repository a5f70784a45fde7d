// Counts: what delivery has done since the start, for metrics.

export interface Counts {
  /** Results written to subscribers. */
  delivered: number;
  /** Results made; each may go to many subscribers. */
  rendered: number;
  /** LOW events merged for slow clients, or as was asked for. */
  conflated: number;
  /** Events that retention removed before they were told. */
  lost: number;
  /** Times that a subscriber did not keep up and went back to reading the log. */
  behind: number;
  /** Subscribers given up because they took nothing for too long. */
  slow: number;
}

export function createCounts(): Counts {
  return { delivered: 0, rendered: 0, conflated: 0, lost: 0, behind: 0, slow: 0 };
}
