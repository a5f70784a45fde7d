// Query limits: how much one operation may ask for, as a rule of validation, so that every door has it.
//
//   Q1. A fragment is weighed once, however often it is spread: a document of n tokens costs n steps to check.
//   Q2. What is weighed is the worst case: a page whose size is a variable counts as the largest page.

import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  visit,
} from 'graphql';

export interface QueryLimits {
  /** Of the text. */
  tokens: number;
  /** Fields within fields. */
  depth: number;
  aliases: number;
  directives: number;
  /** Fields that an answer may have, with full lists. */
  cost: number;
}

/** What tools ask to learn a schema is deep by nature: types of types. */
const deepestIntrospection = 20;
/** What a page may hold; a page whose size is not said has `usualPage`. */
const largestPage = 500;
const usualPage = 50;
/** Things in a list that is not paged. */
const usualList = 10;

interface Weight {
  depth: number;
  cost: number;
}

/** The rule. Its errors have the code QUERY_TOO_COMPLEX and say which limit it was. */
export function createQueryLimitsRule(limits: QueryLimits): ValidationRule {
  return function QueryLimitsRule(context: ValidationContext): ASTVisitor {
    return {
      // Before any other rule has said anything: of errors only so many are told.
      Document(document) {
        const tell = (limit: string, most: number) => context.reportError(tooComplex(limit, most));
        const { aliases, directives } = count(document);
        if (aliases > limits.aliases) tell('aliases', limits.aliases);
        if (directives > limits.directives) tell('directives', limits.directives);
        const weigh = createScales(context.getSchema(), document);
        for (const operation of document.definitions) {
          if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
          const { depth, cost } = weigh(operation);
          if (depth > limits.depth) tell('depth', limits.depth);
          if (cost > limits.cost) tell('cost', limits.cost);
          if (operation.operation === 'mutation' && rootFields(operation, document) > 1)
            tell('mutation fields', 1);
        }
      },
    };
  };
}

function count(document: DocumentNode): { aliases: number; directives: number } {
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field(node) {
      if (node.alias !== undefined) aliases++;
    },
    Directive() {
      directives++;
    },
  });
  return { aliases, directives };
}

/** An error for an operation over a limit. */
export function tooComplex(limit: string, most: number): GraphQLError {
  return new GraphQLError(`The operation is over the limit of ${most} for its ${limit}.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', limit, most },
  });
}

function createScales(
  schema: GraphQLSchema,
  document: DocumentNode,
): (operation: OperationDefinitionNode) => Weight {
  const fragments = fragmentsOf(document);
  const known = new Map<string, Weight>();
  const none: Weight = { depth: 0, cost: 0 };

  function weighFragment(name: string): Weight {
    const fragment = fragments.get(name);
    if (fragment === undefined) return none;
    let weight = known.get(name);
    if (weight === undefined) {
      // A fragment within itself is refused by another rule; here it must only come to an end.
      known.set(name, none);
      weight = weighSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
      known.set(name, weight);
    }
    return weight;
  }

  /** Of alternatives only the most expensive counts: a thing is of one type. */
  function weighSet({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Weight {
    let depth = 0;
    let cost = 0;
    const alternatives = new Map<string, number>();
    for (const selection of selections) {
      let weight: Weight;
      let of: GraphQLNamedType | undefined;
      if (selection.kind === Kind.FIELD) weight = weighField(selection, type);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        weight = weighFragment(selection.name.value);
        of = schema.getType(fragments.get(selection.name.value)?.typeCondition.name.value ?? '');
      } else {
        of =
          selection.typeCondition === undefined ? type : schema.getType(selection.typeCondition.name.value);
        weight = weighSet(selection.selectionSet, of);
      }
      depth = Math.max(depth, weight.depth);
      if (isAbstractType(type) && isObjectType(of))
        alternatives.set(of.name, (alternatives.get(of.name) ?? 0) + weight.cost);
      else cost += weight.cost;
    }
    return { depth, cost: cost + Math.max(0, ...alternatives.values()) };
  }

  function weighField(node: FieldNode, parent: GraphQLNamedType | undefined): Weight {
    const name = node.name.value;
    if (name.startsWith('__')) return weighIntrospection(node);
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (node.selectionSet === undefined) return { depth: 1, cost: 1 };
    const inner = weighSet(node.selectionSet, field === undefined ? undefined : getNamedType(field.type));
    if (field === undefined) return { depth: inner.depth + 1, cost: 1 + inner.cost };
    const isPaged = field.args.some((arg) => arg.name === 'first' || arg.name === 'last');
    // The size of a page is that of its connection; its edges do not count again.
    const isEdges = name === 'edges' || name === 'nodes';
    const times = isPaged ? pageOf(node) : isList(field.type) && !isEdges ? usualList : 1;
    return { depth: inner.depth + 1, cost: 1 + times * inner.cost };
  }

  return (operation) =>
    weighSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

/** Introspection has a depth of its own, and lists that are as long as the schema. */
function weighIntrospection(node: FieldNode): Weight {
  const depth = plainDepth(node, 0);
  return { depth: depth > deepestIntrospection ? Number.POSITIVE_INFINITY : 0, cost: 1 };
}

/** Without fragments, which stand by themselves: how deep fields stand within this one. */
function plainDepth(node: { selectionSet?: SelectionSetNode | undefined }, depth: number): number {
  let deepest = depth;
  for (const selection of node.selectionSet?.selections ?? []) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    deepest = Math.max(deepest, plainDepth(selection, depth + (selection.kind === Kind.FIELD ? 1 : 0)));
  }
  return deepest;
}

function pageOf({ arguments: given = [] }: FieldNode): number {
  const size = given.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
  if (size === undefined || size.kind === Kind.NULL) return usualPage;
  if (size.kind !== Kind.INT) return largestPage;
  // More than a page is refused where it is asked for, with words of its own.
  return Math.min(largestPage, Math.max(1, Number(size.value)));
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((one) => [one.name.value, one]));
}

/** Fields at the root, those in fragments among them. */
function rootFields(operation: OperationDefinitionNode, document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  const seen = new Set<string>();
  const count = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, one) => {
      if (one.kind === Kind.FIELD) return sum + (one.name.value === '__typename' ? 0 : 1);
      if (one.kind === Kind.INLINE_FRAGMENT) return sum + count(one.selectionSet);
      if (seen.has(one.name.value)) return sum + 1;
      seen.add(one.name.value);
      const fragment = fragments.get(one.name.value);
      return sum + (fragment === undefined ? 0 : count(fragment.selectionSet));
    }, 0);
  return count(operation.selectionSet);
}
