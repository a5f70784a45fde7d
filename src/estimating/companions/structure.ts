// Companions of the structure: earthwork, piling, concrete, masonry, steel, demolition.

import type { Companion } from './companion.ts';

/** Work on concrete that is not the casting of it. */
const notCast =
  /\b(form ?works?|shuttering|centr?e?ring|falsework|finish\w*|cur(?:e|ing)|joints?|saw[- ]?\w*|seal\w*|mesh|fabric|rebars?|reinforcing (?:bars?|steel)|reinforcement|vapou?r|membrane|waterproof\w*|insulat\w*|anchor|grout\w*|screed|topping|blinding|lean|p\.?c\.?c\.?|pre-?cast|curbs?|kerbs?|sidewalks?|pavements?|paving|patching|hardener|polythene)\b/i;
const onGrade =
  /\b(slabs? on (?:grade|ground)|ground[- ](?:bearing )?(?:floor )?slabs?|floor slabs?|s\.?o\.?g)\b/i;
const deepDigging =
  /\b(excavat\w*|dig(?:ging)?)\b.{0,400}\b(basements?|deep|below (?:the )?(?:ground ?)?water)\b|\b(basements?|deep)\b.{0,400}\bexcavat/i;

export const structureCompanions: readonly Companion[] = [
  {
    topic: 'formwork',
    description: 'Formwork',
    trade: 'concrete',
    whenTrades: ['concrete'],
    when: /\b(reinforced|r\.?c\.?c?|cast[- ]in|footings?|foundations?|columns?|beams?|slabs?|walls?|stairs?|lintels?|m ?[2-4][05])\b/i,
    unless: notCast,
    because: 'cast concrete needs forms',
    present: /\b(form ?works?|shuttering|centr?e?ring|forms\b|formed|falsework|with forms)/i,
    allowance: { per: 'm3', unit: 'm2', amount: '4' },
  },
  {
    topic: 'reinforcement',
    description: 'Reinforcing steel',
    trade: 'concrete',
    whenTrades: ['concrete'],
    when: /\b(reinforced|r\.?c\.?c|footings?|columns?|beams?|suspended|structural|slabs?|retaining walls?)\b/i,
    unless: notCast,
    because: 'structural concrete is reinforced',
    present:
      /\b(reinforcing|reinforcement|rebars?|tmt|hysd|deformed bars?|steel bars?|fe ?[45]\d\d|welded wire|(brc|steel|fabric) mesh|re-?bar|fib(?:er|re)[- ]reinforced|mesh)\b/i,
    allowance: { per: 'm3', unit: 'kg', amount: '80' },
  },
  {
    topic: 'slab joints and curing',
    description: 'Joints and curing of slabs',
    trade: 'concrete',
    priceAs: 'Saw-cut control joint in slab',
    whenTrades: ['concrete'],
    when: onGrade,
    unless: notCast,
    because: 'slabs on the ground are jointed and cured',
    present: /\b(joints?|saw[- ]?cut\w*|cur(?:e|ed|ing)|hardener|sealer)\b/i,
    presentIn: ['concrete', 'flooring', 'insulation', 'general'],
    allowance: { per: 'm2', unit: 'm', amount: '0.4' },
  },
  {
    topic: 'damp-proof membrane',
    description: 'Vapor barrier under slab',
    trade: 'insulation',
    whenTrades: ['concrete'],
    when: onGrade,
    unless: notCast,
    because: 'a slab on the ground is kept dry',
    present:
      /\b(vapou?r|d\.?p\.?m|damp[- ]?proof\w*|polythene|polyethylene|plastic sheet\w*|visqueen|waterproof\w*)\b/i,
    allowance: { per: 'm2', unit: 'm2', amount: '1' },
  },
  {
    topic: 'bed under slab',
    description: 'Granular base under slab',
    trade: 'earthwork',
    priceAs: 'Granular borrow fill',
    whenTrades: ['concrete'],
    when: onGrade,
    unless: notCast,
    because: 'a slab on the ground lies on a compacted bed',
    present:
      /\b(base|sub-?base|gravel|aggregate|hard ?core|granular|crushed|stone|sand|soling|murr?um|sub-?grade|fill(?:ing)?|capillary break)\b/i,
    presentIn: ['earthwork', 'concrete', 'roads'],
    allowance: { per: 'm2', unit: 'm3', amount: '0.15' },
  },
  {
    topic: 'waterproofing below ground',
    description: 'Sheet membrane waterproofing below grade',
    trade: 'insulation',
    whenTrades: ['concrete', 'masonry'],
    when: /\b(basements?|below grade|(?:elevator|lift) pits?|water tanks?|underground tanks?|swimming pools?|sumps?)\b/i,
    unless: notCast,
    because: 'rooms and tanks below the ground are kept dry',
    present: /\b(water ?-?proof\w*|tanking|bitum\w+|membrane|damp[- ]?proof\w*|water ?stops?|crystalline)\b/i,
    presentIn: ['insulation', 'concrete', 'masonry', 'roofing', 'finishes'],
    allowance: { per: 'm2', unit: 'm2', amount: '1' },
  },
  {
    topic: 'lintels',
    description: 'Lintel in masonry wall',
    trade: 'masonry',
    whenTrades: ['doors_windows'],
    when: /\b(doors?|windows?|ventilators?)\b/i,
    unless:
      /\b(cabinet|wardrobe|hardware|locks?|hinges?|handles?|closers?|glass|glazing|film|paint\w*|partition|shutters? only)\b/i,
    beside: ['masonry'],
    because: 'masonry over openings is carried',
    present: /\b(lintels?|bond beams?|arch(?:es)?|chajj?as?|headers?)\b/i,
    allowance: { per: 'each', unit: 'm', amount: '1.5' },
  },
  {
    topic: 'damp-proof course',
    description: 'Damp proof course',
    trade: 'masonry',
    whenTrades: ['masonry'],
    when: /\b(brick\w*|blocks?|block ?work|masonry|cmu)\b.{0,400}\b(foundations?|plinth|footings?|sub-?structure|basement)\b|\b(foundations?|plinth|sub-?structure)\b.{0,400}\b(brick\w*|block ?work|masonry)\b/i,
    unless: /\b(manhole|chamber|drain|boundary|pit)\b/i,
    because: 'masonry that stands in the ground is kept dry',
    present: /\b(damp[- ]?proof\w*|d\.?p\.?c\.?|flash\w*)(?![a-z])/i,
    allowance: null,
  },
  {
    topic: 'scaffolding',
    description: 'Scaffolding to walls',
    trade: 'general',
    whenTrades: ['masonry', 'finishes', 'painting'],
    when: /\b(brick\w*|block ?work|block walls?|masonry walls?|exterior|external|facade|façade|render|stucco|cladding)\b/i,
    unless:
      /\b(pav\w+|manholes?|chambers?|boundary|sills?|foundations?|plinth|footings?|doors?|windows?|joint reinforcement|steps?|ties?|lintels?|bond beams?|damp|coping|scaffold\w*)\b/i,
    leastLines: 2,
    because: 'walls above reach are built and painted from scaffolding',
    present:
      /\b(scaffold\w*|staging|(?:access|mobile) (?:tower|platform|equipment)|cherry picker|boom lift|preliminar\w+|general (?:conditions|requirements)|temporary works)\b/i,
    allowance: { per: 'm2', unit: 'm2', amount: '1' },
  },
  {
    topic: 'anchors and grout',
    description: 'Anchor bolts and grout under base plates',
    trade: 'steel',
    whenTrades: ['steel'],
    when: /\b(structural steel|steel (?:columns?|frames?|stanchions?)|stanchions?|portal frames?)\b/i,
    because: 'steel columns stand on anchors and grout',
    present:
      /\b(anchors?|anchor bolts?|grout\w*|holding[- ]down|h\.?d\.? bolts?|base ?plates?|foundation bolts?|complete)\b/i,
    presentIn: ['steel', 'concrete'],
    allowance: null,
  },
  {
    topic: 'coating of steel',
    description: 'Painting steel, primer and two coats',
    trade: 'painting',
    whenTrades: ['steel'],
    when: /\b(structural steel|steel (?:beams?|columns?|trusse?s?|frames?|stairs?|gates?|ladders?|railings?)|trusses|m\.?s\.? |mild steel|miscellaneous metal|grills?)/i,
    unless:
      /\b(galvani[sz]ed|stainless|alumin\w*|weathering|powder|painted|primed|primer|paint|deck|anchors?|bolts?|epoxy|rebars?|sleeves?)\b/i,
    because: 'bare steel is primed and painted',
    present:
      /\b(prim(?:er|ed|ing)|red[- ]oxide|galvani[sz]\w+|enamel|anti-?corros\w+|intumescent|paint\w*(?=.{0,400}\b(?:steel|metal|iron|grills?|railings?)\b))|\b(?:steel|metal|iron)\b.{0,400}\bpaint/i,
    allowance: { per: 'kg', unit: 'm2', amount: '0.025' },
  },
  {
    topic: 'disposal of debris',
    description: 'Haul and dispose of demolition debris',
    trade: 'demolition',
    whenTrades: ['demolition'],
    when: /./,
    because: 'what is taken down has to go somewhere',
    present:
      /\b(dispos\w+|haul\w*|cart\w*|dump\w*|debris|rubbish|land ?fill|off[- ]?site|away|stack\w*|remov\w+ from site|dumpster|skip)\b/i,
    allowance: null,
  },
  {
    topic: 'disposal of surplus soil',
    description: 'Haul and dispose of surplus soil',
    trade: 'earthwork',
    whenTrades: ['earthwork'],
    when: /\b(excavat\w*|dig(ging)?|cut)\b/i,
    because: 'excavated soil is seldom all used again',
    present: /\b(dispos\w+|haul\w*|cart\w*|surplus|spoil|dump\w*|lead|borrow|off[- ]?site|waste)\b/i,
    allowance: { per: 'm3', unit: 'm3', amount: '0.4' },
  },
  {
    topic: 'backfill',
    description: 'Backfill and compact with excavated soil',
    trade: 'earthwork',
    whenTrades: ['earthwork'],
    when: /\b(excavat\w*|trench\w*)\b.{0,400}\b(footings?|foundations?|trench\w*|pits?|basement|pipes?|structures?)\b|\b(footings?|foundations?|trench\w*)\b.{0,400}\bexcavat/i,
    because: 'excavation around footings and in trenches is filled again',
    present: /\b(back ?-?fill\w*|re-?fill\w*|filling|fill)\b/i,
    allowance: { per: 'm3', unit: 'm3', amount: '0.6' },
  },
  {
    topic: 'support of deep excavation',
    description: 'Shoring of deep excavation',
    trade: 'piling',
    whenTrades: ['earthwork'],
    when: deepDigging,
    because: 'the sides of a deep pit are held or sloped',
    present:
      /\b(shor(?:e|ed|ing)|sheet[- ]?pil\w*|secant|contiguous|soldier piles?|diaphragm wall|underpin\w*|planking|strutting|timbering|trench box|earth retention|batter\w*)\b/i,
    allowance: null,
  },
  {
    topic: 'dewatering',
    description: 'Dewatering',
    trade: 'earthwork',
    whenTrades: ['earthwork'],
    when: deepDigging,
    because: 'a deep pit may fill with water',
    present: /\b(de-?water\w*|pump\w*|bail\w*|well ?points?|keep\w* (?:it )?dry)\b/i,
    allowance: null,
  },
  {
    topic: 'erosion control',
    description: 'Erosion and sediment control',
    trade: 'earthwork',
    whenTrades: ['earthwork'],
    when: /\b(clearing|grubbing|embankments?|(?:mass|bulk|common|unclassified|roadway) (?:excavation|grading|earthworks?)|site (?:grading|strip\w*|clearance)|mass grading|borrow)\b/i,
    because: 'open ground is kept from washing away',
    present:
      /\b(erosion|silt|sediment\w*|swppp|inlet protection|check dams?|straw|wattles?|storm ?water pollution|(?:construction|stabili[sz]ed) entrance|mulch\w*|seed\w*|hydro-?seed\w*|turfing|sod\w*|rip-?rap)\b/i,
    allowance: null,
  },
  {
    topic: 'pile heads and tests',
    description: 'Cutting and testing of piles',
    trade: 'piling',
    whenTrades: ['piling'],
    when: /\bpil(?:e|es|ing)\b/i,
    unless: /\b(sheet|cap|caps|test\w*|cut\w*|mobili\w+)\b/i,
    because: 'piles are cut to level and some are tested',
    present:
      /\b(load tests?|pile tests?|integrity|test\w* (?:of )?piles?|dynamic|p\.?d\.?a|cut[- ]?offs?|cutting|trim\w*|pile heads?)\b/i,
    presentIn: ['piling', 'demolition', 'concrete', 'general'],
    allowance: null,
  },
];
