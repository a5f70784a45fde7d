// Companions outside the building: roads, traffic, pipes in the ground, planting, and setting up the site.

import type { Companion } from './companion.ts';

const paved = /\b(asphalt\w*|hma|bituminous|concrete pavement|pccp|resurfac\w+|milling)\b/i;
const notRoad =
  /\b(parking|path\w*|foot ?ways?|sidewalks?|driveways?|playground|courtyard|roof\w*|felt|shingles?|waterproof\w*|joints?|sealants?|remov\w+)\b/i;

export const siteCompanions: readonly Companion[] = [
  {
    topic: 'pavement base',
    description: 'Compacted aggregate base',
    trade: 'roads',
    whenTrades: ['roads'],
    when: /\b(asphalt|hma|bituminous|pavers?|concrete pavement|pccp)\b(?!.{0,400}\b(overlay|patch|mill|tack|resurfac)\w*)/i,
    because: 'new pavement lies on a base',
    present: /\b(base|sub-?base|aggregate|gravel|gsb|wmm|macadam|crushed|milling|overlay|resurfac\w+)\b/i,
    allowance: null,
  },
  {
    topic: 'kerbs',
    description: 'Concrete curb',
    trade: 'roads',
    whenTrades: ['roads'],
    when: /\b(asphalt (?:surface|pavement|pav\w+|concrete|parking\w*)|hma surface|bituminous concrete|concrete pavement|pccp|pavers?|paver blocks?|interlocking)\b/i,
    unless:
      /\b(overlay|patch\w*|mill\w*|tack|resurfac\w+|temporary|joints?|wedge|approach\w*|driveways?|sealer|remov\w+)\b/i,
    because: 'the edge of a pavement is held',
    present:
      /\b(kerbs?|curbs?|edging|edge (?:restraints?|strips?)|shoulders?|overlay|resurfac\w+|mill\w+)\b/i,
    allowance: null,
  },
  {
    topic: 'tack coat',
    description: 'Asphalt tack coat',
    trade: 'roads',
    whenTrades: ['roads'],
    when: /\b(overlay|resurfac\w+|asphalt|hma|bituminous concrete|dense bituminous)\b.{0,400}\b(surface|intermediate|wearing|binder|overlay|course)\b|\boverlay\b/i,
    unless: /\b(tack|prime|joint|temporary|remov\w+|mill\w*)\b/i,
    leastLines: 2,
    because: 'asphalt courses are bonded to what lies below',
    present: /\b(tack|prime coat|bond coat)\b/i,
    allowance: { per: 'm2', unit: 'm2', amount: '1' },
  },
  {
    topic: 'road markings',
    description: 'Pavement markings',
    trade: 'traffic',
    whenTrades: ['roads'],
    when: /\b(asphalt|hma|bituminous|concrete|overlay)\b.{0,400}\b(surface|wearing|pavement|overlay|course)\b|\bparking lot\b/i,
    unless:
      /\b(base|tack|temporary|sidewalks?|path\w*|driveways?|patch\w*|joints?|remov\w+|mill\w*|curbs?|kerbs?)\b/i,
    because: 'a new surface is marked',
    present:
      /\b(mark(?:ings?|ers?)|strip(?:e|es|ing)|thermoplastic|lane (?:lines?|arrows?)|(?:stop|crosswalk|pavement) lines?|road paint)\b/i,
    allowance: null,
  },
  {
    topic: 'traffic control',
    description: 'Traffic control during the work',
    trade: 'traffic',
    whenTrades: ['roads'],
    when: paved,
    unless: notRoad,
    leastLines: 2,
    because: 'work on a road needs signs, barriers and flaggers',
    present:
      /\b(traffic|m\.?o\.?t\.?|flagg?\w*|barricad\w*|construction signs?|detours?|diversions?|arrow (?:boards?|signs?)|cones|lane closures?|work zones?|changeable message)\b/i,
    allowance: null,
  },
  {
    topic: 'pipe trench',
    description: 'Trench excavation by machine',
    trade: 'earthwork',
    whenTrades: ['site_utilities'],
    when: /\b(pipes?|sewers?|water mains?)\b/i,
    because: 'buried pipe needs a trench',
    present: /\b(excavat\w*|trench\w*|earth ?works?)\b/i,
    allowance: { per: 'm', unit: 'm3', amount: '0.9' },
  },
  {
    topic: 'pipe bedding',
    description: 'Granular bedding of pipes',
    trade: 'earthwork',
    priceAs: 'Granular borrow fill',
    whenTrades: ['site_utilities'],
    when: /\b(pipes?|sewers?|water mains?)\b/i,
    unless:
      /\b(bedd\w*|end sections?|video|inspection|adjust\w*|clean\w*|existing|fittings?|tests?|testing|sleeves?)\b/i,
    because: 'buried pipe lies on a bed',
    present:
      /\b(bedd\w*|sand|granular|gravel|surrounds?|haunch\w*|encas\w+|pea ?stone|aggregate|(?:structure|trench|pipe) backfill|backfill\w*)\b/i,
    allowance: { per: 'm', unit: 'm3', amount: '0.15' },
  },
  {
    topic: 'manholes',
    description: 'Manholes and inlets',
    trade: 'site_utilities',
    priceAs: 'Storm manhole type C4',
    whenTrades: ['site_utilities'],
    when: /\b((?:storm|sanitary|foul|sewer|drain(?:age)?|stormwater|rcp)\b.{0,400}\bpipes?|sewers?)\b/i,
    unless:
      /\b(culverts?|under ?drains?|end sections?|water|video|inspection|clean\w*|connect\w*|manholes?|inlets?|perforated|existing)\b/i,
    because: 'sewers are reached through manholes',
    present:
      /\b(man ?-?holes?|inlets?|catch ?basins?|chambers?|junction box\w*|clean ?-?outs?|gull(?:y|ies)|access pits?)\b/i,
    allowance: { per: 'm', unit: 'each', amount: '0.02' },
  },
  {
    topic: 'valves and hydrants',
    description: 'Valves and hydrants on water mains',
    trade: 'site_utilities',
    whenTrades: ['site_utilities'],
    when: /\bwater (?:mains?|lines?|supply pipes?)\b/i,
    unless: /\b(valves?|hydrants?|existing|connect\w*)\b/i,
    because: 'water mains are shut off by valves',
    present: /\b(valves?|hydrants?|sluice)\b/i,
    allowance: null,
  },
  {
    topic: 'topsoil under planting',
    description: 'Imported topsoil, spread',
    trade: 'landscaping',
    whenTrades: ['landscaping'],
    when: /\b(sod\w*|turf\w*|lawns?|grass\w*|seed\w*|shrubs?|ground ?cover)\b/i,
    unless: /\b(artificial|synthetic|temporary|erosion|reset|mow\w*|pavers?)\b/i,
    because: 'plants grow in topsoil',
    present: /\b(top ?-?soil|loam|good earth|garden (?:soil|earth)|planting (?:soil|mix)|manure|soil)\b/i,
    allowance: { per: 'm2', unit: 'm3', amount: '0.1' },
  },
  {
    topic: 'mobilization',
    description: 'Mobilization and demobilization',
    trade: 'general',
    whenTrades: ['roads', 'traffic', 'site_utilities', 'earthwork'],
    when: /./,
    leastLines: 12,
    because: 'plant is brought to the site and taken away',
    present:
      /\b(mobili[sz]\w+|demobili[sz]\w+|preliminar\w+|general (?:conditions|requirements|items)|site (?:establishment|office|set ?-?up|supervision)|field office|overheads?|temporary (?:facilities|works))\b/i,
    allowance: null,
  },
];
