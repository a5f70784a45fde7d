import { describe, expect, it } from 'vitest';
import { narrowingIn } from '../../src/estimating/narrowing.ts';
import { actionOf, builtInPrices, findPrice } from '../../src/estimating/price-search.ts';
import { figuresIn, sizesIn } from '../../src/estimating/sizes.ts';

const ask = (description: string, trade: string, unit: string | null, region: string | null = 'Indiana') =>
  findPrice({ description, trades: [trade], unit, region });

describe('price search', () => {
  it('finds plain work by its words', () => {
    expect(ask('Concrete curb and gutter, type B', 'roads', 'ft')?.line.id).toBe('in-605-06140');
    expect(ask('TMT steel reinforcement bars Fe500', 'concrete', 'kg')?.line.trade).toBe('concrete');
    expect(ask('European water closet, white', 'plumbing', 'each')?.line.description).toBe('Water closet');
    expect(ask('5/8 in. gypsum board, taped', 'finishes', 'ft2')?.line.description).toBe(
      'Gypsum board on framing, taped',
    );
  });

  it('keeps removal apart from new work', () => {
    expect(actionOf('Remove existing concrete sidewalk')).toBe('remove');
    expect(actionOf('Adjust manhole frame to grade')).toBe('adjust');
    expect(ask('Concrete sidewalk', 'demolition', 'yd2')).toBeNull();
    expect(ask('Remove concrete sidewalk', 'demolition', 'yd2')?.line.id).toBe('in-202-52710');
  });

  it('prefers the size that is asked for', () => {
    expect(ask('Storm sewer pipe, 24 in.', 'site_utilities', 'ft')?.line.description).toBe(
      'Storm sewer pipe diameter 24 in',
    );
    expect(ask('Storm sewer pipe 450 mm dia', 'site_utilities', 'm')?.line.description).toBe(
      'Storm sewer pipe diameter 18 in',
    );
  });

  it('gives the price per unit of the line', () => {
    // 73.00 per square yard in Indiana; a square yard is 0.83612736 m².
    expect(ask('Concrete sidewalk', 'roads', 'yd2')?.likely).toBe('73');
    expect(ask('Concrete sidewalk', 'roads', 'm2')?.likely).toBe('87.31');
    expect(ask('Concrete sidewalk', 'roads', 'yd2', null)?.likely).toBe('79.19');
  });

  it('brings a price per volume to an area of stated thickness, and one per area to a piece of stated size', () => {
    // 239.86… per cubic yard × 0.92184 of the national level; 5 in. on a square foot are 5/324 of a cubic yard.
    const slab = ask('Cast-in-place concrete slab on grade, 5 in. thick', 'concrete', 'ft2');
    expect(slab?.working).toBe('5 in thick');
    expect(Number(slab?.likely)).toBeCloseTo((239.86 * 0.92184 * 5) / 324, 2);
    const window = ask('Aluminum window, glazed, 4 ft x 4 ft', 'doors_windows', 'each');
    expect(window?.working).toBe('16 ft2 each');
    expect(ask('Cast-in-place concrete slab on grade', 'concrete', 'ft2')?.line.unit).not.toBe('yd3');
  });

  it('finds nothing where the unit is no measure of the work', () => {
    expect(ask('Concrete curb and gutter', 'roads', 'h')).toBeNull();
    expect(ask('Concrete curb and gutter', 'roads', null)).toBeNull();
    expect(ask('Concrete curb and gutter', 'roads', 'ls')).toBeNull();
  });

  it('reads sizes in millimetres', () => {
    expect(sizesIn(`1 1/2 in. pipe, 150mm thick, 12'-6" long, 3/4 in.`)).toEqual([
      38.1, 150, 3657.6, 152.4, 19.05,
    ]);
  });

  it('prices plain work as plain work, not as work for bridges, structures or veneer', () => {
    expect(ask('Concrete footings 25 MPa', 'concrete', 'm3')?.line.description).toBe(
      'Cast-in-place concrete in footings, concrete only',
    );
    expect(ask('Excavate foundation trenches', 'earthwork', 'm3')?.line.description).toBe(
      'Trench excavation by machine',
    );
    expect(ask('Brick wall 230mm thick', 'masonry', 'm2')?.line.description).toBe(
      'Brick masonry in cement mortar',
    );
  });

  it('prices special work as such where the line or its section names it', () => {
    const bridge = 'Concrete class B in bridge footings';
    expect(ask('Concrete in bridge footings', 'concrete', 'm3')?.line.description).toBe(bridge);
    const query = {
      description: 'Concrete class B in footings',
      trades: ['concrete'],
      unit: 'm3',
      region: null,
    };
    const scoreIn = (section: string | null) =>
      builtInPrices()
        .find({ ...query, section })
        .find(({ line }) => line.description === bridge)?.score ?? 0;
    expect(scoreIn('Bridge over the mill race')).toBeGreaterThan(scoreIn('House'));
    expect(ask('Structural excavation', 'earthwork', 'm3')?.line.description).toBe(
      'Foundation excavation for structures',
    );
    expect([...narrowingIn('Structural steel, shop primed', 'steel')]).toEqual([]);
  });

  it('offers no price of another trade that hardly fits beside one of the line’s own', () => {
    const found = builtInPrices().find({
      description: 'Concrete in foundations',
      trades: ['concrete', 'earthwork'],
      unit: 'm3',
      region: null,
    });
    expect(new Set(found.map(({ line }) => line.trade))).toEqual(new Set(['concrete']));
  });

  it('is never certain while a figure of the line or of the price was not compared', () => {
    expect(ask('Concrete C25/30 in foundations', 'concrete', 'm3')?.score).toBe(0.95);
    expect(ask('Storm sewer pipe diameter', 'site_utilities', 'ft')?.score).toBeLessThan(1);
    expect(ask('Storm sewer pipe diameter 24 in', 'site_utilities', 'ft')?.score).toBe(1);
    const walls = builtInPrices().find({
      description: 'Brick wall 230mm thick',
      trades: ['masonry'],
      unit: 'm2',
      region: null,
    });
    for (const { score } of walls) expect(score).toBeLessThan(1);
    expect(figuresIn('C25/30, 1,5 m')).toEqual(['25', '30', '1,5']);
  });
});
