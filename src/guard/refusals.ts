// Refusals: how each fault is told by HTTP, and with which code a WebSocket is closed for it.

import type { FaultCode } from '../base/fault.ts';

interface Told {
  status: number;
  /** graphql-ws clients come back after 4403, and after none of the others. */
  close: number;
}

const told: Partial<Record<FaultCode, Told>> = {
  INVALID_INPUT: { status: 400, close: 4400 },
  UNAUTHENTICATED: { status: 401, close: 4403 },
  AUTH_EXPIRED: { status: 401, close: 4403 },
  PERMISSION_DENIED: { status: 403, close: 4403 },
  PERMISSION_REVOKED: { status: 403, close: 4403 },
  ORIGIN_REFUSED: { status: 403, close: 4403 },
  CROSS_SITE_REFUSED: { status: 403, close: 4403 },
  RATE_LIMITED: { status: 429, close: 4429 },
  TOO_MANY_SOCKETS: { status: 429, close: 4429 },
  NOT_FOUND: { status: 404, close: 4404 },
  SERVER_DRAINING: { status: 503, close: 1001 },
  SERVER_FULL: { status: 503, close: 1013 },
  STORAGE_UNAVAILABLE: { status: 503, close: 1013 },
  PAYLOAD_TOO_LARGE: { status: 413, close: 1009 },
  HOST_REFUSED: { status: 421, close: 4403 },
};

/** What is not in the table: 400 and 4400. */
export function refusalOf(code: FaultCode): Told {
  return told[code] ?? { status: 400, close: 4400 };
}
