// Tokens as an issuer would make them, for servers whose secret the test knows.

import { createSecretKey } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';

export const secret = 'a secret that is long enough for HS256';

/** Valid for an hour from `now`, in milliseconds since 1970, unless the claims say otherwise. */
export async function makeToken(
  claims: JWTPayload & Record<string, unknown>,
  now = Date.now(),
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ iat: seconds, exp: seconds + 3600, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(createSecretKey(Buffer.from(secret)));
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
