// Price list: what a price list among the documents gives, before it is used: its prices, and the rows without one.

import { plain } from '../estimating/decimal.ts';
import { guessTrade, type LeftRow, type ListedPrice } from '../estimating/price-list.ts';
import { leftWords } from '../estimating/user-book.ts';
import { sourceReference } from '../events/shapes.ts';
import { sourceOf } from './estimate.ts';
import type { Kit } from './kit.ts';
import { pageSize } from './page.ts';
import type { PriceList } from './price-lists.ts';

export function addPriceLists({ builder, derive }: Kit): void {
  const SourceReference = derive.objectOf(sourceReference);
  const Listed = builder.objectRef<ListedPrice>('ListedPrice').implement({
    description: 'A row of a price list that gives a price.',
    fields: (t) => ({
      code: t.string({
        nullable: true,
        description: 'Its code in the list.',
        resolve: ({ line }) => line.code,
      }),
      description: t.string({ description: 'What it is.', resolve: ({ line }) => line.description }),
      section: t.string({
        nullable: true,
        description: 'The heading that it stands under.',
        resolve: ({ line }) => line.section,
      }),
      unit: t.exposeString('unit', { description: 'The unit that it was understood as.' }),
      low: t.field({
        type: 'Decimal',
        description: 'Low price of one unit; the price itself where the list gives one only.',
        resolve: ({ low }) => plain(low),
      }),
      likely: t.field({
        type: 'Decimal',
        description: 'Price of one unit.',
        resolve: ({ likely }) => plain(likely),
      }),
      high: t.field({
        type: 'Decimal',
        description: 'High price of one unit; the price itself where the list gives one only.',
        resolve: ({ high }) => plain(high),
      }),
      trade: t.string({
        nullable: true,
        description: 'Code of the trade that it seems to belong to; a guess. It prices lines of any trade.',
        resolve: ({ line }) => guessTrade(line),
      }),
      source: t.field({
        type: SourceReference,
        description: 'Where it stands.',
        resolve: ({ line }) => sourceOf(line.source),
      }),
    }),
  });
  const Left = builder.objectRef<LeftRow>('LeftRow').implement({
    description: 'A row of a price list that gives no price.',
    fields: (t) => ({
      description: t.string({ description: 'What it is.', resolve: ({ line }) => line.description }),
      reason: t.exposeString('reason', {
        description:
          'NO_DESCRIPTION, NO_RATE, ZERO_RATE, NEGATIVE_RATE, ABSURD_RATE, NO_UNIT, UNKNOWN_UNIT, OTHER_CURRENCY, OTHER_PRICE or REPEATED.',
      }),
      because: t.exposeString('because', { description: 'The reason in plain words.' }),
      source: t.field({
        type: SourceReference,
        description: 'Where it stands.',
        resolve: ({ line }) => sourceOf(line.source),
      }),
    }),
  });
  const first = 'So many, at most 500; 50 when left out.';
  const List = builder.objectRef<PriceList>('PriceList').implement({
    description:
      'A table of prices without quantities. In a workflow its prices go before the built-in ones.',
    fields: (t) => ({
      sheet: t.string({
        nullable: true,
        description: 'The sheet of a workbook.',
        resolve: ({ place }) => place.sheet,
      }),
      page: t.int({ nullable: true, description: 'The page, from 1.', resolve: ({ place }) => place.page }),
      currency: t.exposeString('currency', {
        nullable: true,
        description:
          'ISO 4217; null where the list names none, and its prices are taken to be in the currency of the estimate.',
      }),
      takenCount: t.int({ description: 'Rows that give a price.', resolve: ({ taken }) => taken.length }),
      leftCount: t.int({ description: 'Rows that do not.', resolve: ({ left }) => left.length }),
      leftBecause: t.string({
        description: 'Why they do not, in words, with numbers and rows; empty where there are none.',
        resolve: ({ left }) => leftWords(left),
      }),
      taken: t.field({
        type: [Listed],
        description: 'The prices, in the order of the list.',
        args: { first: t.arg.int({ description: first }) },
        resolve: ({ taken }, args) => taken.slice(0, pageSize(args.first, 'first')),
      }),
      left: t.field({
        type: [Left],
        description: 'The rows without one, in the order of the list.',
        args: { first: t.arg.int({ description: first }) },
        resolve: ({ left }, args) => left.slice(0, pageSize(args.first, 'first')),
      }),
    }),
  });
  builder.objectField('Document', 'priceLists', (t) =>
    t.field({
      type: [List],
      nullable: true,
      description:
        'The price lists in it, read from the file itself, before any workflow too; null when it cannot be read.',
      resolve: (document, _args, { services }) => services.priceLists.of(document),
    }),
  );
}
