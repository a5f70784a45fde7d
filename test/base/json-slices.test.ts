import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printJson } from '../../src/base/json-slices.ts';

const printed = async (value: unknown) => Buffer.from(await printJson(value)).toString();

it('prints what JSON.stringify prints', async () => {
  const longList = fc.array(fc.jsonValue(), { minLength: 51, maxLength: 120 });
  const value = fc.oneof(
    fc.jsonValue(),
    fc.record({ lines: longList, of: fc.record({ more: fc.array(longList, { maxLength: 3 }) }) }),
  );
  await fc.assert(
    fc.asyncProperty(value, async (one) => {
      expect(await printed(one)).toBe(JSON.stringify(one));
    }),
    { numRuns: 60 },
  );
});

it('leaves out what JSON leaves out, and prints null where a list has a gap', async () => {
  const list = Array.from({ length: 120 }, (_, at) => (at % 7 === 0 ? undefined : { at, gone: undefined }));
  const value = { list, gone: undefined, act: () => 0, when: new Date(0), deep: [[list], undefined] };
  expect(await printed(value)).toBe(JSON.stringify(value));
  await expect(printJson(undefined)).rejects.toThrow(TypeError);
});

it('lets others have their turn while it prints a long list', async () => {
  let breaths = 0;
  const lines = Array.from({ length: 5_000 }, (_, at) => ({ at }));
  await printJson(
    { documents: [{ tables: [{ lines }] }] },
    {
      async breathe() {
        breaths += 1;
        await turn();
      },
    },
  );
  expect(breaths).toBeGreaterThanOrEqual(100);
});
