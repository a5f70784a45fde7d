// Cursors: each result of a subscription says where to go on, as `extensions.cursor`; and a stream that fails ends
// with a result that names the fault, rather than by breaking its connection.

import {
  createSourceEventStream,
  type ExecutionResult,
  executeSubscriptionEvent,
  GraphQLError,
  mapSourceToResponseEvent,
  validateSubscriptionArgs,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { payloadCursor } from '../graphql/stream.ts';

type Stream = AsyncIterableIterator<ExecutionResult>;

export function useCursors(): Plugin {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(subscribe as never);
    },
  };
}

/** GraphQL's own subscribe, with the cursor of each payload beside its result. */
async function subscribe(
  args: Parameters<typeof validateSubscriptionArgs>[0],
): Promise<Stream | ExecutionResult> {
  const validated = validateSubscriptionArgs(args);
  if (!('schema' in validated)) return { errors: validated };
  const source = await createSourceEventStream(validated);
  if (!(Symbol.asyncIterator in source)) return source;
  const results = mapSourceToResponseEvent(validated, source, async (event) => {
    const result = await executeSubscriptionEvent(event);
    const cursor = payloadCursor(event.rootValue);
    return cursor === null ? result : { ...result, extensions: { ...result.extensions, cursor } };
  });
  return tellFailure(results as Stream);
}

function tellFailure(results: Stream): Stream {
  let failed = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (failed) return { done: true, value: undefined };
      try {
        return await results.next();
      } catch (error) {
        failed = true;
        const told = new GraphQLError('The stream ended.', {
          originalError: error instanceof Error ? error : new Error(String(error)),
        });
        return { done: false, value: { errors: [told] } };
      }
    },
    async return() {
      failed = true;
      return (await results.return?.()) ?? { done: true, value: undefined };
    },
  };
}
