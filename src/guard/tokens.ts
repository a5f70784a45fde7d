// Tokens: JSON Web Tokens, checked with a shared secret or with the public keys of an issuer.
//
//   J1. The algorithm decides which keys are tried, never the token's own key or address: HS256 the secret, signatures the
//       public keys. What is not configured is refused.
//   J2. `sub` and `exp` are needed; issuer and audience where they are configured.

import { createSecretKey } from 'node:crypto';
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import { type Role, rolesOf } from '../base/role.ts';
import type { Authenticate, Credentials, Identity } from './identity.ts';
import { createKeySet } from './key-set.ts';

export interface TokenOptions {
  /** Empty: none. */
  secret: string;
  /** Of a JWKS; empty: none. */
  keysAddress: string;
  /** Empty: any. */
  issuer: string;
  audience: string;
  /** Of tokens without a claim `roles`. */
  defaultRoles: readonly Role[];
  clock: Clock;
  logger: Logger;
}

const signatures = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const toleranceSeconds = 5;
const longestToken = 8192;

const claims = z.object({
  sub: z.string().min(1).max(256),
  exp: z.number(),
  iat: z.number().optional(),
  jti: z.string().min(1).max(256).optional(),
  name: z.string().min(1).max(256).optional(),
  tenant: z.string().min(1).max(256).nullish(),
  roles: z.union([z.array(z.string()).max(50), z.string()]).optional(),
});

export function createTokens(options: TokenOptions): Authenticate {
  const { clock, logger, issuer, audience, defaultRoles } = options;
  const secret = options.secret === '' ? null : createSecretKey(Buffer.from(options.secret));
  const keys = options.keysAddress === '' ? null : createKeySet(new URL(options.keysAddress), clock, logger);
  const rules = () => ({
    clockTolerance: toleranceSeconds,
    currentDate: new Date(clock.now()),
    requiredClaims: ['sub', 'exp'],
    ...(issuer === '' ? {} : { issuer }),
    ...(audience === '' ? {} : { audience }),
  });

  async function verify(token: string): Promise<JWTPayload | null> {
    const { alg } = decodeProtectedHeader(token);
    if (alg === 'HS256' && secret !== null)
      return (await jwtVerify(token, secret, { ...rules(), algorithms: ['HS256'] })).payload;
    if (alg !== undefined && signatures.includes(alg) && keys !== null)
      return (await jwtVerify(token, keys, { ...rules(), algorithms: signatures })).payload;
    return null;
  }

  return async (credentials) => {
    const token = tokenIn(credentials);
    if (token === null || token.length > longestToken) return null;
    try {
      const payload = await verify(token);
      const identity = payload === null ? null : identityOf(payload, defaultRoles);
      // The tolerance is for issuers whose clock is ahead. What has expired ends streams at once, and opens none.
      return identity === null || identity.expiresAt! <= clock.now() ? null : identity;
    } catch (error) {
      // Of a token that is none, decoding throws a TypeError.
      if (!(error instanceof errors.JOSEError || error instanceof TypeError)) throw error;
      logger.debug({ reason: error.message }, 'a token was refused');
      return null;
    }
  };
}

function identityOf(payload: JWTPayload, defaultRoles: readonly Role[]): Identity | null {
  const checked = claims.safeParse(payload);
  if (!checked.success) return null;
  const { sub, exp, iat, jti, name, tenant, roles = defaultRoles } = checked.data;
  return {
    actor: { id: sub, name: name ?? sub, kind: 'user' },
    tenant: tenant ?? null,
    roles: rolesOf(typeof roles === 'string' ? roles.split(/[ ,]+/) : roles),
    isConfined: true,
    expiresAt: exp * 1000,
    issuedAt: iat === undefined ? null : iat * 1000,
    tokenId: jti ?? null,
  };
}

/** Of the header, or of `connection_init`: { authorization } or { token }. Never of an address, which is written into logs. */
function tokenIn({ headers, connectionParams, fromAddress }: Credentials): string | null {
  const given = fromAddress ? null : connectionParams;
  const said = given?.authorization ?? given?.Authorization ?? headers.authorization;
  if (given !== null && typeof given.token === 'string') return given.token;
  return typeof said === 'string' ? (/^Bearer +([\w.~+/=-]+) *$/i.exec(said)?.[1] ?? null) : null;
}
