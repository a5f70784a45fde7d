// Key: which subscribers are told the same.
//
//   K1. Two subscriptions have the same key only when operation, variables and identity are the same; of the variables
//       those do not count that only say from where to begin.
//   K2. Without an identity there is no key, and nothing is shared: what one viewer may see another may not.

import { type OperationDefinitionNode, type ValidatedSubscriptionArgs, visit } from 'graphql';
import { canonical } from '../base/canonical.ts';

interface Operation {
  number: number;
  /** The variables that what is told may depend on. */
  variables: readonly string[];
}

let operations = 0;
/** Parsed documents are kept by their text (Yoga's parser cache), so equal ones are the same one. */
const known = new WeakMap<OperationDefinitionNode, Operation>();

/** Null when the subscription must have a group of its own. */
export function groupKey(args: ValidatedSubscriptionArgs, identity: string | null): string | null {
  if (identity === null) return null;
  const { number, variables } = operationOf(args);
  const { coerced } = args.variableValues;
  const given = canonical(Object.fromEntries(variables.map((name) => [name, coerced[name]])));
  return given === null ? null : `${number} ${given} ${identity}`;
}

function operationOf(args: ValidatedSubscriptionArgs): Operation {
  let found = known.get(args.operation);
  if (found === undefined) {
    found = { number: ++operations, variables: variablesThatCount(args) };
    known.set(args.operation, found);
  }
  return found;
}

/** All but those that are used as arguments that the root field says to be places (`extensions.placeArguments`), and nowhere else. */
function variablesThatCount({ schema, document, operation }: ValidatedSubscriptionArgs): string[] {
  const root = schema.getSubscriptionType()?.getFields() ?? {};
  const uses = new Map<string, number>();
  const count = (name: string, by: number) => uses.set(name, (uses.get(name) ?? 0) + by);
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => count(name.value, 1),
  });
  for (const selection of operation.selectionSet.selections) {
    if (selection.kind !== 'Field') continue;
    const places = root[selection.name.value]?.extensions.placeArguments;
    for (const { name, value } of selection.arguments ?? []) {
      if (value.kind === 'Variable' && Array.isArray(places) && places.includes(name.value))
        count(value.name.value, -1);
    }
  }
  const all = operation.variableDefinitions?.map((one) => one.variable.name.value) ?? [];
  return all.filter((name) => (uses.get(name) ?? 0) > 0);
}
