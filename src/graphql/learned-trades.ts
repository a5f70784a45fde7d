// Learned trades: the table of what people taught, to see and to edit; and the list of trades.

import { timestampOf } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { type Trade, tradeName, tradeOf, trades } from '../estimating/trades.ts';
import { elementOf, noElement } from '../estimating/uniformat.ts';
import type { LearnedTrade } from '../learned/learned.ts';
import type { FaultTypes } from './fault.ts';
import type { Kit } from './kit.ts';
import { type addPages, type Connection, connect, type PageInfo, pageSize } from './page.ts';

const longestText = 2_000;
const mostForgotten = 500;

export function addLearnedTrades(
  { builder }: Kit,
  pageInfo: ReturnType<typeof addPages>,
  faults: FaultTypes,
): void {
  const Trade = builder.objectRef<Trade>('Trade').implement({
    description: 'A trade that lines are summed under.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'As in the field trade of a line.' }),
      name: t.exposeString('name', { description: 'To show to people.' }),
      uniformat: t.string({
        nullable: true,
        description:
          'The element of UNIFORMAT II that it usually builds; the words of a line may name another.',
        resolve: ({ code }) => {
          const element = elementOf({ trade: code, description: '', section: null });
          return element === noElement ? null : element;
        },
      }),
    }),
  });
  builder.queryField('trades', (t) =>
    t.field({
      type: [Trade],
      description: 'All trades, in the order of an estimate.',
      resolve: () => [...trades],
    }),
  );

  const Learned = builder.objectRef<LearnedTrade>('LearnedTrade').implement({
    description:
      'The trade that a person gave to lines of these words; it decides such lines in every session.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'Of the entry.' }),
      text: t.exposeString('text', { description: 'The line as it was first seen.' }),
      trade: t.exposeString('trade', { description: 'Code of the trade.' }),
      tradeName: t.string({ description: 'Its name.', resolve: ({ trade }) => tradeName(trade) }),
      times: t.exposeInt('times', { description: 'How often people taught it.' }),
      lastUsedAt: t.field({
        type: 'DateTime',
        description: 'When it was taught or decided a line last.',
        resolve: (one) => one.lastUsedAt,
      }),
      learnedFrom: t.exposeID('learnedFrom', {
        nullable: true,
        description: 'The session whose answer taught it last; null when it was entered here.',
      }),
    }),
  });
  const Edge = builder.objectRef<{ cursor: string; node: LearnedTrade }>('LearnedTradeEdge').implement({
    description: 'An entry and its place.',
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Where to go on after it.' }),
      node: t.field({ type: Learned, description: 'The entry.', resolve: (edge) => edge.node }),
    }),
  });
  const Page = builder
    .objectRef<Connection<LearnedTrade> & { totalCount: number }>('LearnedTradeConnection')
    .implement({
      description: 'A page of learned trades.',
      fields: (t) => ({
        edges: t.field({ type: [Edge], description: 'The last used first.', resolve: (page) => page.edges }),
        pageInfo: t.field({
          type: pageInfo,
          description: 'Where the page stands.',
          resolve: (page): PageInfo => page.pageInfo,
        }),
        totalCount: t.exposeInt('totalCount', { description: 'Entries in all pages.' }),
      }),
    });
  builder.queryField('learnedTrades', (t) =>
    t.field({
      type: Page,
      description: 'What people taught about trades, over all sessions.',
      args: {
        search: t.arg.string({ description: 'Only where the text or the code of the trade has this in it.' }),
        first: t.arg.int({ description: 'So many, at most 500; 50 when left out.' }),
        after: t.arg.string({ description: 'After this edge.' }),
      },
      resolve: (_root, { search, first, after }, { services }) => {
        const { entries, total, hasNext } = services.learned.list({
          search: search ?? '',
          first: pageSize(first, 'first'),
          after: after ?? null,
        });
        const more = { next: hasNext, previous: after != null };
        return { ...connect(entries, ({ id }) => id, more), totalCount: total };
      },
    }),
  );

  const Taught = faults.outcome('TradeTaught', 'Lines of these words have this trade from now on.', (t) => ({
    learned: t.field({
      type: Learned,
      description: 'The entry as it stands now.',
      resolve: (one: never) => (one as { learned: LearnedTrade }).learned,
    }),
  }));
  const Result = faults.resultOf('TeachTradeResult', 'What became of it.', Taught, ['InvalidInput']);
  builder.mutationField('teachTrade', (t) =>
    t.field({
      type: Result,
      description:
        'Enters or changes what lines of these words belong to, for workflows that start after it.',
      args: {
        text: t.arg.string({ required: true, description: 'The words of a line, at most 2,000 letters.' }),
        trade: t.arg.string({ required: true, description: 'Code of a trade.' }),
      },
      resolve: (_root, { text, trade }, { services: { learned, clock }, services }) =>
        faults.attempt('TradeTaught', services, async () => {
          if (tradeOf(trade) === null)
            throw new Fault('INVALID_INPUT', `«${trade}» is no code of a trade.`, { path: ['trade'] });
          if (text.length > longestText)
            throw new Fault('INVALID_INPUT', `The text has more than ${longestText} letters.`, {
              path: ['text'],
            });
          const at = timestampOf(clock.now());
          const [entry] = learned.teach([{ text: text.trim(), trade }], {
            at,
            from: null,
            key: newId('learned'),
          });
          if (entry === undefined)
            throw new Fault('INVALID_INPUT', 'The text has no words.', { path: ['text'] });
          return { learned: entry };
        }),
    }),
  );
  builder.mutationField('forgetTrades', (t) =>
    t.int({
      description: 'Removes entries; how many of them there were. What estimates say already stays.',
      args: { ids: t.arg.idList({ required: true, description: 'Of the entries, at most 500.' }) },
      resolve: (_root, { ids }, { services }) => {
        if (ids.length > mostForgotten)
          throw new Fault('INVALID_INPUT', `At most ${mostForgotten} at once.`, { path: ['ids'] });
        return services.learned.forget(ids.map(String));
      },
    }),
  );
}
