// Conflation: what is merged away, and what never is.

import { expect, test } from 'vitest';
import type { Draft, Event } from '../../src/events/event.ts';
import { conflate } from '../../src/feed/conflate.ts';
import { thinking } from '../../src/manager/drafts.ts';
import { said, substep } from '../support/drafts.ts';

const part = (messageId: string, text: string, partial = true): Draft => ({
  ...said(text),
  type: 'chat_message',
  data: { role: 'assistant', text, messageId, partial },
});

const thought = (thoughtId: string, analysis: string, partial = true): Draft => {
  const draft = thinking({ id: 'workflow_1' } as Parameters<typeof thinking>[0], 0, {
    thinkingType: 'model_reasoning',
    analysis,
    factors: [],
  });
  return { ...draft, data: { ...draft.data, thoughtId, partial } } as Draft;
};

/** What is told, by sequence; a range as «from-to». */
function told(drafts: Draft[]): (number | string)[] {
  const events = drafts.map((draft, index) => ({ ...draft, sessionId: 's', sequence: index + 1 }) as Event);
  return conflate(events).map((one) =>
    one.kind === 'event' ? one.event.sequence : `${one.fromSequence}-${one.toSequence}`,
  );
}

test('of the parts of a message only the newest is told, and the whole besides', () => {
  const parts = [part('m1', 'It'), part('m1', 'It is'), part('m2', 'And'), part('m1', 'It is so')];
  expect(told([...parts, part('m1', 'It is so.', false)])).toEqual(['1-2', 3, 4, 5]);
});

test('of the parts of a thought only the newest is told, and the whole besides', () => {
  const parts = [thought('t1', 'So'), thought('t2', 'But'), thought('t1', 'So it')];
  expect(told([...parts, thought('t1', 'So it is.', false)])).toEqual(['1-1', 2, 3, 4]);
});

test('of progress only the newest of each execution is told; what is said in one piece is never merged', () => {
  expect(told([substep('a', 1), said('x'), substep('b', 1), substep('a', 2), said('x')])).toEqual([
    '1-1',
    2,
    3,
    4,
    5,
  ]);
});
