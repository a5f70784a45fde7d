// The list of a stream: in order, bounded, and nothing lost by a pause.

import { expect, test, vi } from 'vitest';
import { createStream, mostKept, type Stream } from '../../src/graphiql/stream.ts';

const pour = (stream: Stream, from: number, to: number) => {
  for (let n = from; n <= to; n++) stream.receive({ data: { n } });
};
const shown = (stream: Stream) => stream.state.getState().shown.map(({ result }) => result.data?.n);
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

test('what comes is shown in order, in few steps however much it is', async () => {
  const stream = createStream();
  let steps = 0;
  stream.state.subscribe(() => steps++);
  pour(stream, 1, 500);
  await vi.waitFor(() => expect(shown(stream)).toEqual(numbers(1, 500)));
  expect(steps).toBeLessThan(5);
});

test('paused, the list holds still and counts what waits; resumed, it has everything once', async () => {
  const stream = createStream();
  pour(stream, 1, 3);
  stream.pause();
  pour(stream, 4, 9);
  await vi.waitFor(() => expect(stream.state.getState().held).toBe(6));
  expect(shown(stream)).toEqual([1, 2, 3]);
  stream.resume();
  expect(shown(stream)).toEqual(numbers(1, 9));
  expect(stream.state.getState()).toMatchObject({ held: null, total: 9 });
});

test('the list keeps the newest, before, during and after a pause, and the count says that there were more', async () => {
  const stream = createStream();
  pour(stream, 1, 3 * mostKept);
  stream.pause();
  expect(shown(stream)).toEqual(numbers(2 * mostKept + 1, 3 * mostKept));
  pour(stream, 3 * mostKept + 1, 10 * mostKept);
  await vi.waitFor(() => expect(stream.state.getState().total).toBe(10 * mostKept));
  expect(shown(stream)).toEqual(numbers(2 * mostKept + 1, 3 * mostKept));
  expect(stream.state.getState().held).toBeLessThanOrEqual(2 * mostKept);
  stream.resume();
  expect(shown(stream)).toEqual(numbers(9 * mostKept + 1, 10 * mostKept));
});

test('cleared, it begins anew and goes on', () => {
  const stream = createStream();
  pour(stream, 1, 5);
  stream.clear();
  expect(stream.state.getState()).toMatchObject({ shown: [], total: 0 });
  pour(stream, 6, 7);
  stream.setPhase('complete');
  expect(shown(stream)).toEqual([6, 7]);
});
