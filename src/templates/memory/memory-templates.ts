// Templates in memory, for embedding and tests.

import { newId } from '../../base/id.ts';
import { byName, keyOf, mostTemplates, type Template, type TemplateStore, tooMany } from '../templates.ts';

export function createMemoryTemplates(most = mostTemplates): TemplateStore {
  const scopes = new Map<string, TemplateStore>();
  function of(scope: string): TemplateStore {
    const found = scopes.get(scope) ?? createTable(most, of);
    scopes.set(scope, found);
    return found;
  }
  return of('');
}

function createTable(most: number, of: TemplateStore['of']): TemplateStore {
  const kept = new Map<string, Template>();
  return {
    list: () => [...kept.values()].sort(byName),
    get: (id) => kept.values().find((one) => one.id === id) ?? null,
    save(name, steps, savedAt) {
      const before = kept.get(keyOf(name));
      if (before === undefined && kept.size >= most) throw tooMany(most);
      const { id, version } = before ?? { id: newId('template'), version: 0 };
      const template = { id, name, version: version + 1, steps: [...steps], savedAt };
      kept.set(keyOf(name), template);
      return template;
    },
    remove(id) {
      const found = kept.values().find((one) => one.id === id);
      return found !== undefined && kept.delete(keyOf(found.name));
    },
    of,
    [Symbol.dispose]() {},
  };
}
