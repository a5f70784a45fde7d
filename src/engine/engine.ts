// Engine: who drives the manager. The port; drivers are in the folders beside it.
//
// Invariants (every driver passes test/engine/contract.ts):
//   E1. After `wake(s)` returns, a drive of `s` begins that started later than the wake; many wakes may share one.
//   E2. Without faults at most one drive of a session runs at a time. The log fences the rare overlap.
//   E3. A drive that fails is driven again, with growing waits.
//   E4. After `wakeAt(s, t)`, a drive begins at `t` or as soon after as can be; a later `wakeAt` adds, never replaces.
//   E5. When the engine closes, running drives are told by their signal and waited for.
//   E6. A limit on drives at the same time counts those at work, not those at rest.

/** Waits for something that is no work of this process; while it waits, the drive takes nobody's place. */
export type Rest = (wait: Promise<void>) => Promise<void>;

/** Runs the manager of one session until it has nothing to do; resolves then. */
export type Drive = (sessionId: string, signal: AbortSignal, rest: Rest) => Promise<void>;

/** What an engine has to do at the moment. */
export interface Load {
  /** False before it was started, and when it closes. */
  driving: boolean;
  /** Sessions that wait for their turn. */
  queued: number;
  /** Sessions that are driven, those at rest included. */
  running: number;
  /** Sessions whose last drive failed, and that wait for the next. */
  failing: number;
}

export interface Engine extends AsyncDisposable {
  readonly load: Load;
  /** Begins driving. Wakes that came before are kept. */
  start(drive: Drive): void;
  wake(sessionId: string): void;
  /** `at` in milliseconds since 1970. */
  wakeAt(sessionId: string, at: number): void;
}
