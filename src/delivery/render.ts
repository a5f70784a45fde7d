// Rendering: what a subscription is told, as the text of its result, with the cursor beside the data.

import {
  type ExecutionResult,
  executeSubscriptionEvent,
  type GraphQLError,
  type OperationDefinitionNode,
  type ValidatedSubscriptionArgs,
} from 'graphql';
import { canonical } from '../base/canonical.ts';
import { createProjection, type Project } from './projection.ts';

/** The text of one item's result. At once where it can be projected, else when it was executed. Never throws or rejects. */
export type Render = (item: object) => string | Promise<string>;

export interface RenderOptions {
  args: ValidatedSubscriptionArgs;
  cursorOf: (item: object) => string | null;
  /** How an error is told to a client. */
  mask: (error: unknown) => GraphQLError;
}

export function createRender({ args, cursorOf, mask }: RenderOptions): Render {
  const project = projectionOf(args);
  // What is kept for as long as the subscription lasts: the operation, not the socket's first request.
  return (item) => {
    const cursor = cursorOf(item);
    const data = project(item);
    if (data === null) return execute(item, cursor);
    return JSON.stringify(cursor === null ? { data } : { data, extensions: { cursor } });
  };

  async function execute(item: object, cursor: string | null): Promise<string> {
    try {
      const result = await executeSubscriptionEvent({ ...args, rootValue: item });
      return JSON.stringify(masked(cursor === null ? result : withCursor(result, cursor), mask));
    } catch (error) {
      return JSON.stringify({ errors: [mask(error)] });
    }
  }
}

function withCursor(result: ExecutionResult, cursor: string): ExecutionResult {
  return { ...result, extensions: { ...result.extensions, cursor } };
}

function masked(result: ExecutionResult, mask: RenderOptions['mask']): ExecutionResult {
  return result.errors === undefined ? result : { ...result, errors: result.errors.map(mask) };
}

const projections = new WeakMap<OperationDefinitionNode, Map<string, Project>>();
/** Only `@skip` and `@include` make more than one; beyond this many they are not kept. */
const maxKept = 16;

/** One for all subscriptions with the same operation and conditions. */
function projectionOf(args: ValidatedSubscriptionArgs): Project {
  const { schema, operation, fragmentDefinitions, variableValues } = args;
  const flags = Object.entries(variableValues.coerced).filter(([, value]) => typeof value === 'boolean');
  const variables = Object.fromEntries(flags);
  const key = canonical(variables) ?? '';
  const kept = projections.get(operation) ?? new Map<string, Project>();
  projections.set(operation, kept);
  let project = kept.get(key);
  if (project === undefined) {
    project = createProjection(schema, schema.getSubscriptionType()!, {
      sets: [operation.selectionSet],
      fragments: fragmentDefinitions,
      variables,
    });
    if (kept.size < maxKept) kept.set(key, project);
  }
  return project;
}
