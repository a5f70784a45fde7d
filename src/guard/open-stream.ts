// An open stream, as a rule holds it. The rule has one watch or timer for all of them: for each its own would cost 0.5 kB.

import type { Fault } from '../base/fault.ts';
import type { Visitor } from './guard.ts';

export class OpenStream implements Disposable {
  readonly visitor: Visitor;
  /** Ends it by the name of the fault. */
  readonly end: (fault: Fault) => void;
  private readonly closed: (stream: OpenStream) => void;

  /** `closed` is called when it is disposed of; the visit does so once. */
  constructor(visitor: Visitor, end: (fault: Fault) => void, closed: (stream: OpenStream) => void) {
    this.visitor = visitor;
    this.end = end;
    this.closed = closed;
  }

  [Symbol.dispose](): void {
    this.closed(this);
  }
}
