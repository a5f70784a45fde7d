// Identity: who somebody is, where they belong and what they may do.

import type { IncomingHttpHeaders } from 'node:http';
import { canonical } from '../base/canonical.ts';
import { type Role, rolesOf } from '../base/role.ts';
import type { Actor } from '../events/shapes.ts';
import type { Owner } from '../log/log.ts';

export interface Identity {
  actor: Actor;
  /** Null belongs to no tenant. */
  tenant: string | null;
  roles: ReadonlySet<Role>;
  /** What belongs to others is out of sight. False: there are no others, as without authentication. */
  isConfined: boolean;
  /** Milliseconds since 1970; null never. */
  expiresAt: number | null;
  issuedAt: number | null;
  /** `jti` of the token. */
  tokenId: string | null;
}

export interface Credentials {
  headers: IncomingHttpHeaders;
  /** What a WebSocket client sent with `connection_init`; null over HTTP. */
  connectionParams: Readonly<Record<string, unknown>> | null;
  /** They are parameters of the address, which is written into logs: a token has no place there. */
  fromAddress: boolean;
}

/** Null refuses: 401 over HTTP, 4403 over WebSocket. An actor alone has all roles and sees all sessions. */
export type Authenticate = (
  credentials: Credentials,
) => Actor | Identity | null | Promise<Actor | Identity | null>;

const anyone: Actor = { id: 'user', name: 'A person', kind: 'user' };

export const anybody: Authenticate = () => anyone;

const identities = new WeakMap<Actor, Identity>();

/** The same for the same actor: where nobody is told apart, all sockets have one (0.3 kB for each otherwise). */
export function identityFrom(one: Actor | Identity): Identity {
  if ('actor' in one) return one;
  let found = identities.get(one);
  if (found === undefined) {
    const rest = { tenant: null, isConfined: false, expiresAt: null, issuedAt: null, tokenId: null };
    found = { actor: one, roles: rolesOf(['admin']), ...rest };
    identities.set(one, found);
  }
  return found;
}

/** To whom what they make belongs; null to nobody. Members of a tenant share; without a tenant everybody is alone. */
export function ownerOf({ actor, tenant, isConfined }: Identity): Owner | null {
  if (!isConfined) return null;
  return { scope: tenant === null ? `person:${actor.id}` : `tenant:${tenant}`, person: actor.id };
}

/** What is counted by person is counted under this. */
export const personOf = ({ actor, tenant }: Identity): string => JSON.stringify([tenant, actor.id]);

/** Null sees all sessions: where nobody is confined, and an admin of no tenant. */
export function scopeOf(identity: Identity): string | null {
  if (identity.tenant === null && identity.roles.has('admin')) return null;
  return ownerOf(identity)?.scope ?? null;
}

/** Subscriptions are told together only when this is the same; null tells each by itself. */
export function sharingKey({ actor, tenant, roles, isConfined }: Identity): string | null {
  return canonical({ actor, tenant, isConfined, roles: [...roles].sort() });
}

/** A renewed token has to be of the same person, in the same tenant: what runs belongs to them. */
export function isSamePerson(one: Identity, other: Identity): boolean {
  return one.actor.id === other.actor.id && one.tenant === other.tenant;
}
