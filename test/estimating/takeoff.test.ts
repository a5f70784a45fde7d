import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billLines } from '../../src/estimating/bill.ts';
import { evaluate, evaluateNote } from '../../src/estimating/expression.ts';
import { measuredIn, measureText } from '../../src/estimating/measured-text.ts';
import { scheduleCounts } from '../../src/estimating/schedules.ts';
import { measureLine, takeoffLine } from '../../src/estimating/takeoff.ts';
import { type LineFields, makeTable, makeTables } from './make-bill.ts';

const area = (text: string, unit: string) => {
  const measured = measureText(text);
  return measured === null ? null : (measuredIn(measured, unit)?.toFixed() ?? null);
};
const billOf = (line: LineFields) => billLines(makeTables(makeTable([line])))[0]!;
const measure = (line: LineFields) => measureLine(billOf(line), null);

describe('expressions', () => {
  it('are worked out by the rules of arithmetic', () => {
    expect(evaluate('2 × (3.5 + 4.2) × 3.0')?.toFixed()).toBe('46.2');
    expect(evaluate('10 - 4 - 3')?.toFixed()).toBe('3');
    expect(evaluate('-2 x 3 + 1/4')?.toFixed()).toBe('-5.75');
    expect(evaluateNote('12 x 2.5 = 30')?.value.toFixed()).toBe('30');
  });

  it('are refused when they are anything else', () => {
    for (const text of ['', '(', '2 ×', '1/0', 'abc', '2..3', '3 m x 4 m', ')2('])
      expect([text, evaluate(text)]).toEqual([text, null]);
    for (const text of ['12', '2026-04-08', '24/7', 'as drawn'])
      expect([text, evaluateNote(text)]).toEqual([text, null]);
  });

  it('agree with big.js for sums and products', () => {
    const number = fc.integer({ min: 0, max: 9999 }).map((value) => new Big(value).div(100));
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(evaluate(`${a.toFixed()} × (${b.toFixed()} + ${c.toFixed()})`)?.eq(a.times(b.plus(c)))).toBe(
          true,
        );
      }),
    );
  });
});

describe('dimensions in columns', () => {
  const dimensions = { number: '4', length: '12.5', breadth: '5', depth: '0.5' };
  it('in feet make the volume of a metric unit too', () => {
    const found = measure({
      description: 'PCC',
      unit: 'm3',
      quantity: null,
      dimensions: { ...dimensions, unit: 'ft' },
    });
    expect(found.quantity?.net.toFixed()).toBe('3.5396');
    const feet = measure({
      description: 'PCC',
      unit: 'cft',
      quantity: '125',
      dimensions: { ...dimensions, unit: 'ft' },
    });
    expect(feet).toMatchObject({ conflict: null, quantity: { working: '4 × 12.5 × 5 × 0.5' } });
  });

  it('are found in the cells of the factors', () => {
    const figures = {
      page: null,
      row: 2,
      quantity: null,
      rate: null,
      amount: null,
      dimensions: 'C2+D2+E2+F2',
    };
    const { quantity } = measure({ description: 'PCC', unit: 'cft', dimensions, figures });
    expect(quantity?.source).toMatchObject({ row: 2, cell: 'C2+D2+E2+F2', method: 'expression' });
  });
});

describe('measured text', () => {
  it('is read in metres and in feet and inches', () => {
    expect(area('12 nos 3.0 × 2.1 m', 'm2')).toBe('75.6');
    expect(area(`Slab 10' x 12'-6"`, 'ft2')).toBe('125');
    expect(area(`6 ea. 3'-0" x 7'-0" doors`, 'ft2')).toBe('126');
    expect(area('4 @ 2.5m x 3.0m x 0.2m', 'm3')).toBe('6');
    expect(area('Panels 3000 x 2100 mm (2 nos)', 'm2')).toBe('12.6');
    expect(area('2 x 3.5m x 4.2m = 29.4', 'm2')).toBe('29.4');
    expect(area('2 x 3.5m x 4.2m', 'm3')).toBeNull();
    expect(area('3000 x 2100 x 40 mm', 'm3')).toBe('0.252');
  });

  it('counts pieces of one length where the unit is a length', () => {
    const run = (description: string, unit = 'm') =>
      measure({ description, unit, quantity: null }).quantity?.net.toFixed() ?? null;
    expect(run('Precast lintels 12 nos × 3.5 m')).toBe('42');
    expect(run('12 nos. x 3.5 m long steel handrail')).toBe('42');
    expect(run('Bored piles 450 mm dia, 30 no. 12 m deep')).toBe('360');
    expect(run('Kerbs 24 nos of 915mm')).toBe('21.96');
    expect(run(`8 pcs @ 12'-6" guard rail`, 'ft')).toBe('100');
    expect(run('6 nos 100 mm dia pipe sleeves')).toBeNull();
    expect(run('6 nos x 100 mm dia pipe sleeves')).toBeNull();
    expect(run('12 nos × 3.5 m', 'm2')).toBeNull();
    expect(
      measure({ description: 'Handrail, 12 nos x 3.5 m', unit: 'm', quantity: '40' }).conflict,
    ).toMatchObject({
      comparable: true,
      found: { method: 'text', working: '12 × 3.5 m' },
    });
  });

  it('makes only what the unit measures', () => {
    expect(area('12 nos 3.0 × 2.1 m', 'm3')).toBeNull();
    expect(area('12 nos 3.0 × 2.1 m', 'each')).toBeNull();
  });

  it('leaves names of boards alone', () => {
    expect(measureText('2 x 4 studs')).toBeNull();
    expect(measureText('M25 concrete')).toBeNull();
  });
});

describe('take-off', () => {
  it('works quantities out of number × length × breadth × depth', () => {
    const dimensions = { number: '4', length: '2.5', breadth: '0.6', depth: '0.9' };
    const { quantity, conflict } = measure({ description: 'Footings', unit: 'm3', dimensions });
    expect([quantity?.net.toFixed(), quantity?.method, quantity?.working]).toEqual([
      '5.4',
      'dimensions',
      '4 × 2.5 × 0.6 × 0.9',
    ]);
    expect(conflict).toBeNull();
  });

  it('takes off what is deducted, whichever way its sign is written', () => {
    const opening = { number: '2', length: '1.5', breadth: null, depth: '1.4' };
    const deduct = (quantity: string, number: string) =>
      measure({
        description: 'Deduct for windows',
        unit: 'm2',
        quantity,
        dimensions: { ...opening, number },
      });
    for (const number of ['2', '-2']) {
      expect(deduct('-4.2', number)).toMatchObject({ conflict: null });
      const { conflict } = deduct('-4.8', number);
      expect([conflict?.found.net.toFixed(), conflict?.comparable]).toEqual(['-4.2', true]);
    }
  });

  it('takes dimensions of American units in feet', () => {
    const dimensions = { number: '2', length: '27', breadth: '3', depth: '1' };
    expect(measure({ description: 'Footings', unit: 'CY', dimensions }).quantity?.net.toFixed()).toBe('6');
  });

  it('keeps the stated quantity and shows the working when the two agree within 2 %', () => {
    const dimensions = { number: null, length: '10', breadth: '5', depth: null };
    const { quantity, conflict } = measure({
      description: 'Floor',
      unit: 'm2',
      quantity: '50.9',
      dimensions,
    });
    expect([quantity?.net.toFixed(), quantity?.method, quantity?.working, conflict]).toEqual([
      '50.9',
      'stated',
      '10 × 5',
      null,
    ]);
  });

  it('reports a conflict above 2 %', () => {
    const dimensions = { number: null, length: '10', breadth: '5', depth: null };
    const { quantity, conflict } = measure({
      description: 'Floor',
      unit: 'm2',
      quantity: '51.1',
      dimensions,
    });
    expect(quantity?.net.toFixed()).toBe('51.1');
    expect([conflict?.found.net.toFixed(), conflict?.comparable]).toEqual(['50', true]);
  });

  it('does not take the size of a piece for the quantity', () => {
    expect(measure({ description: 'Tiles 600 x 600 mm', unit: 'm2', quantity: '120' }).conflict).toBeNull();
    expect(
      measure({ description: '12 nos columns 0.3 x 0.3 m', unit: 'm2', quantity: '86' }).conflict,
    ).toBeNull();
  });

  it('has no quantity where the documents give none, and one for a lump sum', () => {
    expect(measure({ description: 'Walls', unit: 'm2' }).quantity).toBeNull();
    expect(measure({ description: 'Mobilization', unit: 'LS' }).quantity?.net.toFixed()).toBe('1');
    expect(measure({ description: 'Mobilization', amount: '5000' }).quantity?.net.toFixed()).toBe('1');
  });

  it('takes the quantity that an amount and a rate state between them, where it comes out even', () => {
    const wall = { description: 'Walls', rate: '52.00', amount: '4446.00' };
    for (const unit of ['m2', null]) {
      const { quantity } = measure({ ...wall, unit });
      expect([quantity?.net.toFixed(), quantity?.method, quantity?.working]).toEqual([
        '85.5',
        'stated',
        '4446 ÷ 52',
      ]);
    }
    expect(measure({ ...wall, unit: 'm2', amount: '4446.01' }).quantity).toBeNull();
    expect(measure({ ...wall, unit: 'm2', description: 'Panels 3 x 2 m' }).quantity?.net.toFixed()).toBe(
      '85.5',
    );
    expect(measure({ ...wall, unit: 'LS', rate: '4446' }).quantity?.working).toBe('lump sum');
    expect(measure({ ...wall, unit: 'm2', quantity: '80' }).quantity?.net.toFixed()).toBe('80');
  });

  it('makes net and waste the gross quantity, exactly', () => {
    const quantity = fc.integer({ min: 1, max: 10_000_000 }).map((value) => new Big(value).div(1000));
    const trade = fc.constantFrom('concrete', 'flooring', 'earthwork', 'painting', 'general', 'unknown');
    fc.assert(
      fc.property(quantity, trade, fc.constantFrom('m2', 'm3', 'each', 'ls', 'kg'), (net, code, unit) => {
        const { line } = billOf({ description: 'Work of some kind' });
        const made = takeoffLine(line.id, code, line, unit, {
          net,
          method: 'stated',
          working: null,
          source: line.source,
        });
        expect(new Big(made.net).plus(made.waste).eq(made.gross)).toBe(true);
        expect(new Big(made.waste).gte(0)).toBe(true);
      }),
    );
  });

  it('wastes nothing of pieces, of earth and of what is taken away', () => {
    const waste = (trade: string, description: string, unit: string) => {
      const { line } = billOf({ description });
      return takeoffLine(line.id, trade, line, unit, {
        net: new Big(100),
        method: 'stated',
        working: null,
        source: line.source,
      }).waste;
    };
    expect(waste('flooring', 'Ceramic tile floor', 'm2')).toBe('10');
    expect(waste('flooring', 'Remove ceramic tile floor', 'm2')).toBe('0');
    expect(waste('doors_windows', 'Door', 'each')).toBe('0');
    expect(waste('earthwork', 'Excavation', 'm3')).toBe('0');
  });
});

describe('schedules', () => {
  const countsFor = (bill: LineFields[], schedule: LineFields[]) => {
    const tables = makeTables(makeTable(bill));
    const table = makeTable(schedule, { id: 'schedule', kind: 'schedule' });
    const document = {
      documentId: 's',
      name: 'schedule.pdf',
      kind: 'pdf' as const,
      parts: 1,
      tables: [table],
      texts: [],
      notes: [],
    };
    return scheduleCounts(billLines(tables), [{ table, document }]);
  };

  it('are matched by mark, several rows of a mark together', async () => {
    const counts = await countsFor(
      [{ description: 'Flush door type D1', quantity: '12', unit: 'nos' }],
      [
        { code: 'D1', description: 'Ground floor', quantity: '8' },
        { code: 'D1', description: 'First floor', quantity: '6' },
        { code: 'D2', description: 'Ground floor', quantity: '3' },
      ],
    );
    expect(counts.get('bill:2')?.count.toFixed()).toBe('14');
  });

  it('are matched by nearly the same description where there is no mark in the bill', async () => {
    const counts = await countsFor(
      [
        { description: 'Wood interior door, solid core, with frame, 3 ft x 7 ft', quantity: '6', unit: 'EA' },
        { description: 'Painting of wood interior door', quantity: '6', unit: 'EA' },
      ],
      [
        { code: 'D2', description: 'Wood interior door, solid core, with frame', quantity: '7', unit: 'EA' },
        { code: 'D3', description: 'Overhead sectional door', quantity: '2', unit: 'EA' },
      ],
    );
    expect([...counts].map(([id, { count }]) => [id, count.toFixed()])).toEqual([['bill:2', '7']]);
  });

  it('count a row without a quantity as one piece, and take no grade of concrete for a mark', async () => {
    const counts = await countsFor(
      [
        { description: 'Windows W1', quantity: '2', unit: 'nos' },
        { description: 'Concrete M25', quantity: '20', unit: 'nos' },
      ],
      [
        { code: 'W1', description: 'Kitchen' },
        { code: 'W1', description: 'Bath' },
        { code: 'W1', description: 'Hall' },
        { code: 'M25', description: 'Mix' },
      ],
    );
    expect([...counts].map(([id, { count }]) => [id, count.toFixed()])).toEqual([['bill:2', '3']]);
  });

  it('are not compared with areas', async () => {
    expect(
      await countsFor(
        [{ description: 'Flush door D1', quantity: '25', unit: 'm2' }],
        [{ code: 'D1', description: 'Door', quantity: '12' }],
      ),
    ).toEqual(new Map());
  });
});
