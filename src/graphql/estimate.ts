// Estimates: the priced result, every figure with its source.

import type { Provenance, Source } from '../documents/document.ts';
import type { Estimate, EstimateIssue } from '../estimating/estimate.ts';
import { severity, sourceReference } from '../events/shapes.ts';
import type { SchemaTypes } from './builder.ts';
import { addElementTotals } from './element.ts';
import type { Kit } from './kit.ts';
import type { addMoney } from './money.ts';
import type { addPages } from './page.ts';
import { type Connection, connect, type PageInfo, pageSize, unknownEdge } from './page.ts';

type Line = SchemaTypes['Objects']['EstimateLine'];
type Markup = Estimate['markups'][number] & { currency: string };

const inCurrency = (currency: string, amount: string | null) =>
  amount === null ? null : { amount, currency };

export function sourceOf({
  documentId,
  documentName,
  sheet,
  page,
  row,
  cell = null,
  quote,
}: Source | Provenance) {
  return { documentId, documentName, sheet, page, row, cell, quote };
}

export function addEstimates(
  { builder, derive }: Kit,
  { Money }: ReturnType<typeof addMoney>,
  pageInfo: ReturnType<typeof addPages>,
): void {
  const SourceReference = derive.objectOf(sourceReference);
  builder.objectType('EstimateLine', {
    description: 'One item of an estimate.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'The same through all results of a session.' }),
      item: t.exposeString('item', { nullable: true, description: 'Its number in the document.' }),
      description: t.exposeString('description', { description: 'What it is.' }),
      section: t.exposeString('section', {
        nullable: true,
        description: 'The heading that it stands under.',
      }),
      trade: t.exposeString('trade', { description: 'Code of its trade.' }),
      quantity: t.field({
        type: 'Decimal',
        description: 'Net quantity, the one that is priced.',
        resolve: (one) => one.quantity,
      }),
      unit: t.exposeString('unit', { description: 'Unit of the quantity.' }),
      unitPrice: t.field({
        type: Money,
        nullable: true,
        description: 'Likely price of one unit; null when no price was found.',
        resolve: (one) => inCurrency(one.currency, one.unitPrice),
      }),
      amount: t.field({
        type: Money,
        nullable: true,
        description: 'Likely amount.',
        resolve: (one) => inCurrency(one.currency, one.amount),
      }),
      low: t.field({
        type: Money,
        nullable: true,
        description: 'Low amount.',
        resolve: (one) => inCurrency(one.currency, one.low),
      }),
      high: t.field({
        type: Money,
        nullable: true,
        description: 'High amount.',
        resolve: (one) => inCurrency(one.currency, one.high),
      }),
      confidence: t.exposeFloat('confidence', {
        description:
          '0 to 1: how sure it is that this price belongs to this line. It says nothing of the price itself.',
      }),
      priceBasis: t.exposeString('priceBasis', {
        description: 'document, public-bid, composed, user or none.',
      }),
      priceSource: t.exposeString('priceSource', {
        nullable: true,
        description: 'Where the price comes from.',
      }),
      source: t.field({
        type: SourceReference,
        description: 'Where the line comes from.',
        resolve: (one) => sourceOf(one.source),
      }),
      quantitySource: t.field({
        type: SourceReference,
        nullable: true,
        description: 'Where its quantity stands, or what it was worked out from.',
        resolve: (one) => (one.quantitySource == null ? null : sourceOf(one.quantitySource)),
      }),
      priceReference: t.field({
        type: SourceReference,
        nullable: true,
        description:
          'Where a document or a price list of the user states its price; null for built-in prices.',
        resolve: (one) => (one.priceReference == null ? null : sourceOf(one.priceReference)),
      }),
    }),
  });
  const LineEdge = builder.objectRef<{ cursor: string; node: Line }>('EstimateLineEdge').implement({
    description: 'A line and its place.',
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Where to go on after it.' }),
      node: t.field({ type: 'EstimateLine', description: 'The line.', resolve: (edge) => edge.node }),
    }),
  });
  const LineConnection = builder
    .objectRef<Connection<Line> & { totalCount: number }>('EstimateLineConnection')
    .implement({
      description: 'A page of lines.',
      fields: (t) => ({
        edges: t.field({
          type: [LineEdge],
          description: 'In the order of the documents.',
          resolve: (page) => page.edges,
        }),
        pageInfo: t.field({
          type: pageInfo,
          description: 'Where the page stands.',
          resolve: (page): PageInfo => page.pageInfo,
        }),
        totalCount: t.exposeInt('totalCount', { description: 'Lines in all pages.' }),
      }),
    });
  const ElementTotal = addElementTotals(builder, Money);
  builder.objectType('TradeTotal', {
    description: 'The sum of a trade.',
    fields: (t) => ({
      trade: t.exposeString('trade', { description: 'Code of the trade.' }),
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
  const Markup = builder.objectRef<Markup>('Markup').implement({
    description: 'A percentage on top, as a visible line.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Such as contingency.' }),
      rate: t.field({ type: 'Decimal', description: 'In percent.', resolve: (one) => one.percent }),
      base: t.field({
        type: Money,
        nullable: true,
        description: 'What the percentage was taken of.',
        resolve: (one) => inCurrency(one.currency, one.base ?? null),
      }),
      amount: t.field({
        type: Money,
        description: 'What it comes to.',
        resolve: (one) => ({ amount: one.amount, currency: one.currency }),
      }),
    }),
  });
  builder.objectType('EstimateIssue', {
    description: 'Something that a person should look at.',
    fields: (t) => ({
      severity: t.field({
        type: derive.enumOf(severity),
        description: 'How much it matters.',
        resolve: (one) => one.severity,
      }),
      code: t.exposeString('code', { description: 'Its kind.' }),
      message: t.exposeString('message', { description: 'What it is.' }),
      source: t.field({
        type: SourceReference,
        nullable: true,
        description: 'Where it was found.',
        resolve: (one: EstimateIssue) => (one.source === null ? null : sourceOf(one.source)),
      }),
    }),
  });
  builder.objectType('Estimate', {
    description: 'The priced result of a workflow.',
    fields: (t) => ({
      currency: t.exposeString('currency', { description: 'ISO 4217.' }),
      class: t.exposeInt('class', { description: 'AACE class: 5 (concept) to 1 (definitive).' }),
      region: t.exposeString('region', {
        nullable: true,
        description: 'The US state whose price level was applied; null for the national one.',
      }),
      low: t.field({
        type: Money,
        description: 'With mark-ups, low.',
        resolve: (one) => ({ amount: one.low, currency: one.currency }),
      }),
      likely: t.field({
        type: Money,
        description: 'With mark-ups, likely.',
        resolve: (one) => ({ amount: one.likely, currency: one.currency }),
      }),
      high: t.field({
        type: Money,
        description: 'With mark-ups, high.',
        resolve: (one) => ({ amount: one.high, currency: one.currency }),
      }),
      byTrade: t.field({
        type: ['TradeTotal'],
        description: 'Sums by trade, before mark-ups.',
        resolve: (one) => one.byTrade.map((total) => ({ ...total, currency: one.currency })),
      }),
      byElement: t.field({
        type: [ElementTotal],
        description:
          'The same sums by building element of UNIFORMAT II, before mark-ups; empty in estimates made before it was there.',
        resolve: (one) => (one.byElement ?? []).map((total) => ({ ...total, currency: one.currency })),
      }),
      lines: t.field({
        type: LineConnection,
        description: 'Its lines.',
        args: {
          first: t.arg.int({ description: 'So many, at most 500; 50 when left out.' }),
          after: t.arg.string({ description: 'After this edge.' }),
          trade: t.arg.string({ description: 'Only of this trade.' }),
        },
        resolve: (one, { first, after, trade }) => {
          const all = one.lines.filter((line) => trade == null || line.trade === trade);
          const from = after == null ? 0 : all.findIndex((line) => line.id === after) + 1;
          if (after != null && from === 0) throw unknownEdge();
          const size = pageSize(first, 'first');
          const page = all.slice(from, from + size).map((line) => ({ ...line, currency: one.currency }));
          return {
            ...connect(page, (line) => line.id, { next: from + size < all.length, previous: from > 0 }),
            totalCount: all.length,
          };
        },
      }),
      markups: t.field({
        type: [Markup],
        description: 'In the order they are applied.',
        resolve: (one) => one.markups.map((markup) => ({ ...markup, currency: one.currency })),
      }),
      issues: t.field({
        type: ['EstimateIssue'],
        description: 'What was found, by the agents together.',
        resolve: (one) => one.issues,
      }),
      assumptions: t.exposeStringList('assumptions', { description: 'What was taken for granted.' }),
    }),
  });
}
