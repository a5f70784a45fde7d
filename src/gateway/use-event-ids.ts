// Event ids: over SSE each result's `id:` is its cursor, so that a browser's EventSource resumes by itself.
//
// Yoga's own processor writes no ids. Results are taken when the connection has room for them, never before.

import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const pingEveryMs = 12_000;

export function useEventIds(): Plugin {
  return {
    onResultProcess({ request, result, setResultProcessor }) {
      const wanted = request.headers.get('accept')?.includes('text/event-stream') === true;
      if (wanted && isStream(result))
        setResultProcessor(((stream: Stream) => respond(stream)) as never, 'text/event-stream');
    },
  };
}

type Stream = AsyncIterable<ExecutionResult>;

function isStream(result: unknown): result is Stream {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}

function respond(stream: Stream): Response {
  const iterator = stream[Symbol.asyncIterator]();
  const encode = (text: string) => new TextEncoder().encode(text);
  let pings: NodeJS.Timeout;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // Some browsers show nothing before the first byte.
      controller.enqueue(encode(':\n\n'));
      pings = setInterval(
        () => (controller.desiredSize ?? 0) > 0 && controller.enqueue(encode(':\n\n')),
        pingEveryMs,
      );
    },
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) {
        clearInterval(pings);
        controller.enqueue(encode('event: complete\ndata:\n\n'));
        controller.close();
      } else controller.enqueue(encode(frame(value)));
    },
    async cancel() {
      clearInterval(pings);
      await iterator.return?.();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    },
  });
}

function frame(result: ExecutionResult): string {
  const cursor = result.extensions?.cursor;
  return `${typeof cursor === 'string' ? `id: ${cursor}\n` : ''}event: next\ndata: ${JSON.stringify(result)}\n\n`;
}
