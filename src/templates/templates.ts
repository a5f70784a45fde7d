// Templates: arrangements of agents that people gave a name, kept across sessions.
//
//   T1. One template for the same name, however its letters are cased; the last one saved holds.
//   T2. Its id stays, its versions count up from 1. One that was removed never comes back: the same name is then another.
//   T3. At most `mostTemplates` of a scope; one more is refused, and none is lost for it.
//   T4. What one scope saved no other sees. Without tenants there is one scope, the empty text.

import { Fault } from '../base/fault.ts';
import type { Request } from '../events/session.ts';

export type TemplateStep = NonNullable<Request['steps']>[number];

export interface Template {
  id: string;
  /** To show to people. */
  name: string;
  /** 1 and up. */
  version: number;
  steps: TemplateStep[];
  /** ISO 8601, of this version; null for one that ships. */
  savedAt: string | null;
}

export interface TemplateStore extends Disposable {
  /** By name. */
  list(): Template[];
  get(id: string): Template | null;
  /** A new version when the name is known. @throws INVALID_INPUT when there are as many as may be */
  save(name: string, steps: readonly TemplateStep[], at: string): Template;
  /** Whether it was there. */
  remove(id: string): boolean;
  /** The templates of a scope, such as a tenant; they are closed with this one. */
  of(scope: string): TemplateStore;
}

export const mostTemplates = 200;
export const longestName = 80;

/** Two names that people would take for the same are the same. */
export const keyOf = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

export const byName = (one: Template, other: Template) => {
  const [a, b] = [keyOf(one.name), keyOf(other.name)];
  return a < b ? -1 : a > b ? 1 : 0;
};

export const tooMany = (most: number) =>
  new Fault('INVALID_INPUT', `At most ${most} templates are kept: delete one first.`, { path: ['name'] });
