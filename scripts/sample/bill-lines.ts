// Bill lines: what the sample job consists of, section by section.
//
// The building: 64 ft × 40 ft outside, masonry walls 12 ft high on strip footings, slab on grade, wood
// trusses under a metal roof of 4 in 12, an office corner with two restrooms.
//
// Three things are wrong on purpose, and nothing else:
//   1. Item 5.01 carries an amount with two digits changed over (38,250.00 for 32,850.00).
//   2. Item 6.02 counts six interior doors; the door schedule lists seven.
//   3. There is no door hardware, although the specification asks for it.
// Six items have no rate yet. The handrails of section 9 could be of two trades.

export interface BillSection {
  number: string;
  title: string;
  items: BillItem[];
}

/** Rate null: still to be priced. An amount is given only where it is not quantity × rate. */
export interface BillItem {
  number: string;
  description: string;
  quantity: string;
  unit: string;
  rate: string | null;
  wrongAmount: string | null;
}

type Row = [description: string, quantity: string, unit: string, rate: string | null, wrongAmount?: string];

function section(number: string, title: string, rows: Row[]): BillSection {
  const items = rows.map(([description, quantity, unit, rate, wrongAmount = null], index) => ({
    number: `${number}.${String(index + 1).padStart(2, '0')}`,
    description,
    quantity,
    unit,
    rate,
    wrongAmount,
  }));
  return { number, title, items };
}

export const billSections: BillSection[] = [
  section('1', 'EARTHWORK', [
    ['Strip topsoil, 6 in. deep, and stockpile on site', '560', 'SY', '3.40'],
    ['Excavate for strip footings, average depth 3 ft', '46', 'CY', '18.50'],
    ['Backfill around footings with excavated material, compacted', '28', 'CY', '16.00'],
    ['Haul surplus excavated material off site and dispose', '18', 'CY', '22.00'],
    ['Compacted aggregate base, 6 in. thick, under slab on grade', '48', 'CY', null],
    ['Polyethylene vapor retarder, 15 mil, under slab on grade', '2560', 'SF', '0.38'],
    ['Perforated underdrain pipe, 6 in., along footings', '220', 'LF', null],
  ]),
  section('2', 'CONCRETE', [
    ['Concrete strip footings, 3000 psi, 24 in. x 12 in.', '15.5', 'CY', '215.00'],
    ['Formwork to sides of strip footings', '416', 'SF', '6.20'],
    ['Reinforcing steel bars, grade 60, in footings', '1150', 'LB', '1.35'],
    ['Concrete slab on grade, 4000 psi, 5 in. thick', '2560', 'SF', '5.85'],
    ['Formwork to edges of slab on grade, 5 in. high', '208', 'LF', '4.75'],
    ['Welded wire reinforcement in slab on grade', '2560', 'SF', '0.72'],
    ['Saw-cut control joints in slab on grade', '320', 'LF', '2.10'],
    ['Concrete sidewalk, 4 in. thick', '40', 'SY', null],
  ]),
  section('3', 'MASONRY', [
    ['Concrete masonry unit exterior walls, 8 in., reinforced, net of openings', '2094', 'SF', '17.40'],
    ['Masonry lintels, 8 in. x 8 in.', '74', 'LF', '21.00'],
    ['Bond beam at top of masonry walls, grouted and reinforced', '208', 'LF', '12.50'],
    ['Horizontal joint reinforcement in masonry walls', '1870', 'LF', '0.65'],
  ]),
  section('4', 'CARPENTRY', [
    ['Wood roof trusses, 40 ft span, at 24 in. centers', '33', 'EA', '285.00'],
    ['Plywood roof sheathing, 5/8 in.', '2920', 'SF', '2.35'],
    ['Pressure-treated wood sill plate, 2 x 8', '208', 'LF', '4.10'],
    ['Wood stud partitions, 2 x 4 at 16 in. centers', '960', 'SF', '3.60'],
  ]),
  section('5', 'ROOFING AND INSULATION', [
    ['Standing seam metal roofing, 24 gauge', '2920', 'SF', '11.25', '38250.00'],
    ['Synthetic roofing underlayment', '2920', 'SF', '0.62'],
    ['Aluminum gutters, 5 in.', '132', 'LF', '9.40'],
    ['Aluminum downspouts, 3 in. x 4 in.', '72', 'LF', '8.75'],
    ['Blown fiberglass attic insulation, R-38', '2560', 'SF', '1.60'],
    ['Fiberglass batt insulation in stud partitions, R-13', '960', 'SF', null],
  ]),
  section('6', 'DOORS AND WINDOWS', [
    ['Hollow metal exterior door and frame, 3 ft x 7 ft', '2', 'EA', '1150.00'],
    ['Wood interior door, solid core, with frame, 3 ft x 7 ft', '6', 'EA', '640.00'],
    ['Overhead sectional door, insulated, 10 ft x 10 ft', '2', 'EA', '3450.00'],
    ['Aluminum window, fixed, double glazed, 4 ft x 4 ft', '8', 'EA', '585.00'],
  ]),
  section('7', 'FINISHES', [
    ['Gypsum board on partitions, 5/8 in., both sides, taped and finished', '1920', 'SF', '2.65'],
    ['Gypsum board ceilings, 5/8 in., taped and finished', '640', 'SF', null],
    ['Interior painting of gypsum board, primer and two coats', '2560', 'SF', null],
    ['Painting of masonry walls, inside, block filler and two coats', '2094', 'SF', '1.45'],
    ['Ceramic floor tile in restrooms', '120', 'SF', '14.50'],
    ['Vinyl wall base, 4 in.', '230', 'LF', '2.95'],
    ['Concrete floor sealer, two coats', '2240', 'SF', '0.85'],
  ]),
  section('8', 'PLUMBING', [
    ['Water closet, floor mounted, with tank', '2', 'EA', '1280.00'],
    ['Lavatory, wall hung, with faucet', '2', 'EA', '945.00'],
    ['Service sink, floor mounted, with faucet', '1', 'EA', '1120.00'],
    ['Copper water pipe, 3/4 in., with fittings', '140', 'LF', '18.20'],
    ['PVC sanitary drain pipe, 4 in.', '110', 'LF', '24.60'],
    ['Electric water heater, 50 gal', '1', 'EA', '1950.00'],
  ]),
  section('9', 'SUNDRIES', [
    ['Wood handrail with steel brackets, straight', '8', 'LF', '60.00'],
    ['Wood handrail with steel brackets, stepped', '5', 'LF', '63.00'],
  ]),
];
