// Hand-made: small documents with what people write and a generator would not, and what has to be read from them.

import { workbook } from '../../test/documents/files.ts';
import type { Cell } from './layouts/layout.ts';
import type { Made, Slip, TrueLine, TrueTable } from './truth.ts';

export interface HandMade {
  name: string;
  make(): Promise<Made>;
}

type Short = [
  item: string | null,
  description: string,
  quantity: string | null,
  unit: string | null,
  rate: string | null,
  amount: string | null,
];

const line = ([item, description, quantity, unit, rate, amount]: Short): TrueLine => ({
  item,
  description,
  section: null,
  quantity,
  unit,
  rate,
  amount,
  trade: '',
});

function sheet(
  name: string,
  rows: Cell[][],
  lines: Short[],
  rest: { sum: string | null; totals?: string[]; slips?: Slip[]; kind?: TrueTable['kind'] },
): HandMade {
  const { sum, totals = [], slips = [], kind = 'bill' } = rest;
  return {
    name,
    make: async () => ({
      files: [{ name: 'sheet.xlsx', bytes: await workbook({ Sheet1: rows }) }],
      tables: [{ kind, counts: true, lines: lines.map(line), totals }],
      slips,
      asks: [],
      sum,
    }),
  };
}

const head: Cell[] = ['Item', 'Description', 'Qty', 'Unit', 'Rate', 'Amount'];

export const handMade: readonly HandMade[] = [
  sheet(
    'rate only, included and nil in place of figures',
    [
      head,
      ['1', 'Excavate trial pits', 4, 'nr', 250, 1000],
      ['2', 'Extra for rock', 'Rate only', 'm3', 85, null],
      ['3', 'Keep excavations free of water', null, 'item', null, 'Included'],
      ['4', 'Earthwork support', null, 'item', null, 'Nil'],
      ['5', 'Trim bottoms', 40, 'm2', 2.5, 100],
      [null, 'Total', null, null, null, 1100],
    ],
    [
      ['1', 'Excavate trial pits', '4', 'each', '250', '1000'],
      ['2', 'Extra for rock', null, 'm3', '85', null],
      ['3', 'Keep excavations free of water', null, 'ls', null, null],
      ['4', 'Earthwork support', null, 'ls', null, null],
      ['5', 'Trim bottoms', '40', 'm2', '2.5', '100'],
    ],
    { sum: '1100', totals: ['1100'] },
  ),
  sheet(
    'a lump sum named in the quantity column, provisional sums with amounts only',
    [
      head,
      ['A', 'Insurance of the works', 'Sum', null, null, 5000],
      ['B', 'Allow the provisional sum for landscaping', null, 'PS', null, 12000],
      ['C', 'Paint to walls', 100, 'm²', 8, 800],
      [null, 'Carried to Summary', null, null, null, 17800],
    ],
    [
      ['A', 'Insurance of the works', null, 'ls', null, '5000'],
      ['B', 'Allow the provisional sum for landscaping', null, 'ls', null, '12000'],
      ['C', 'Paint to walls', '100', 'm2', '8', '800'],
    ],
    { sum: '17800', totals: ['17800'] },
  ),
  sheet(
    'a quotation with discount, tax and a total that contains them',
    [
      ['Sunrise Interiors'],
      ['Quotation No. 2026-118'],
      ['Sr.', 'Particulars', 'Area', 'UOM', 'Rate', 'Total'],
      [1, 'Gypsum false ceiling', 1200, 'sft', 85, 102000],
      [2, 'Wall painting, two coats', 3000, 'sft', 18, 54000],
      [null, 'Sub Total', null, null, null, 156000],
      [null, 'Discount 5%', null, null, null, -7800],
      [null, 'GST 18%', null, null, null, 26676],
      [null, 'Grand Total', null, null, null, 174876],
    ],
    [
      ['1', 'Gypsum false ceiling', '1200', 'ft2', '85', '102000'],
      ['2', 'Wall painting, two coats', '3000', 'ft2', '18', '54000'],
    ],
    { sum: '156000', totals: ['156000', '174876'] },
  ),
  sheet(
    'a two-line header with units below and the rate in words beside it',
    [
      ['SL', 'DESCRIPTION OF', 'QTY', 'UNIT', 'RATE', null, 'AMOUNT'],
      ['NO', 'WORK', null, null, 'In figures', 'In words', '₹'],
      [1, 'Earth work in excavation', 120, 'Cum', 310, 'Three hundred ten', 37200],
      [2, 'PCC 1:4:8', 12.5, 'Cum', 5200, 'Five thousand two hundred', 65000],
      [3, 'Brick work CM 1:6', 40, 'Cum', 6100, 'Six thousand one hundred', 244000],
      [null, 'Total', null, null, null, null, 346200],
    ],
    [
      ['1', 'Earth work in excavation', '120', 'm3', '310', '37200'],
      ['2', 'PCC 1:4:8', '12.5', 'm3', '5200', '65000'],
      ['3', 'Brick work CM 1:6', '40', 'm3', '6100', '244000'],
    ],
    { sum: '346200', totals: ['346200'] },
  ),
  sheet(
    'items with the same words under different locations',
    [
      head,
      [null, 'GROUND FLOOR'],
      ['1', 'Ceramic wall tiles', 50, 'm2', 40, 2000],
      ['2', 'Ceramic floor tiles', 30, 'm2', 45, 1350],
      [null, 'FIRST FLOOR'],
      ['3', 'Ceramic wall tiles', 50, 'm2', 40, 2000],
      ['4', 'Ceramic floor tiles', 25, 'm2', 45, 1125],
      [null, 'Total', null, null, null, 6475],
    ],
    [
      ['1', 'Ceramic wall tiles', '50', 'm2', '40', '2000'],
      ['2', 'Ceramic floor tiles', '30', 'm2', '45', '1350'],
      ['3', 'Ceramic wall tiles', '50', 'm2', '40', '2000'],
      ['4', 'Ceramic floor tiles', '25', 'm2', '45', '1125'],
    ],
    { sum: '6475', totals: ['6475'] },
  ),
  sheet(
    'the same item twice under one heading',
    [
      head,
      ['1', 'Gate valve 50 mm dia', 4, 'nr', 90, 360],
      ['2', 'Check valve 50 mm dia', 2, 'nr', 80, 160],
      ['3', 'Gate valve 50 mm dia', 4, 'nr', 90, 360],
      [null, 'Total', null, null, null, 880],
    ],
    [
      ['1', 'Gate valve 50 mm dia', '4', 'each', '90', '360'],
      ['2', 'Check valve 50 mm dia', '2', 'each', '80', '160'],
      ['3', 'Gate valve 50 mm dia', '4', 'each', '90', '360'],
    ],
    { sum: '880', totals: ['880'], slips: [{ code: 'DUPLICATE_ITEM', at: 'Gate valve' }] },
  ),
  sheet(
    'a quantity that its dimensions contradict',
    [
      ['No', 'Description', 'Nos', 'Length', 'Width', 'Height', 'Qty', 'Unit', 'Rate', 'Amount'],
      [1, 'Excavation for footings', 6, 1.5, 1.5, 1.2, 16.2, 'cum', 300, 4860],
      [2, 'PCC bed', 6, 1.5, 1.5, 0.1, 1.35, 'cum', 5000, 6750],
      [3, 'Backfilling', 6, 1.5, 1.5, 0.8, 18, 'cum', 150, 2700],
      [null, 'Total', null, null, null, null, null, null, null, 14310],
    ],
    [
      ['1', 'Excavation for footings', '16.2', 'm3', '300', '4860'],
      ['2', 'PCC bed', '1.35', 'm3', '5000', '6750'],
      ['3', 'Backfilling', '18', 'm3', '150', '2700'],
    ],
    { sum: '14310', totals: ['14310'], slips: [{ code: 'QUANTITY_DIFFERS', at: 'Backfilling' }] },
  ),
  sheet(
    'ditto lines and sizes of pieces in the words',
    [
      head,
      ['1', 'PVC pipe 110 mm dia', 40, 'm', 12, 480],
      ['2', 'Ditto 160 mm dia', 25, 'm', 18, 450],
      ['3', 'Window 1200 x 1500 mm', 8, 'nr', 240, 1920],
      ['4', 'Slab 3.0 x 4.0 m, 150 mm thick', 1.8, 'm3', 200, 360],
      [null, 'TOTAL', null, null, null, 3210],
    ],
    [
      ['1', 'PVC pipe 110 mm dia', '40', 'm', '12', '480'],
      ['2', 'Ditto 160 mm dia', '25', 'm', '18', '450'],
      ['3', 'Window 1200 x 1500 mm', '8', 'each', '240', '1920'],
      ['4', 'Slab 3.0 x 4.0 m, 150 mm thick', '1.8', 'm3', '200', '360'],
    ],
    { sum: '3210', totals: ['3210'] },
  ),
  sheet(
    'a cost plan with a percentage column',
    [
      ['Element', 'Quantity', 'Unit', 'Cost/m2', 'Total cost', '% of total'],
      ['Substructure', 450, 'm2', 180, 81000, 0.3],
      ['Frame', 450, 'm2', 220, 99000, 0.37],
      ['Roof', 450, 'm2', 196, 88200, 0.33],
      ['Total', null, null, null, 268200, 1],
    ],
    [
      [null, 'Substructure', '450', 'm2', '180', '81000'],
      [null, 'Frame', '450', 'm2', '220', '99000'],
      [null, 'Roof', '450', 'm2', '196', '88200'],
    ],
    { sum: '268200', totals: ['268200'] },
  ),
  sheet(
    'a list of materials without prices',
    [
      ['Material', 'Required quantity', 'UOM'],
      ['Cement OPC 43', 850, 'bags'],
      ['River sand', 60, 'cum'],
      ['TMT bar 12 mm', 2400, 'kg'],
      ['Binding wire', 30, 'kg'],
    ],
    [
      [null, 'Cement OPC 43', '850', 'bag', null, null],
      [null, 'River sand', '60', 'm3', null, null],
      [null, 'TMT bar 12 mm', '2400', 'kg', null, null],
      [null, 'Binding wire', '30', 'kg', null, null],
    ],
    { sum: null },
  ),
];
