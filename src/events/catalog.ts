// Catalog: all kinds of events, gathered from the family files.

import type { z } from 'zod';
import { isKind, type Kind } from './kind.ts';
import * as agent from './kinds/agent.ts';
import * as brain from './kinds/brain.ts';
import * as decision from './kinds/decision.ts';
import * as manager from './kinds/manager.ts';
import * as recovery from './kinds/recovery.ts';
import * as result from './kinds/result.ts';
import * as workflow from './kinds/workflow.ts';

const families = { ...manager, ...agent, ...decision, ...workflow, ...brain, ...recovery, ...result };

type Exports = (typeof families)[keyof typeof families];
type Kinds = Extract<Exports, Kind<string, z.ZodObject>>;

/** The name of a kind that this server defines. */
export type KindName = Kinds['name'];

/** The data of an event of this kind. */
export type DataOf<Name extends KindName> = z.output<Extract<Kinds, { name: Name }>['data']>;

export type Catalog = ReadonlyMap<string, Kind>;

/** The kinds by name, in the order given. */
export function createCatalog(kinds: Iterable<Kind>): Catalog {
  return new Map([...kinds].map((kind) => [kind.name, kind]));
}

/** The kinds that this server defines. */
export const catalog: Catalog = createCatalog(Object.values<unknown>(families).filter(isKind));
