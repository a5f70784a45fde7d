// Selections: the fields that a query selects on a type, in the order in which they are answered.
//
// As «CollectFields» of the GraphQL specification, section 6.3.2.

import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  type SelectionSetNode,
} from 'graphql';

export type FieldNodes = readonly FieldNode[];

export interface Selections {
  /** The sets that together make the selection. */
  sets: readonly SelectionSetNode[];
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Values of the variables, for `@skip` and `@include`. */
  variables: Readonly<Record<string, unknown>>;
}

/** By response key; null when a directive is there that is not known here. */
export function collectFields(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  { sets, fragments, variables }: Selections,
): Map<string, FieldNode[]> | null {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  let known = true;

  function wanted(directives: readonly DirectiveNode[] = []): boolean {
    return directives.every((directive) => {
      const { name, arguments: args } = directive;
      const value = args?.find((one) => one.name.value === 'if')?.value;
      const given =
        value?.kind === 'BooleanValue'
          ? value.value
          : value?.kind === 'Variable'
            ? variables[value.name.value]
            : undefined;
      if (typeof given !== 'boolean' || (name.value !== 'skip' && name.value !== 'include')) {
        known = false;
        return false;
      }
      return given === (name.value === 'include');
    });
  }

  function applies(condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const found = schema.getType(condition);
    return isAbstractType(found) && schema.isSubType(found, type);
  }

  function collect(set: SelectionSetNode): void {
    for (const node of set.selections) {
      if (!wanted(node.directives)) continue;
      if (node.kind === 'Field') {
        const key = node.alias?.value ?? node.name.value;
        const nodes = fields.get(key);
        if (nodes === undefined) fields.set(key, [node]);
        else nodes.push(node);
      } else if (node.kind === 'InlineFragment') {
        if (applies(node.typeCondition?.name.value)) collect(node.selectionSet);
      } else if (!seen.has(node.name.value)) {
        seen.add(node.name.value);
        const fragment = fragments[node.name.value];
        if (fragment === undefined) known = false;
        else if (applies(fragment.typeCondition.name.value)) collect(fragment.selectionSet);
      }
    }
  }

  for (const set of sets) collect(set);
  return known ? fields : null;
}
