// Templates as people use them: what ships first, then what they saved; nothing is kept that could not be started.

import type { Agent } from '../agents/agent.ts';
import { type Clock, timestampOf } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import {
  keyOf,
  longestName,
  type Template,
  type TemplateStep,
  type TemplateStore,
} from '../templates/templates.ts';
import { shippedTemplates } from './shipped-templates.ts';
import { checkSteps } from './steps.ts';

export interface Templates {
  /** Those that ship and whose agents are here, then saved ones by name. */
  list(): Template[];
  get(id: string): Template | null;
  /** A new version when the name is known. @throws INVALID_INPUT */
  save(name: string, steps: readonly TemplateStep[]): Template;
  /** @throws NOT_FOUND, INVALID_INPUT for one that ships */
  remove(id: string): void;
  /** Those of a scope, such as a tenant. */
  of(scope: string): Templates;
}

export interface TemplateOptions {
  store: TemplateStore;
  roster: readonly Agent[];
  clock: Clock;
}

export const unknownTemplate = (id: string) => new Fault('NOT_FOUND', `There is no template «${id}».`);

export const ships = ({ savedAt }: Template) => savedAt === null;

export function createTemplates({ store, roster, clock }: TemplateOptions): Templates {
  const shipped = shippedTemplates.filter(({ steps }) =>
    steps.every((step) => roster.some((agent) => agent.name === step.agentName)),
  );
  const get = (id: string) => shipped.find((one) => one.id === id) ?? store.get(id);
  return {
    list: () => [...shipped, ...store.list()],
    get,
    save(given, steps) {
      const name = checkName(given);
      checkSteps(steps, roster);
      return store.save(name, steps, timestampOf(clock.now()));
    },
    remove(id) {
      const found = get(id);
      if (found === null) throw unknownTemplate(id);
      if (ships(found))
        throw new Fault('INVALID_INPUT', `«${found.name}» ships with the server and stays.`, {
          path: ['id'],
        });
      store.remove(id);
    },
    of: (scope) => createTemplates({ store: store.of(scope), roster, clock }),
  };
}

/** The name as it is kept. @throws INVALID_INPUT */
function checkName(given: string): string {
  const refuse = (message: string) => new Fault('INVALID_INPUT', message, { path: ['name'] });
  const name = given.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (keyOf(name) === '') throw refuse('Give it a name.');
  if (name.length > longestName)
    throw refuse(`A name has at most ${longestName} characters, this has ${name.length}.`);
  if (shippedTemplates.some((one) => keyOf(one.name) === keyOf(name)))
    throw refuse(`«${name}» ships with the server: take another name.`);
  return name;
}
