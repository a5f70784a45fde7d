// Delivery: subscriptions to a session are handed over to the door's own delivery; of the others each result says where
// to go on, as `extensions.cursor`, and a stream that fails ends with a result that names the fault rather than by
// breaking its connection.

import {
  createSourceEventStream,
  type ExecutionResult,
  executeSubscriptionEvent,
  GraphQLError,
  mapSourceToResponseEvent,
  validateSubscriptionArgs,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isLiveStream } from '../feed/live.ts';
import type { Context } from '../graphql/context.ts';
import { payloadCursor } from '../graphql/stream.ts';

type Stream = AsyncIterableIterator<ExecutionResult>;

export function useDelivery(): Plugin {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(subscribe as never);
    },
  };
}

async function subscribe(
  args: Parameters<typeof validateSubscriptionArgs>[0],
): Promise<Stream | ExecutionResult> {
  const validated = validateSubscriptionArgs(args);
  if (!('schema' in validated)) return { errors: validated };
  const source = await createSourceEventStream(validated);
  if (!(Symbol.asyncIterator in source)) return source;
  const { handover, services } = validated.contextValue as Context;
  if (handover !== null && isLiveStream(source)) {
    handover.subscription = { stream: source, args: validated };
    return handedOver;
  }
  const results = mapSourceToResponseEvent(validated, source, async (event) => {
    const result = await executeSubscriptionEvent(event);
    const cursor = payloadCursor(event.rootValue);
    return cursor === null ? result : { ...result, extensions: { ...result.extensions, cursor } };
  });
  const field = validated.operation.selectionSet.selections.find((one) => one.kind === 'Field');
  return tellFailure(results as Stream, services.tally.open('operations', field?.name.value ?? 'other'));
}

/** Stands for a stream that somebody else delivers. Nobody reads it. */
const handedOver: Stream = {
  [Symbol.asyncIterator]: () => handedOver,
  next: async () => ({ done: true, value: undefined }),
  return: async () => ({ done: true, value: undefined }),
};

/** `open` is disposed of when the stream is over. */
function tellFailure(results: Stream, open: Disposable): Stream {
  let failed = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (failed) return { done: true, value: undefined };
      try {
        const result = await results.next();
        if (result.done === true) open[Symbol.dispose]();
        return result;
      } catch (error) {
        failed = true;
        open[Symbol.dispose]();
        const told = new GraphQLError('The stream ended.', {
          originalError: error instanceof Error ? error : new Error(String(error)),
        });
        return { done: false, value: { errors: [told] } };
      }
    },
    async return() {
      failed = true;
      open[Symbol.dispose]();
      return (await results.return?.()) ?? { done: true, value: undefined };
    },
  };
}
