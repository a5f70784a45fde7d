// Roles: who may come in by which door at all. What may be done behind it is looked at where it is done (confined.ts).

import { Fault } from '../base/fault.ts';
import type { Role } from '../base/role.ts';
import type { Door, Rule, Visitor } from './guard.ts';
import type { Identity } from './identity.ts';

const needed: Partial<Record<Door, Role>> = {
  graphql: 'viewer',
  sse: 'viewer',
  'graphql-ws': 'viewer',
  raw: 'viewer',
  ingest: 'producer',
  tickets: 'viewer',
  artifacts: 'viewer',
};

/** @throws PERMISSION_DENIED */
export function requireRole({ roles }: Pick<Identity, 'roles'>, role: Role): void {
  if (!roles.has(role)) throw new Fault('PERMISSION_DENIED', `This takes the role «${role}».`, { role });
}

export function useRoles(): Rule {
  const check = ({ door, identity }: Visitor) => {
    const role = needed[door];
    if (identity !== null && role !== undefined) requireRole(identity, role);
  };
  const everybody = 'for everybody';
  return {
    name: 'roles',
    doc: 'Who has not the role that the door, or what is done behind it, takes.',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': true,
      raw: true,
      ingest: true,
      tickets: true,
      artifacts: true,
      page: everybody,
      graphiql: everybody,
      health: everybody,
      metrics: 'for everybody with a token: it counts, and names nobody',
    },
    request: check,
    connect: check,
    renew: check,
  };
}
