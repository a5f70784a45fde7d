// Sample figures: what the sample's bill comes to, worked out by hand from the paper, not by this program.
//
// Every amount is quantity × rate. The bill itself says something else in one place, see `slip`.

export interface FigureLine {
  item: string;
  quantity: string;
  unit: string;
  rate: string;
  amount: string;
}

export interface FigureSection {
  number: string;
  title: string;
  lines: FigureLine[];
  /** Sum of the amounts of the lines. */
  sum: string;
  /** What the bill declares. */
  declared: string;
}

/** The amount that two digits changed places in. */
export const slip = { item: '5.01', written: '38250.00', right: '32850.00', difference: '5400.00' } as const;

/** Items without a rate, with their quantities. */
export const unpriced = [
  { item: '1.05', quantity: '48', unit: 'CY' },
  { item: '1.07', quantity: '220', unit: 'LF' },
  { item: '2.08', quantity: '40', unit: 'SY' },
  { item: '5.06', quantity: '960', unit: 'SF' },
  { item: '7.02', quantity: '640', unit: 'SF' },
  { item: '7.03', quantity: '2560', unit: 'SF' },
] as const;

/** The bill and the door schedule disagree on one line; 7 × 640.00 = 4480.00. */
export const doorConflict = {
  item: '6.02',
  inBill: '6',
  inSchedule: '7',
  amountAsScheduled: '4480.00',
} as const;

export const sections: FigureSection[] = [
  section('1', 'EARTHWORK', '4571.80', '4571.80', [
    ['1.01', '560', 'SY', '3.40', '1904.00'],
    ['1.02', '46', 'CY', '18.50', '851.00'],
    ['1.03', '28', 'CY', '16.00', '448.00'],
    ['1.04', '18', 'CY', '22.00', '396.00'],
    ['1.06', '2560', 'SF', '0.38', '972.80'],
  ]),
  section('2', 'CONCRETE', '25943.40', '25943.40', [
    ['2.01', '15.5', 'CY', '215.00', '3332.50'],
    ['2.02', '416', 'SF', '6.20', '2579.20'],
    ['2.03', '1150', 'LB', '1.35', '1552.50'],
    ['2.04', '2560', 'SF', '5.85', '14976.00'],
    ['2.05', '208', 'LF', '4.75', '988.00'],
    ['2.06', '2560', 'SF', '0.72', '1843.20'],
    ['2.07', '320', 'LF', '2.10', '672.00'],
  ]),
  section('3', 'MASONRY', '41805.10', '41805.10', [
    ['3.01', '2094', 'SF', '17.40', '36435.60'],
    ['3.02', '74', 'LF', '21.00', '1554.00'],
    ['3.03', '208', 'LF', '12.50', '2600.00'],
    ['3.04', '1870', 'LF', '0.65', '1215.50'],
  ]),
  section('4', 'CARPENTRY', '20575.80', '20575.80', [
    ['4.01', '33', 'EA', '285.00', '9405.00'],
    ['4.02', '2920', 'SF', '2.35', '6862.00'],
    ['4.03', '208', 'LF', '4.10', '852.80'],
    ['4.04', '960', 'SF', '3.60', '3456.00'],
  ]),
  section('5', 'ROOFING AND INSULATION', '40627.20', '46027.20', [
    ['5.01', '2920', 'SF', '11.25', '32850.00'],
    ['5.02', '2920', 'SF', '0.62', '1810.40'],
    ['5.03', '132', 'LF', '9.40', '1240.80'],
    ['5.04', '72', 'LF', '8.75', '630.00'],
    ['5.05', '2560', 'SF', '1.60', '4096.00'],
  ]),
  section('6', 'DOORS AND WINDOWS', '17720.00', '17720.00', [
    ['6.01', '2', 'EA', '1150.00', '2300.00'],
    ['6.02', '6', 'EA', '640.00', '3840.00'],
    ['6.03', '2', 'EA', '3450.00', '6900.00'],
    ['6.04', '8', 'EA', '585.00', '4680.00'],
  ]),
  section('7', 'FINISHES', '12446.80', '12446.80', [
    ['7.01', '1920', 'SF', '2.65', '5088.00'],
    ['7.04', '2094', 'SF', '1.45', '3036.30'],
    ['7.05', '120', 'SF', '14.50', '1740.00'],
    ['7.06', '230', 'LF', '2.95', '678.50'],
    ['7.07', '2240', 'SF', '0.85', '1904.00'],
  ]),
  section('8', 'PLUMBING', '12774.00', '12774.00', [
    ['8.01', '2', 'EA', '1280.00', '2560.00'],
    ['8.02', '2', 'EA', '945.00', '1890.00'],
    ['8.03', '1', 'EA', '1120.00', '1120.00'],
    ['8.04', '140', 'LF', '18.20', '2548.00'],
    ['8.05', '110', 'LF', '24.60', '2706.00'],
    ['8.06', '1', 'EA', '1950.00', '1950.00'],
  ]),
  section('9', 'SUNDRIES', '795.00', '795.00', [
    ['9.01', '8', 'LF', '60.00', '480.00'],
    ['9.02', '5', 'LF', '63.00', '315.00'],
  ]),
];

/** Sum of all lines with a rate, and the total that the bill declares. */
export const total = { sum: '177259.10', declared: '182659.10' } as const;

/** What revision A had instead. */
export const earlier: { lines: FigureLine[]; without: string[]; total: string } = {
  lines: [
    { item: '2.04', quantity: '2560', unit: 'SF', rate: '5.60', amount: '14336.00' },
    { item: '3.01', quantity: '2094', unit: 'SF', rate: '16.90', amount: '35388.60' },
    { item: '4.04', quantity: '820', unit: 'SF', rate: '3.60', amount: '2952.00' },
    { item: '5.01', quantity: '2920', unit: 'SF', rate: '11.25', amount: '32850.00' },
    { item: '6.04', quantity: '6', unit: 'EA', rate: '585.00', amount: '3510.00' },
    { item: '7.01', quantity: '1640', unit: 'SF', rate: '2.65', amount: '4346.00' },
    { item: '7.05', quantity: '96', unit: 'SF', rate: '14.50', amount: '1392.00' },
  ],
  without: ['1.07', '2.08', '5.06', '9.01', '9.02'],
  // 177259.10 − 795.00 (section 9) − 640.00 (2.04) − 1047.00 (3.01) − 504.00 (4.04) − 1170.00 (6.04) − 742.00 (7.01)
  // − 348.00 (7.05)
  total: '172013.10',
};

type Row = [item: string, quantity: string, unit: string, rate: string, amount: string];

function section(number: string, title: string, sum: string, declared: string, rows: Row[]): FigureSection {
  const lines = rows.map(([item, quantity, unit, rate, amount]) => ({ item, quantity, unit, rate, amount }));
  return { number, title, lines, sum, declared };
}
