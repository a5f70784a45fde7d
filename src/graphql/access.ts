// Access: who asks, and shutting people out.

import { timestampOf } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Actor } from '../events/shapes.ts';
import type { Access } from './context.ts';
import type { FaultTypes } from './fault.ts';
import type { Kit } from './kit.ts';

export function addAccess({ builder }: Kit, faults: FaultTypes): void {
  const Viewer = builder.objectRef<Access & { actor: Actor }>('Viewer').implement({
    description: 'Who asks, as their token says.',
    fields: (t) => ({
      id: t.id({ description: 'The person.', resolve: ({ actor }) => actor.id }),
      name: t.string({ description: 'To show to people.', resolve: ({ actor }) => actor.name }),
      tenant: t.exposeString('tenant', {
        nullable: true,
        description: 'Where they belong; members of a tenant share its sessions. Null: nowhere.',
      }),
      roles: t.stringList({
        description:
          'viewer reads, answerer answers, operator starts, controls, uploads and teaches, producer brings events, admin shuts people out.',
        resolve: ({ roles }) => [...roles],
      }),
      expiresAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When the token expires and streams end; null never.',
        resolve: ({ expiresAt }) => (expiresAt === null ? null : timestampOf(expiresAt)),
      }),
    }),
  });
  builder.queryField('viewer', (t) =>
    t.field({
      type: Viewer,
      description: 'Who asks.',
      resolve: (_root, _args, { access, actor }) => ({ ...access, actor }),
    }),
  );

  const Revoked = faults.outcome('AccessRevoked', 'What they had open has ended.', (t) => ({
    at: t.field({
      type: 'DateTime',
      description: 'Tokens of the person that were issued until then are not let in any more.',
      resolve: (one: { at: string }) => one.at,
    }),
  }));
  const Result = faults.resultOf('RevokeAccessResult', 'What became of it.', Revoked, ['InvalidInput']);
  builder.mutationField('revokeAccess', (t) =>
    t.field({
      type: Result,
      description: 'Shuts out a token, or a person with all tokens so far. For admins.',
      args: {
        tokenId: t.arg.id({ description: 'Claim `jti` of the token.' }),
        person: t.arg.id({ description: 'Claim `sub` of the person.' }),
        tenant: t.arg.string({
          description:
            'Where it belongs; without effect for an admin of a tenant, who may do this in it only.',
        }),
      },
      resolve: (_root, { tokenId = null, person = null, tenant = null }, { services }) =>
        faults.attempt('AccessRevoked', services, async () => {
          if ((tokenId === null) === (person === null))
            throw new Fault('INVALID_INPUT', 'Give either tokenId or person.', { path: ['person'] });
          services.revoke({ tokenId, person, tenant });
          return { at: timestampOf(services.clock.now()) };
        }),
    }),
  );
}
