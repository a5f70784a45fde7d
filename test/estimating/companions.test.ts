import { describe, expect, it } from 'vitest';
import { companionQuantity, companions, missingCompanions } from '../../src/estimating/companions.ts';
import { trades } from '../../src/estimating/trades.ts';
import { type LineFields, makeTable } from './make-bill.ts';

type Row = [trade: string, description: string, fields?: Partial<LineFields>];

function linesOf(rows: Row[]) {
  const table = makeTable(rows.map(([, description, fields]) => ({ description, ...fields })));
  return table.lines.map((line, index) => ({ line, trade: rows[index]?.[0] ?? 'general', system: null }));
}
const missing = async (rows: Row[], notes: string[] = []) => {
  const source = linesOf([['general', 'a note']])[0]?.line.source;
  if (source === undefined) throw new Error('no line');
  const told = notes.map((text) => ({ text, cue: 'included', trade: null, source }));
  return (await missingCompanions(linesOf(rows), told)).map(({ topic }) => topic);
};

/** Work that calls for the topic, and a line with which nothing is missing any more. */
const pairs: [topic: string, calling: Row[], there: Row][] = [
  [
    'slab joints and curing',
    [['concrete', 'Concrete slab on grade']],
    ['concrete', 'Saw-cut control joints'],
  ],
  ['damp-proof membrane', [['concrete', 'Concrete slab on grade']], ['insulation', 'Polythene sheet']],
  ['bed under slab', [['concrete', 'Concrete slab on grade']], ['earthwork', 'Hardcore, 150 mm']],
  ['waterproofing below ground', [['concrete', 'Basement walls']], ['insulation', 'Bituminous tanking']],
  [
    'lintels',
    [
      ['masonry', 'Block walls'],
      ['doors_windows', 'Flush door'],
    ],
    ['concrete', 'Precast lintels'],
  ],
  ['damp-proof course', [['masonry', 'Brickwork in foundations']], ['masonry', 'DPC 40 mm']],
  [
    'scaffolding',
    [
      ['masonry', 'Block walls 8 in'],
      ['painting', 'Exterior emulsion'],
    ],
    ['general', 'Scaffolding'],
  ],
  ['anchors and grout', [['steel', 'Steel columns']], ['concrete', 'Anchor bolts']],
  ['coating of steel', [['steel', 'Structural steel in trusses']], ['painting', 'Red oxide primer']],
  ['support of deep excavation', [['earthwork', 'Excavation of basement']], ['piling', 'Sheet piling']],
  ['dewatering', [['earthwork', 'Deep excavation']], ['earthwork', 'Pumping of water']],
  ['erosion control', [['earthwork', 'Clearing and grubbing']], ['earthwork', 'Silt fence']],
  ['pile heads and tests', [['piling', 'Bored piles 450 mm']], ['piling', 'Pile load test']],
  ['roof drainage', [['roofing', 'Asphalt shingles']], ['roofing', 'Downspouts']],
  ['roof underlayment', [['roofing', 'Clay roof tiles']], ['roofing', 'Roofing felt']],
  ['painting of doors', [['doors_windows', 'Flush wood door']], ['painting', 'Painting door and frame']],
  [
    'fire stopping',
    [
      ['doors_windows', 'Fire rated door'],
      ['hvac', 'Ductwork'],
    ],
    ['insulation', 'Firestopping'],
  ],
  ['countertops', [['carpentry', 'Base cabinets']], ['carpentry', 'Quartz tops']],
  ['framing of board', [['finishes', 'Gypsum board 5/8 in']], ['carpentry', 'Wood studs']],
  ['ceiling grid', [['finishes', 'Acoustic ceiling tiles']], ['finishes', 'T-bar runners']],
  ['skirting', [['flooring', 'Vitrified tiles to floors']], ['flooring', 'Skirting 100 mm']],
  ['wet-room waterproofing', [['flooring', 'Floor tiles in toilets']], ['insulation', 'Waterproofing']],
  ['priming before paint', [['painting', 'Acrylic emulsion to walls']], ['painting', 'Wall putty']],
  ['toilet accessories', [['plumbing', 'Water closet']], ['specialties', 'Grab bars']],
  ['taps', [['plumbing', 'Wash basin']], ['plumbing', 'Pillar cocks']],
  ['insulation of ducts', [['hvac', 'Galvanized ductwork']], ['hvac', 'Duct wrap']],
  ['air outlets', [['hvac', 'Galvanized ductwork']], ['hvac', 'Diffusers']],
  ['controls of air equipment', [['hvac', 'Rooftop unit, 5 ton']], ['hvac', 'Thermostats']],
  ['condensate drains', [['hvac', 'Fan coil units']], ['plumbing', 'Drain pipe']],
  [
    'testing and balancing',
    [
      ['hvac', 'Ductwork'],
      ['hvac', 'Rooftop unit'],
      ['hvac', 'Diffusers'],
    ],
    ['hvac', 'TAB of air system'],
  ],
  [
    'distribution boards',
    [
      ['electrical', 'Receptacles'],
      ['electrical', 'Light fixtures'],
      ['electrical', 'Wiring'],
    ],
    ['electrical', 'Panelboard 100 A'],
  ],
  ['earthing', [['electrical', 'Distribution board']], ['electrical', 'Earth pits']],
  ['electrical testing', [['electrical', 'Transformer 500 kVA']], ['electrical', 'Commissioning']],
  ['data cabling', [['communications', 'Data outlets']], ['communications', 'Cat 6 UTP']],
  ['sprinkler pipes', [['fire_protection', 'Sprinkler heads']], ['fire_protection', 'Black steel piping']],
  [
    'fire system testing',
    [
      ['fire_protection', 'Sprinkler heads'],
      ['fire_protection', 'Fire pump'],
      ['fire_protection', 'Wet riser'],
    ],
    ['fire_protection', 'Testing'],
  ],
  ['kerbs', [['roads', 'Interlocking pavers']], ['roads', 'Precast kerb']],
  [
    'tack coat',
    [
      ['roads', 'Asphalt surface course'],
      ['roads', 'Asphalt intermediate course'],
    ],
    ['roads', 'Tack coat'],
  ],
  ['road markings', [['roads', 'Asphalt surface course']], ['traffic', 'Thermoplastic stripes']],
  [
    'traffic control',
    [
      ['roads', 'Asphalt surface course'],
      ['roads', 'Asphalt overlay'],
    ],
    ['traffic', 'Maintenance of traffic'],
  ],
  ['pipe bedding', [['site_utilities', 'Storm sewer pipe 12 in']], ['earthwork', 'Sand bedding']],
  ['manholes', [['site_utilities', 'Storm sewer pipe 12 in']], ['site_utilities', 'Catch basin']],
  ['valves and hydrants', [['site_utilities', 'Water main 6 in']], ['site_utilities', 'Gate valve']],
  ['topsoil under planting', [['landscaping', 'Sodding']], ['landscaping', 'Imported loam']],
  [
    'mobilization',
    Array.from({ length: 12 }, (_, index): Row => ['roads', `Asphalt course ${index}`]),
    ['general', 'Mobilization'],
  ],
];

describe('companions', () => {
  it.each(pairs)(
    '%s are missed, and not where they are there or spoken of',
    async (topic, calling, there) => {
      expect(await missing(calling)).toContain(topic);
      expect(await missing([...calling, there])).not.toContain(topic);
      expect(await missing(calling, [`Prices include ${there[1]}.`])).not.toContain(topic);
    },
  );

  it('have topics of their own, and trades that there are', async () => {
    const codes = new Set(trades.map(({ code }) => code));
    expect(new Set(companions.map(({ topic }) => topic)).size).toBe(companions.length);
    for (const { trade, whenTrades, presentIn = [], beside = [] } of companions)
      for (const code of [trade, ...whenTrades, ...presentIn, ...beside]) expect(codes).toContain(code);
  });

  it('are not missed in bills that are complete', async () => {
    const house: Row[] = [
      ['general', 'Scaffolding and preliminaries'],
      ['earthwork', 'Excavation for footings'],
      ['earthwork', 'Backfill, and disposal of surplus'],
      ['earthwork', 'Gravel bed under slab'],
      ['concrete', 'Footings, class A'],
      ['concrete', 'Slab on grade 5 in'],
      ['concrete', 'Formwork'],
      ['concrete', 'Reinforcing bars'],
      ['concrete', 'Saw-cut control joints in slab'],
      ['insulation', 'Vapor barrier under slab'],
      ['masonry', 'Block walls 8 in'],
      ['masonry', 'Bond beams and lintels'],
      ['doors_windows', 'Flush wood door with frame'],
      ['doors_windows', 'Hardware sets'],
      ['doors_windows', 'Aluminum windows, glazed'],
      ['roofing', 'Asphalt shingles on felt'],
      ['roofing', 'Flashing, gutters and downspouts'],
      ['insulation', 'Batt insulation'],
      ['finishes', 'Metal stud partitions, gypsum board both sides'],
      ['finishes', 'Suspended acoustic ceiling'],
      ['painting', 'Paint walls, primer and two coats'],
      ['painting', 'Paint doors and frames'],
      ['flooring', 'Vinyl composition tile'],
      ['flooring', 'Rubber base'],
      ['plumbing', 'Lavatory with faucet'],
      ['plumbing', 'Water closet'],
      ['plumbing', 'Copper pipe'],
      ['specialties', 'Toilet accessories'],
      ['electrical', 'Panelboard 100 A with grounding'],
      ['electrical', 'Receptacles with wiring'],
    ];
    expect(await missing(house)).toEqual([]);
    expect(await missing([['general', 'Site office'], ...house.slice(1, 3)])).toEqual([]);
  });

  it('are not called for by work on what is there, or outside the base job', async () => {
    expect(await missing([['concrete', 'Welded wire mesh in slab on grade']])).toEqual([]);
    expect(await missing([['doors_windows', 'Flush wood door by others']])).toEqual([]);
    expect(await missing([['site_utilities', 'Video inspection of culvert pipe']])).not.toContain(
      'pipe bedding',
    );
  });

  it('are reckoned through the thickness, and say how many lines could not be', async () => {
    const quantity = (rows: Row[]) => companionQuantity('formwork', linesOf(rows));
    const slab: Row = ['concrete', 'Reinforced slab 200 mm thick', { quantity: '50', unit: 'm2' }];
    expect(quantity([slab])).toMatchObject({ quantity: '40', unit: 'm2' });
    const stairs: Row = ['concrete', 'Reinforced stairs', { quantity: '3', unit: 'nos' }];
    expect(quantity([slab, stairs])?.working).toContain('of 10 m3, without one line not so measured');
    expect(quantity([stairs])).toBeNull();
    const pipe: Row = ['site_utilities', 'Storm sewer pipe', { quantity: '120', unit: 'm' }];
    expect(companionQuantity('manholes', linesOf([pipe]))?.quantity).toBe('3');
  });
});
