// An empty log to put to the test, and what its tests share.

import { expect } from 'vitest';
import { type FaultCode, isFault } from '../../src/base/fault.ts';
import type { Log } from '../../src/log/log.ts';

export interface OpenedLog extends AsyncDisposable {
  log: Log;
}

export const record = { id: 's1', title: 'First', createdAt: '2026-01-01T00:00:00.000Z' };

/** Equal to a fault with this code. */
export const fault = (code: FaultCode) => expect.toSatisfy((error) => isFault(error, code));
