// Producer token: one secret for managers elsewhere that bring events.

import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../base/id.ts';
import { rolesOf } from '../base/role.ts';
import type { Identity } from './identity.ts';

export interface ProducerRule {
  /** Others than this machine reach the server. */
  isPublic: boolean;
  producerToken: string;
}

/** Takes the same time for every token of any length. */
export function mayProduce(
  authorization: string | undefined,
  { isPublic, producerToken }: ProducerRule,
): boolean {
  if (producerToken === '') return !isPublic;
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(producerToken)));
}

/** Whoever has the secret. Sessions that it makes belong to no tenant. */
export function producer(isConfined: boolean): Identity {
  return {
    actor: { id: 'producer', name: 'A manager elsewhere', kind: 'service' },
    tenant: null,
    roles: rolesOf(['producer']),
    isConfined,
    expiresAt: null,
    issuedAt: null,
    tokenId: null,
  };
}
