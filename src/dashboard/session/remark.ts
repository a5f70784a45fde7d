// Remark: what happened on the way. The stream says itself what it left out.

/** `at`: the newest event that had come by then. */
export type Remark = { key: string; at: number } & (
  | { kind: 'conflated'; count: number }
  | { kind: 'gap'; fromSequence: number; toSequence: number }
);
