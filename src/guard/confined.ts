// Confined services: what the server does, as one person may use it. Doors and resolvers are given these and no others,
// so that nothing that is added to them can forget whose a session is.

import { LRUCache } from 'lru-cache';
import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/id.ts';
import type { Role } from '../base/role.ts';
import type { Services } from '../graphql/context.ts';
import type { Sessions } from '../log/sessions.ts';
import { confineLog } from './confined-log.ts';
import { type Identity, ownerOf, scopeOf, sharingKey } from './identity.ts';
import type { WithQuotas } from './quotas.ts';
import { requireRole } from './use-roles.ts';

/** Makes services that see and write by these alone. */
export type ServicesOver = (parts: Pick<Services, 'log' | 'sessions' | 'learned' | 'templates'>) => Services;

export type Confine = (identity: Identity) => Services;

/** People whose services are kept. */
const kept = 1000;

export function createConfine(services: Services, over: ServicesOver, withQuotas: WithQuotas): Confine {
  const known = new LRUCache<string, Services>({ max: kept });

  function make(identity: Identity): Services {
    const owner = ownerOf(identity);
    if (owner === null) return withRoles(withQuotas(services, identity), identity, '');
    const log = confineLog(services.log, { owner, scope: scopeOf(identity) });
    const seen = async (sessionId: string) => {
      if ((await log.head(sessionId)) === null)
        throw new Fault('NOT_FOUND', `There is no session «${sessionId}».`);
    };
    const sessions: Sessions = {
      async get(sessionId) {
        await seen(sessionId);
        return services.sessions.get(sessionId);
      },
      async at(sessionId, sequence) {
        await seen(sessionId);
        return services.sessions.at(sessionId, sequence);
      },
    };
    const { scope } = owner;
    const [learned, templates] = [services.learned.of(scope), services.templates.of(scope)];
    const own = over({ log, sessions, learned, templates });
    return withRoles(withQuotas(own, identity), identity, owner.scope);
  }

  return (identity) => {
    const key = sharingKey(identity);
    let found = key === null ? undefined : known.get(key);
    if (found === undefined) {
      found = make(identity);
      if (key !== null) known.set(key, found);
    }
    return found;
  };
}

/** What GraphiQL's page made up at random, and names the session of in its other tabs: nobody else has it. */
const preparedKey = /^graphiql_[0-9a-z]{16}$/;

/** What changes something takes a role. The same idempotency key of another scope is another key. */
function withRoles(services: Services, identity: Identity, scope: string): Services {
  const { commands, forks, intake, learned, recommendations, templates } = services;
  const taking =
    <Args extends unknown[], Result>(role: Role, run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      requireRole(identity, role);
      return run(...args);
    };
  const keyOf = (key: string) =>
    scope === '' || preparedKey.test(key) ? key : sha256(`${scope}\u0000${key}`);
  const { log, sessions, estimates, priceLists, roster, brains } = services;
  const { clock, tally, draining, marks, retryAfterMs } = services;
  // Each by its name: a service that is added does not compile until it is said here who may use it.
  return {
    ...{ log, sessions, estimates, priceLists, roster, brains },
    ...{ clock, tally, draining, marks, retryAfterMs },
    revoke(what) {
      requireRole(identity, 'admin');
      // Who belongs to a tenant has a say in that one only.
      services.revoke({ ...what, tenant: identity.tenant ?? what.tenant });
    },
    commands: {
      createSession: taking('operator', (title) => commands.createSession(title)),
      start: taking('operator', (input) => {
        const { idempotencyKey: key } = input;
        return commands.start({ ...input, idempotencyKey: key === null ? null : keyOf(key) });
      }),
      answer: taking('answerer', (...args) => commands.answer(...args)),
      cancel: taking('operator', (...args) => commands.cancel(...args)),
      pause: taking('operator', (...args) => commands.pause(...args)),
      resume: taking('operator', (id) => commands.resume(id)),
      retry: taking('operator', (id) => commands.retry(id)),
      say: taking('operator', (...args) => commands.say(...args)),
    },
    intake: {
      check: (file) => {
        requireRole(identity, 'operator');
        return intake.check(file);
      },
      add: taking('operator', (...args) => intake.add(...args)),
      fetch: taking('operator', (...args) => intake.fetch(...args)),
      addSample: taking('operator', (id) => intake.addSample(id)),
    },
    learned: {
      ...learned,
      teach(...args) {
        requireRole(identity, 'operator');
        return learned.teach(...args);
      },
      forget(ids) {
        requireRole(identity, 'operator');
        return learned.forget(ids);
      },
    },
    forks: {
      fork: taking('operator', (input, by) => {
        const { idempotencyKey: key } = input;
        return forks.fork({ ...input, idempotencyKey: key === null ? null : keyOf(key) }, by);
      }),
    },
    recommendations: {
      ...recommendations,
      mark: taking('operator', (...args) => recommendations.mark(...args)),
    },
    templates: {
      ...templates,
      save(...args) {
        requireRole(identity, 'operator');
        return templates.save(...args);
      },
      remove(id) {
        requireRole(identity, 'operator');
        templates.remove(id);
      },
    },
  };
}
