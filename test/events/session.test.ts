// The fold: what the events of a session add up to.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../src/events/event.ts';
import { emptySession, fold, openDecisions, type Session } from '../../src/events/session.ts';
import { anyLog } from '../support/any-event.ts';

const empty = () => emptySession({ id: 's1', title: 'A', createdAt: '2026-01-01T00:00:00.000Z' });
const foldAll = (events: Event[], from: Session = empty()) => events.reduce(fold, from);

test('any prefix of any log folds, and the session knows how far it is', () => {
  fc.assert(
    fc.property(anyLog(), fc.nat(30), (log, cut) => {
      const prefix = log.slice(0, cut);
      expect(foldAll(prefix).lastSequence).toBe(prefix.length);
    }),
  );
});

test('folding in two parts, the first stored and read again, equals folding at once', () => {
  fc.assert(
    fc.property(anyLog(), fc.nat(30), (log, cut) => {
      const stored = JSON.parse(JSON.stringify(foldAll(log.slice(0, cut)))) as Session;
      const inParts = foldAll(log.slice(cut), stored);
      expect(JSON.stringify(inParts)).toBe(JSON.stringify(foldAll(log)));
    }),
  );
});

test('folding changes nothing that it was given', () => {
  fc.assert(
    fc.property(anyLog(), (log) => {
      const states = [empty()];
      for (const event of log) states.push(fold(states.at(-1)!, event));
      const printed = states.map((state) => JSON.stringify(state));
      foldAll(log, states[0]);
      expect(states.map((state) => JSON.stringify(state))).toEqual(printed);
    }),
  );
});

test('every decision asked is open until its first closing, and closed after it', () => {
  fc.assert(
    fc.property(anyLog(), (log) => {
      const session = foldAll(log);
      for (const decision of openDecisions(session)) {
        const asked = log.findLastIndex(
          (e) => e.type === 'user_decision_needed' && e.data.decisionId === decision.id,
        );
        expect(
          log.slice(asked).some((e) => e.type === 'user_decision_made' && e.data.decisionId === decision.id),
        ).toBe(false);
      }
    }),
  );
});
