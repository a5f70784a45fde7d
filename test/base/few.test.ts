import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Few } from '../../src/base/few.ts';

test('whatever is added and deleted, it holds what a set holds, in its order', () => {
  const step = fc.record({ add: fc.boolean(), member: fc.integer({ min: 1, max: 4 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const few = new Few<number>();
      const set = new Set<number>();
      for (const { add, member } of steps) {
        if (add) {
          few.add(member);
          set.add(member);
        } else expect(few.delete(member)).toBe(set.delete(member));
        expect([...few.all()]).toEqual([...set]);
        expect(few.size).toBe(set.size);
        expect(few.only === null || set.size === 1).toBe(true);
      }
    }),
  );
});

test('whoever is deleted while all are met is not met any more', () => {
  const few = new Few<string>();
  for (const name of ['a', 'b', 'c']) few.add(name);
  const met: string[] = [];
  for (const name of few.all()) {
    met.push(name);
    if (name === 'a') few.delete('b');
  }
  expect(met).toEqual(['a', 'c']);
});
