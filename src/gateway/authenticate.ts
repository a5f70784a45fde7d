// Authenticating: who asks. The app may be given a way to tell; without one everybody is the same person.

import type { IncomingHttpHeaders } from 'node:http';
import { canonical } from '../base/canonical.ts';
import type { Actor } from '../events/shapes.ts';

export interface Credentials {
  headers: IncomingHttpHeaders;
  /** What a WebSocket client sent with `connection_init`; null over HTTP. */
  connectionParams: Readonly<Record<string, unknown>> | null;
}

/** Null refuses: 401 over HTTP, 4403 over WebSocket. */
export type Authenticate = (credentials: Credentials) => Actor | null | Promise<Actor | null>;

const anyone: Actor = { id: 'user', name: 'A person', kind: 'user' };

export const anybody: Authenticate = () => anyone;

/** Subscriptions are told together only when this is the same; null tells each by itself. */
export function identityOf(actor: Actor): string | null {
  return canonical(actor);
}
