// Trades: the project's own list of trades, with the words that give them away.
//
// Codes and names are our own. `uniformat` is the group of UNIFORMAT II (NISTIR 6389, U.S. government) where most
// of the trade is found, null where it has none; `masterFormat` is a two-digit division number, as an alias only.

export interface Trade {
  code: string;
  name: string;
  uniformat: string | null;
  masterFormat: string;
  /** Phrases that point to this trade, in the words of words.ts or any spelling it understands. */
  phrases: readonly string[];
}

function trade(
  code: string,
  name: string,
  uniformat: string | null,
  masterFormat: string,
  phrases: string,
): Trade {
  return { code, name, uniformat, masterFormat, phrases: phrases.split(',').map((phrase) => phrase.trim()) };
}

export const trades: readonly Trade[] = [
  trade(
    'general',
    'General conditions',
    null,
    '01',
    `general conditions, preliminaries, general requirements, mobilization,
    mobilisation, demobilization, site supervision, superintendent, project manager, field office, site office, temporary
    facilities, temporary fence, temporary power, hoarding, scaffolding, scaffold, site cleaning, final cleaning, cleanup,
    insurance, performance bond, permit, bonds, site security, portable toilet, construction engineering, surveying,
    setting out, as built drawing, progress photographs, safety, welfare, crane hire, tower crane, dumpster, testing of materials,
    quality control, project sign board, water for construction, attendance, contingency`,
  ),
  trade(
    'demolition',
    'Demolition',
    'F',
    '02',
    `demolition, demolish, demolishing, dismantle, dismantling, strip out,
    take down, taking down, remove existing, removal of existing, pavement removal, saw cutting, asbestos, abatement,
    breaking up, break out, breaking out, hacking, gut interior, selective demolition, salvage, debris removal, wrecking,
    regulated materials, scrapping off old, remove, removal`,
  ),
  trade(
    'earthwork',
    'Earthwork',
    'G',
    '31',
    `earth work, excavation, excavate, excavating, trench, trenching, backfill,
    backfilling, back filling, filling, earth filling, sand filling, fill, compaction, compacted fill, grading, rough grading, fine grade, cut and
    fill, embankment, borrow, borrow pit, topsoil strip, stripping topsoil, strip topsoil, site clearance, site clearing, clearing and grubbing,
    clearing, dewatering, disposal of surplus, surplus excavated, carting away, cart away, haul off, subgrade, anti termite, termite treatment,
    hardcore, hard core, murrum, moorum, geotextile, geogrid, erosion control, silt fence, riprap, soil stabilization, over excavation, level and ram, soil`,
  ),
  trade(
    'piling',
    'Piling and shoring',
    'A',
    '31',
    `pile, piling, bored pile, bored cast in situ pile, driven pile, pile cap breaking, sheet pile, sheet
    piling, micropile, caisson, drilled pier, drilled shaft, shoring, soldier pile, underpinning, ground anchor, pile load
    test, diaphragm wall, cofferdam, helical pier, augercast`,
  ),
  trade(
    'concrete',
    'Concrete',
    'B',
    '03',
    `concrete, reinforced concrete, rcc, pcc, cement concrete, ready mix, readymix, ready mixed,
    cast in place, cast in situ, blinding, lean concrete, footing, slab on grade, ground slab, suspended slab, foundation slab,
    raft, column, beam, lintel concrete, formwork, form work, shuttering, centering, centring, falsework, reinforcement, rebar, steel
    reinforcement, reinforcing bar, reinforcing steel, tmt bar, hysd, tor steel, deformed bar, fe 500, fe 415, welded wire mesh, welded wire fabric, brc mesh, fabric
    mesh, mesh reinforcement, precast concrete, precast, grout, grouting, screed, concrete curing, expansion joint, construction joint, epoxy injection,
    concrete topping, post tension, prestressed, grade beam, pedestal, pile cap, stair concrete, waterstop, anchor bolt`,
  ),
  trade(
    'masonry',
    'Masonry',
    'B',
    '04',
    `masonry, brick, brick wall, brick work, brickwork, block, block wall, blockwork, block work, concrete block, cmu, aac block,
    fly ash brick, stone masonry, rubble masonry, random rubble, stone wall, stone veneer, brick veneer, half brick, mortar joint, bond beam, masonry lintel, joint reinforcement masonry, pointing, repointing, tuckpointing,
    cavity wall, damp proof course, dpc, hollow block, masonry wall, masonry unit, concrete block wall, retaining wall stone, ashlar, coping, glass block`,
  ),
  trade(
    'steel',
    'Metals',
    'B',
    '05',
    `structural steel, steelwork, steel frame, steel beam, steel column, steel joist, metal deck, metal decking, steel deck,
    roof truss steel, steel truss, purlin, girt, base plate, handrail, hand rail, railing, guard rail balcony, balustrade, steel stair, ladder, cat ladder,
    grating, bollard, ms grill, m s grill, grill, fabricated steel, miscellaneous metals, ms angle, rolled steel, steel section, hollow section, angle iron, channel section, welding, metal fabrication, checker plate`,
  ),
  trade(
    'carpentry',
    'Carpentry',
    'B',
    '06',
    `carpentry, rough carpentry, framing, wood framing, stud wall wood, joist wood, rafter, wood truss, wood roof truss, wood stud, wood stud partition, sill plate, plywood,
    sheathing, osb, blocking, nailer, lumber, wood deck, decking wood, millwork, casework, cabinet, cabinetry, wardrobe, shelving, countertop, counter top, wood trim, trim, moulding,
    baseboard wood, wood skirting, wood stair, finish carpentry, architectural woodwork, glulam, kitchen cabinet, vanity unit, wood paneling, joinery`,
  ),
  trade(
    'insulation',
    'Insulation and waterproofing',
    'B',
    '07',
    `insulation, batt insulation, rigid insulation, spray foam, thermal insulation, mineral wool, rockwool,
    waterproofing, water proofing, damp proofing, dampproof, membrane waterproofing, vapor barrier, vapour barrier, vapor retarder, polythene sheet, polyethylene sheet, air barrier, sealant, caulking, joint sealant,
    fireproofing, firestop, fire stopping, tanking, crystalline waterproofing, weather barrier, house wrap`,
  ),
  trade(
    'roofing',
    'Roofing',
    'B',
    '07',
    `roof, roofing, roofing underlayment, roof membrane, shingle, asphalt shingle, metal roof, standing seam, roof tile, clay tile roof, mangalore tile, epdm, tpo, built up roof,
    modified asphalt roof, flashing, gutter, downspout, rainwater pipe, rain water pipe, fascia, soffit, ridge, roof sheet, roof sheeting, corrugated sheet, gi sheet, profiled sheet, skylight, roof hatch, roof drain, eaves, parapet cap, cladding sheet, siding, metal cladding`,
  ),
  trade(
    'doors_windows',
    'Doors and windows',
    'B',
    '08',
    `door, window, door frame, flush door, hollow metal door, steel door, wood door, fire door, overhead door, sectional door, roller shutter, rolling shutter,
    glazing, glass, glazed, curtain wall, storefront, aluminum window, upvc window, sliding window, casement, casement window, louver window, ventilator, door hardware, hardware, ironmongery, lockset, mortice lock, mortise lock,
    hinge, door closer, panic bar, threshold door, chowkhat, window sill frame, shutter, sash, structural glazing, mirror`,
  ),
  trade(
    'finishes',
    'Plaster, partitions and ceilings',
    'C',
    '09',
    `plaster, plastering, cement plaster, internal plaster, external plaster, render, rendering, stucco, skim coat, gypsum plaster, pop, gypsum board, gypsum, partition, drywall, metal stud,
    stud partition, suspended ceiling, false ceiling, acoustic ceiling, acoustical ceiling, ceiling tile, ceiling, lay in ceiling, wall lining, furring, acoustic panel, acoustical panel, glass fiber reinforced gypsum, taping and finishing, wall board, neeru, punning`,
  ),
  trade(
    'flooring',
    'Flooring and tiling',
    'C',
    '09',
    `flooring, floor finish, tile, tiling, ceramic tile, porcelain tile, vitrified tile, wall tile, floor tile, quarry tile, marble, granite, kota stone, terrazzo, carpet, vinyl, vinyl tile, linoleum, lvt, vct,
    hardwood floor, wood floor, laminate floor, laminated wood, rubber floor, epoxy floor, skirting, baseboard, base rubber, dado, stair tread tile, nosing, raised floor, ips flooring, mosaic, paver tile interior, resilient`,
  ),
  trade(
    'painting',
    'Painting',
    'C',
    '09',
    `paint, painting, emulsion, primer, enamel, distemper, white wash, whitewashing, lime wash, color wash, varnish, stain wood, polish, wall paper, wallpaper, wall covering, coat of paint, two coats, texture paint, oil bound, acrylic paint,
    weather shield, weathershield, exterior paint, interior paint, wall putty, putty, epoxy paint, intumescent paint, sealer coat, coating`,
  ),
  trade(
    'specialties',
    'Specialties',
    'C',
    '10',
    `toilet partition, toilet accessory, toilet accessories, towel dispenser, grab bar, locker, whiteboard, marker board, tack board, signage, room sign, fire extinguisher, flagpole, mailbox,
    corner guard, wall guard, operable partition, cubicle, shower curtain, soap dispenser, hand dryer, letter box, display board, baby changing`,
  ),
  trade(
    'equipment',
    'Equipment',
    'E',
    '11',
    `kitchen equipment, food service equipment, appliance, refrigerator, dishwasher, range hood appliance, laundry equipment, washer, dryer, laboratory equipment, medical equipment, loading dock, dock leveler, projection screen, gym equipment, playground equipment, fume hood, oven`,
  ),
  trade(
    'furnishings',
    'Furnishings',
    'E',
    '12',
    `furniture, loose furniture, blinds, window blind, curtain, drapery, workstation, chair, desk, table furniture, bench, bed, sofa, entrance mat, rug, window treatment, roller shade, seating`,
  ),
  trade(
    'conveying',
    'Conveying',
    'D',
    '14',
    `elevator, lift, passenger lift, escalator, dumbwaiter, hoist, moving walk, lift car, freight elevator, platform lift, wheelchair lift`,
  ),
  trade(
    'fire_protection',
    'Fire protection',
    'D',
    '21',
    `sprinkler, sprinkler head, fire sprinkler, fire protection, fire fighting, firefighting, standpipe, fire hose, hose reel, hose cabinet, fire pump, fire hydrant internal, wet riser, dry riser, jockey pump, fire suppression, landing valve, fm 200`,
  ),
  trade(
    'plumbing',
    'Plumbing',
    'D',
    '22',
    `plumbing, sanitary fixture, sanitary ware, water closet, wc, ewc, toilet, urinal, lavatory, wash basin, washbasin, sink, kitchen sink, faucet, tap, bib cock, bibcock, stop cock, angle valve, pillar cock, cp fitting, shower, bathtub, bath tub, water heater, geyser,
    floor drain, floor trap, nahani trap, soil pipe, waste pipe, vent pipe, swr pipe, cpvc pipe, upvc pipe, ppr pipe, gi pipe, copper pipe, pex, water supply pipe, cold water, hot water, domestic water, cistern, flushing, cleanout, gate valve, ball valve, check valve, backflow preventer, hose bib, water tank, sump pump, drinking fountain, grease trap, gas pipe, water pump`,
  ),
  trade(
    'hvac',
    'Heating, ventilation and air conditioning',
    'D',
    '23',
    `hvac, air conditioning, air conditioner, split ac, split unit, air handling unit, ahu, rooftop unit, rtu, fan coil, fcu, chiller, boiler, cooling tower, vrf, heat pump, furnace, ductwork, duct, diffuser, grille, air grille, damper, fire damper, vav, exhaust fan,
    ventilation fan, ventilation, radiator, thermostat, chilled water, refrigerant pipe, condensing unit, test and balance, testing and balancing, unit heater, louver, duct insulation, fresh air, condensate drain, mechanical`,
  ),
  trade(
    'electrical',
    'Electrical',
    'D',
    '26',
    `electrical, wiring, cable, conduit, emt, wire, light fixture, lighting, led light, light point, luminaire, downlight, receptacle, socket, socket outlet, power outlet, duplex outlet, switch, switchboard, switchgear, panel board, panelboard, distribution board, db, mcb, mccb,
    circuit breaker, transformer, generator, ups, busbar, busduct, earthing, grounding, earth pit, lightning protection, exit sign, emergency light, cable tray, junction box, fan point, ceiling fan, ceiling rose, meter panel, xlpe, feeder, disconnect, motor control, occupancy sensor, photocell, electrician, kva, kv, power point`,
  ),
  trade(
    'communications',
    'Communications and security',
    'D',
    '27',
    `data outlet, data cable, cat 6, cat 6 a, telephone, fiber optic, structured cabling, network, wifi, wireless access point, public address, pa system, audio visual, cctv, camera, surveillance, access control, card reader, intrusion, fire alarm, smoke detector, heat detector,
    manual call point, alarm panel, nurse call, intercom, tv outlet, low voltage, patch panel, rack, bms, building management system`,
  ),
  trade(
    'roads',
    'Roads and paving',
    'G',
    '32',
    `road, roadwork, asphalt, asphalt paving, asphalt pavement, bituminous, tarmac, pavement, paving, paver, interlocking paver, paver block, block paving, tack coat, prime coat, base course, sub base, subbase, granular sub base, gsb, wmm, wet mix macadam, macadam, wbm, dbm, aggregate base, compacted aggregate,
    milling, curb, curb and gutter, kerb stone, sidewalk, footpath, driveway, parking lot, pccp, concrete pavement, dense graded, joint sealing pavement, curb ramp, detectable warning, crack sealing, wearing course, binder course, seal coat, hma`,
  ),
  trade(
    'traffic',
    'Traffic and road safety',
    'G',
    '34',
    `traffic, traffic control, maintaining traffic, guardrail, guard rail road, crash barrier, traffic barrier, traffic signal, signal pole, signal head, road sign, sign post, traffic sign, construction sign, pavement marking, road marking, line marking, thermoplastic, lane marking, parking stripe, striping,
    delineator, raised pavement marker, road stud, barricade, detour, message board, changeable message sign, stop line, crosswalk, rumble strip, speed hump, attenuator, loop detector, pedestrian signal, street light pole`,
  ),
  trade(
    'landscaping',
    'Landscaping',
    'G',
    '32',
    `landscape, landscaping, planting, tree, shrub, ground cover, sod, sodding, turf, lawn, grass, seeding, seed mixture, hydroseed, mulch, topsoil, top soil, irrigation, fertilizer, fence, fencing, chain link fence, gate fence, site furniture, park bench, garden, hedge, compound wall gate, playground surface, planter`,
  ),
  trade(
    'site_utilities',
    'Site utilities',
    'G',
    '33',
    `storm drain, storm sewer, storm water, sanitary sewer, sewer, sewer pipe, sewer line, manhole, catch basin, inlet, culvert, box culvert, pipe culvert, underdrain, drainage pipe, drain channel, drainage, water main, hydrant, fire hydrant, water meter, septic tank, soak pit, soakaway, inspection chamber, gully trap, hume pipe, np 2 pipe, np 3 pipe, rcp, hdpe pipe, ductile iron pipe,
    ductile iron, pipe end section, headwall, pipe bedding, gas main, underground utility, telecom duct, french drain, trench drain, valve chamber, pipe laying, u drain`,
  ),
];

const byCode = new Map(trades.map((entry) => [entry.code, entry]));

/** The trade of a code, or null. */
export function tradeOf(code: string): Trade | null {
  return byCode.get(code) ?? null;
}

/** Of lines that nothing is known about; no trade of its own, and every price may fit them. */
export const unassigned = 'unassigned';

/** A trade's name; a code that is not ours is shown as it is. */
export function tradeName(code: string): string {
  return code === unassigned ? 'Not assigned' : (byCode.get(code)?.name ?? code);
}
