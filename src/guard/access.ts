// Access: what the rules go by, from the settings: who is known, tickets, revocations.

import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import { isLoopback } from '../base/loopback.ts';
import type { Role } from '../base/role.ts';
import { type Authenticate, anybody } from './identity.ts';
import { openRevocations, type Revocations } from './revocations.ts';
import { createTickets, type Tickets } from './tickets.ts';
import { createTokens } from './tokens.ts';

export interface AccessOptions {
  host: string;
  producerToken: string;
  allowedHosts: readonly string[];
  allowedOrigins: readonly string[];
  authSecret: string;
  authJwksUrl: string;
  authIssuer: string;
  authAudience: string;
  authDefaultRoles: readonly Role[];
  allowPublicWithoutAuth: boolean;
  trustedProxies: readonly string[];
  /** An embedder's own; goes before all of these. */
  authenticate: Authenticate | undefined;
  /** Null keeps revocations in memory only. */
  revocationsFile: string | null;
  clock: Clock;
  logger: Logger;
}

export interface Access {
  host: string;
  /** Others than this machine reach it. */
  isPublic: boolean;
  producerToken: string;
  allowedHosts: readonly string[];
  allowedOrigins: readonly string[];
  authenticate: Authenticate;
  isConfigured: boolean;
  tickets: Tickets;
  revocations: Revocations;
  clock: Clock;
}

/** @throws INVALID_INPUT when it would let everybody in who can reach a public address */
export function openAccess(options: AccessOptions): Access {
  const { host, producerToken, allowedHosts, allowedOrigins, clock, logger } = options;
  const { authSecret: secret, authJwksUrl: keysAddress } = options;
  const hasTokens = secret !== '' || keysAddress !== '';
  const isConfigured = options.authenticate !== undefined || hasTokens;
  const isPublic = !isLoopback(host) || options.trustedProxies.length > 0;
  if (!isConfigured && isPublic && !options.allowPublicWithoutAuth) {
    throw new Fault(
      'INVALID_INPUT',
      `${isLoopback(host) ? 'TRUSTED_PROXIES' : `HOST=${host}`} lets everybody in who can reach it. Set AUTH_SECRET or AUTH_JWKS_URL, or say ALLOW_PUBLIC_WITHOUT_AUTH=yes.`,
    );
  }
  const tokens = () =>
    createTokens({
      ...{ secret, keysAddress, clock, logger },
      issuer: options.authIssuer,
      audience: options.authAudience,
      defaultRoles: options.authDefaultRoles,
    });
  return {
    ...{ host, isPublic, producerToken, allowedHosts, allowedOrigins, clock, isConfigured },
    authenticate: options.authenticate ?? (hasTokens ? tokens() : anybody),
    tickets: createTickets(clock),
    revocations: openRevocations(options.revocationsFile, clock),
  };
}
