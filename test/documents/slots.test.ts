import { describe, expect, it } from 'vitest';
import { createSlots } from '../../src/documents/slots.ts';

const never = new AbortController().signal;

describe('slots', () => {
  it('gives out no more than there are, and the next one as soon as one is given back', async () => {
    const slots = createSlots(2);
    const first = await slots.take(never);
    await slots.take(never);
    const order: string[] = [];
    const third = slots.take(never).then(() => order.push('third'));
    const fourth = slots.take(never).then(() => order.push('fourth'));
    await Promise.resolve();
    expect(order).toEqual([]);
    first[Symbol.dispose]();
    first[Symbol.dispose]();
    await third;
    expect(order).toEqual(['third']);
    void fourth;
  });

  it('loses no slot to those who stop waiting', async () => {
    const slots = createSlots(1);
    const held = await slots.take(never);
    const stop = new AbortController();
    const gone = slots.take(stop.signal);
    stop.abort(new Error('gone'));
    await expect(gone).rejects.toThrow('gone');
    held[Symbol.dispose]();
    await expect(slots.take(never)).resolves.toBeDefined();
    await expect(slots.take(AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
  });
});
