// Uniformat: the building element that a line belongs to, as a second view beside its trade.
//
// Codes and names are level 2 of UNIFORMAT II as NISTIR 6389 (U.S. government, 1999) publishes them. A trade has one
// usual element; where it builds several, the words of the line and of its heading decide. The first rule that fits
// counts.

export interface Element {
  code: string;
  name: string;
}

export const elements: readonly Element[] = [
  { code: 'A10', name: 'Foundations' },
  { code: 'A20', name: 'Basement Construction' },
  { code: 'B10', name: 'Superstructure' },
  { code: 'B20', name: 'Exterior Enclosure' },
  { code: 'B30', name: 'Roofing' },
  { code: 'C10', name: 'Interior Construction' },
  { code: 'C20', name: 'Stairs' },
  { code: 'C30', name: 'Interior Finishes' },
  { code: 'D10', name: 'Conveying' },
  { code: 'D20', name: 'Plumbing' },
  { code: 'D30', name: 'HVAC' },
  { code: 'D40', name: 'Fire Protection' },
  { code: 'D50', name: 'Electrical' },
  { code: 'E10', name: 'Equipment' },
  { code: 'E20', name: 'Furnishings' },
  { code: 'F10', name: 'Special Construction' },
  { code: 'F20', name: 'Selective Building Demolition' },
  { code: 'G10', name: 'Site Preparation' },
  { code: 'G20', name: 'Site Improvements' },
  { code: 'G30', name: 'Site Mechanical Utilities' },
  { code: 'G40', name: 'Site Electrical Utilities' },
  { code: 'G90', name: 'Other Site Construction' },
];

/** Of what builds no element, such as general conditions, and of what nothing is known about; no code of UNIFORMAT. */
export const noElement = 'none';

const usual: Readonly<Record<string, string>> = {
  demolition: 'F20',
  earthwork: 'G10',
  piling: 'A10',
  concrete: 'B10',
  masonry: 'B20',
  steel: 'B10',
  carpentry: 'C10',
  insulation: 'B20',
  roofing: 'B30',
  doors_windows: 'C10',
  finishes: 'C30',
  flooring: 'C30',
  painting: 'C30',
  specialties: 'C10',
  equipment: 'E10',
  furnishings: 'E20',
  conveying: 'D10',
  fire_protection: 'D40',
  plumbing: 'D20',
  hvac: 'D30',
  electrical: 'D50',
  communications: 'D50',
  roads: 'G20',
  traffic: 'G20',
  landscaping: 'G20',
  site_utilities: 'G30',
};

interface Rule {
  element: string;
  trades: readonly string[];
  words: RegExp;
}

const rule = (element: string, trades: string, words: RegExp): Rule => ({
  element,
  trades: trades.split(' '),
  words,
});

const rules: readonly Rule[] = [
  rule(
    'G10',
    'demolition',
    /\b(pavement|paving|asphalt|road|kerb|curb|sidewalk|fence|tree|site|sewer|manhole)/,
  ),
  rule('A20', 'concrete masonry earthwork insulation', /\bbasement/),
  rule(
    'C20',
    'concrete steel carpentry masonry flooring finishes',
    /\b(stairs?|staircases?|treads?|risers?|landings?)\b/,
  ),
  rule('G20', 'concrete', /\b(sidewalk|footpath|pavement|paving|kerb|curb|driveway|apron|wheel stop)/),
  rule('G20', 'steel masonry', /\b(fence|fencing|boundary wall|compound wall|retaining wall|bollard)/),
  rule(
    'G30',
    'concrete masonry earthwork',
    /\b(manhole|catch basin|sewer|inspection chamber|culvert|pipe trench)/,
  ),
  rule(
    'A10',
    'concrete masonry steel earthwork insulation',
    /\b(foundations?|footings?|pile caps?|raft|grade beams?|ground beams?|plinth|lean concrete|blinding|pcc|slabs?[ -]on[ -](grade|ground)|ground (floor )?slab|under ?slab|vapou?r barrier|damp[ -]proof|dpc|pedestals?|anchor bolts?)\b/,
  ),
  rule(
    'B30',
    'insulation steel carpentry',
    /\b(roof insulation|roofing membrane|gutters?|flashings?|roof hatch|skylights?|roof covering)/,
  ),
  rule('B20', 'steel', /\b(cladding|curtain wall|louv(er|re))/),
  rule('C10', 'steel', /\b(handrail|railing|balustrade|grab rail|grating)/),
  rule('C10', 'masonry', /\b(internal|interior|partitions?)\b/),
  rule(
    'B10',
    'masonry carpentry',
    /\b(structural|beams?|columns?|joists?|trusse?s?|rafters?|floor framing|sheathing)\b/,
  ),
  rule('B20', 'carpentry', /\b(exterior|external|siding|fascia|soffit)/),
  rule('C10', 'insulation', /\b(acoustic|sound|partition|interior|internal|fire ?stop)/),
  rule('C10', 'doors_windows', /\b(interior|internal) /),
  rule(
    'B20',
    'doors_windows',
    /\b(windows?|exterior|external|curtain wall|storefront|entrance|overhead|roll(ing|er) (shutter|door)|louv(er|re)|glazing)\b/,
  ),
  rule('B20', 'finishes painting', /\b(exterior|external|stucco|facade|render)\b/),
  rule('C10', 'finishes', /\b(partitions?|studs?|framing|toilet cubicles?)\b/),
  rule(
    'G40',
    'electrical communications',
    /\b(street ?light|light pole|site lighting|bollard light|underground (duct|cable)|rmu|hv |telecom manhole)/,
  ),
  rule(
    'G30',
    'plumbing fire_protection',
    /\b(site |external (water|drain)|water main|yard hydrant|septic|soak ?(pit|away))/,
  ),
  rule('C10', 'furnishings', /\b(built[ -]in cabinets?)\b/),
];

/** The code of the line's element, `noElement` where it has none. A code of somebody's own trade has none. */
export function elementOf(line: { trade: string; description: string; section: string | null }): string {
  const own = line.description.toLowerCase();
  const heading = (line.section ?? '').toLowerCase();
  const fitting = rules.filter(({ trades }) => trades.includes(line.trade));
  // What the line itself says comes before the heading that it stands under.
  const found =
    fitting.find(({ words }) => words.test(own)) ?? fitting.find(({ words }) => words.test(heading));
  return found?.element ?? usual[line.trade] ?? noElement;
}

const names = new Map(elements.map(({ code, name }) => [code, name]));

export function elementName(code: string): string {
  return code === noElement ? 'Outside the elements' : (names.get(code) ?? code);
}
