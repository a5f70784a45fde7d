// Guard: asked about each GraphQL operation before it runs, whichever door it came by.

import { type ExecutionArgs, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isFault } from '../base/fault.ts';
import { refusalOf } from '../guard/refusals.ts';
import type { Doorway } from './graphql.ts';

export function useGuard(): Plugin {
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const refused = await ask(args);
      if (refused !== null) setResultAndStopExecution({ errors: [refused] });
    },
    async onSubscribe({ args, setResultAndStopExecution }) {
      const refused = await ask(args);
      if (refused !== null) setResultAndStopExecution({ errors: [refused] });
    },
  };
}

/** The refusal; null lets it run. */
async function ask(args: unknown): Promise<GraphQLError | null> {
  const { schema, document, operationName, variableValues, contextValue } = args as ExecutionArgs;
  const { visit } = contextValue as Doorway;
  try {
    await visit.operation({
      schema,
      document,
      operationName: operationName ?? null,
      variables: variableValues ?? {},
    });
    return null;
  } catch (error) {
    if (!isFault(error)) throw error;
    // A response without data is no 200 in application/graphql-response+json. Yoga takes `http` out again, other doors would not.
    const http =
      visit.door === 'graphql' ? { http: { status: refusalOf(error.code).status, spec: true } } : {};
    return new GraphQLError(error.message, { extensions: { code: error.code, ...error.detail, ...http } });
  }
}
