// Operation: which one of a document is run.

import { type OperationDefinitionNode, parse } from 'graphql';

export interface Operation {
  kind: 'query' | 'mutation' | 'subscription';
  name: string | null;
}

/**
 * The one of that name. Just after a change of tabs GraphiQL still names the operation of the tab before; where there is
 * only one, it is that. Null when the document cannot be read or leaves it open: the server says what is wrong with it.
 */
export function operationOf(query: string, name: string | null): Operation | null {
  const all = operationsIn(query);
  const one =
    all.find((operation) => operation.name?.value === name) ?? (all.length === 1 ? all[0] : undefined);
  return one === undefined ? null : { kind: one.operation, name: one.name?.value ?? null };
}

function operationsIn(query: string): OperationDefinitionNode[] {
  try {
    return parse(query).definitions.filter((definition) => definition.kind === 'OperationDefinition');
  } catch {
    return [];
  }
}
