// Element totals: the sums of an estimate by building element.

import type { ElementTotal } from '../estimating/estimate.ts';
import type { Builder } from './builder.ts';
import type { addMoney } from './money.ts';

type Total = ElementTotal & { currency: string };

export function addElementTotals(builder: Builder, Money: ReturnType<typeof addMoney>['Money']) {
  return builder.objectRef<Total>('ElementTotal').implement({
    description: 'The sum of a building element of UNIFORMAT II, level 2 (NISTIR 6389).',
    fields: (t) => ({
      code: t.exposeString('code', {
        description: 'Such as B20; none for lines that build no element, such as general conditions.',
      }),
      name: t.exposeString('name', { description: 'Its name.' }),
      lineCount: t.exposeInt('lineCount', { description: 'Lines in it.' }),
      low: t.field({
        type: Money,
        description: 'Low.',
        resolve: (one) => ({ amount: one.low, currency: one.currency }),
      }),
      likely: t.field({
        type: Money,
        description: 'Likely.',
        resolve: (one) => ({ amount: one.likely, currency: one.currency }),
      }),
      high: t.field({
        type: Money,
        description: 'High.',
        resolve: (one) => ({ amount: one.high, currency: one.currency }),
      }),
      share: t.exposeFloat('share', { description: '0 to 1 of the likely sum before mark-ups.' }),
    }),
  });
}
