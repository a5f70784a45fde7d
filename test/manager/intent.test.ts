// Intent: what ordinary instructions are taken to mean.

import { expect, test } from 'vitest';
import { clearEnough, understand } from '../../src/manager/intent.ts';

test.each<[string, string[]]>([
  ['Full estimate, exported as a workbook', ['estimator', 'exporter']],
  ['Price this for Indiana', ['estimator', 'exporter']],
  ['How much will it cost?', ['estimator', 'exporter']],
  ['Bid this job', ['estimator', 'exporter']],
  ['Estimate this but do not export it', ['estimator']],
  ['Again, but skip the export', ['estimator']],
  ['Just read the files', ['file_reader']],
  ['Read the budget spreadsheet and extract the tables', ['file_reader']],
  ['Extract tables from the cost spreadsheet', ['file_reader']],
  ['Give me the quantities in a csv', ['takeoff_calculator']],
  ['Take-off only, no prices', ['takeoff_calculator']],
  ['Review the scope and list the exclusions', ['scope_analyzer']],
  ['Map the lines to trades', ['trade_mapper']],
  ['add 10 % contingency and export again', ['estimator', 'exporter']],
  ['Remove the contingency and export', ['estimator', 'exporter']],
  ['Use 12% for overhead and profit', ['estimator', 'exporter']],
  ['as csv please', ['exporter']],
])('«%s» ends with %j', (instruction, goals) => {
  const understood = understand(instruction);
  expect(understood.goals).toEqual(goals);
  expect(understood.confidence).toBeGreaterThanOrEqual(clearEnough);
});

test.each([
  'Hello there',
  'Please help',
  '42',
  'Change the currency to EUR',
  'increase the profit by 2 %',
  'Reprice at 15% markup',
  'estimate with 10% discount',
  'contingency of 1000 %',
  'contingency -20%',
  'give me a Word document',
  'Estimate in euros',
  'Price everything except painting',
])('«%s» is not clear enough', (instruction) => {
  expect(understand(instruction).confidence).toBeLessThan(clearEnough);
});

test.each<[string, Record<string, string>]>([
  ['add 10 % contingency', { contingency: '10' }],
  ['contingency of 7.5 percent and profit at 6%', { contingency: '7.5', profit: '6' }],
  ['Contingency of ten percent', { contingency: '10' }],
  ['overhead 10% profit 5% contingency 3%', { overhead: '10', profit: '5', contingency: '3' }],
  ['10% overhead and 5% profit', { overhead: '10', profit: '5' }],
  ['contingency 12,5 %', { contingency: '12.5' }],
  ['set overhead to zero', { overhead: '0' }],
  ['Use 12% for overhead and profit', { overhead: '12', profit: '12' }],
  ['Add 5% contingency, no overhead, no profit, export', { contingency: '5', overhead: '0', profit: '0' }],
  ['Estimate again without contingency', { contingency: '0' }],
  ['Remove the contingency and export', { contingency: '0' }],
  [
    'No markups please, price direct costs only',
    { 'general conditions': '0', overhead: '0', profit: '0', contingency: '0', tax: '0', bond: '0' },
  ],
  ['Full estimate', {}],
])('«%s» sets %j', (instruction, percents) => {
  expect(Object.fromEntries(understand(instruction).markups.map((one) => [one.name, one.percent]))).toEqual(
    percents,
  );
});

test.each<[string, string | null]>([
  ['Price this for Indiana', 'Indiana'],
  ['Estimate it in New York with 5 % profit', 'New York'],
  ['Use Texas prices', 'Texas'],
  ['reprice for texas', 'Texas'],
  ['estimate in Washington, DC', 'District of Columbia'],
  ['estimate for the Indiana State Museum in Ohio', 'Ohio'],
  ['Washington school renovation, full estimate', null],
  ['Full estimate', null],
])('«%s»: the price level of %s', (instruction, region) => {
  expect(understand(instruction).region).toBe(region);
});

test.each<[string, string[]]>([
  ['Export as JSON, not Excel', ['json']],
  ['Export csv and a workbook', ['xlsx', 'csv']],
  ['Export', ['xlsx', 'csv', 'json', 'pdf']],
  ['give me a PDF', ['pdf']],
  ['Price the PDF drawings, exported as CSV', ['csv']],
  ['Estimate it as a workbook and PDF', ['xlsx', 'pdf']],
])('«%s»: the formats %j', (instruction, formats) => {
  expect(understand(instruction).formats).toEqual(formats);
});
