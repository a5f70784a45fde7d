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
  return {
    code,
    name,
    uniformat,
    masterFormat,
    phrases: [...new Set(phrases.split(',').map((phrase) => phrase.trim()))],
  };
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
    quality control, project sign board, water for construction, attendance, contingency,
    site accommodation, accommodation for the duration, access tower, mobile tower, construction staking, staking, layout survey, site establishment, amenities shed,
    site shed, cabins, site welfare, health and safety, all risks insurance, insurance of the works, bank guarantee, builders margin, builder margin, overhead and profit, o&m manual, as built, shop drawing, bim model,
    mock up, final clean, builders clean, temporary fencing, temporary works, temporary road, temporary lighting, site supervisor, engineer office, site establishment, watchman, security guard, clean up, protection of finished work,
    provisional sum, programme, cash allowance, dayworks, daywork`,
  ),
  trade(
    'demolition',
    'Demolition',
    'F',
    '02',
    `demolition, demolish, demolishing, dismantle, dismantling, strip out,
    take down, taking down, remove existing, removal of existing, pavement removal, saw cutting, asbestos, abatement,
    breaking up, break out, breaking out, hacking, gut interior, selective demolition, salvage, debris removal, wrecking,
    regulated materials, scrapping off old, remove, removal,
    strip out existing, stripping out, take up, taking up, taking off, break up, demo, demolishing brick, disconnect and remove, soft strip, make good after removal, asbestos removal, saw cut, sawcut,
    core drilling, hack off, cart away debris, disposal of debris, remove and dispose, lift and dispose`,
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
    hardcore, hard core, murrum, moorum, geotextile, geogrid, erosion control, silt fence, riprap, soil stabilization, over excavation, level and ram, soil,
    reduce level, reduced level, reduced level excavation, bulk excavation, detailed excavation, trench excavation, foundation trench, rock excavation, hard rock, breaking out rock, make up level, making up levels, filling to make up,
    mot type, type 1, imported fill, structural fill, select fill, selected material, proof roll, sub grade preparation, trim, trimming, surface of ground, surface dressing, jamuna sand, sand under floor, crushed rock, ramming, plinth filling,
    filling in plinth, earthwork support, planking and strutting, well point, rip rap, sediment control, excavated material, excavated earth, common borrow, spoil, blinding sand, compact bottom, bottom of excavation, laterite, quarry dust filling, stone filling, rock fill`,
  ),
  trade(
    'piling',
    'Piling and shoring',
    'A',
    '31',
    `pile, piling, bored pile, bored cast in situ pile, driven pile, pile cap breaking, sheet pile, sheet
    piling, micropile, caisson, drilled pier, drilled shaft, shoring, soldier pile, underpinning, ground anchor, pile load
    test, diaphragm wall, cofferdam, helical pier, augercast,
    bored pier, cfa pile, auger pile, flight auger, secant pile, contiguous pile, cast in situ pile, piling rig, pile cut off, cutting off top of pile, pile test, load test, timber lagging, excavation support, sheet piling, driven steel, steel h pile, pile boring, soil nail, timber pile`,
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
    mesh, mesh reinforcement, precast concrete, precast, grout, grouting, concrete curing, expansion joint, construction joint, epoxy injection,
    concrete topping, post tension, prestressed, grade beam, pedestal, pile cap, stair concrete, waterstop, anchor bolt,
    in situ concrete, insitu concrete, ready mixed concrete, mass concrete, plain concrete, cement concrete, design mix, psi concrete, mpa concrete, concrete in slab, concrete in footing, strip footing, pad footing, spread footing, topping slab,
    blinding concrete, rcc slab, rcc column, rc, r c, high yield steel, high tensile steel bar, high tensile deformed, deformed reinforcement, bar bent, tmt, thermo mechanically treated, thermo mechanically treated bar, steel bar, fabric, steel fabric, wwf, bar chair, tor steel bar, bondek, permanent formwork,
    sawn formwork, edge form, steel trowel finish, power float, trowel finish to slab, curing compound, designed joint, movement joint, compressible filler, dowel bar, water bar, precast lintel, ground beam, plinth beam, pile cap, shear wall, stub column, pedestal concrete, slab edge, lean mix, no fines concrete`,
  ),
  trade(
    'masonry',
    'Masonry',
    'B',
    '04',
    `masonry, brick, brick wall, brick work, brickwork, block, block wall, blockwork, block work, concrete block, cmu, aac block,
    fly ash brick, stone masonry, rubble masonry, random rubble, stone wall, stone veneer, brick veneer, half brick, mortar joint, bond beam, masonry lintel, joint reinforcement masonry, pointing, repointing, tuckpointing,
    cavity wall, damp proof course, dpc, hollow block, masonry wall, masonry unit, concrete block wall, retaining wall stone, ashlar, coping, glass block,
    facing brick, face brick, common brick, engineering brick, clay brick, half brick thick, half brick masonry, stretcher bond, brick masonry, burnt clay brick, solid block, hollow concrete block, aggregate block, block partition, concrete block, sandwich block, insulated block, aac, autoclaved aerated,
    wall tie, cavity, forming cavity, core filled, core fill block, natural stone, stone cladding, limestone sill, stone sill, precast coping, coping stone, stone pitching, rubble stone, rough stone, dressed stone, window sill precast, galintel, face brickwork, single skin`,
  ),
  trade(
    'steel',
    'Metals',
    'B',
    '05',
    `structural steel, steelwork, steel frame, steel beam, steel column, steel joist, metal deck, metal decking, steel deck,
    roof truss steel, steel truss, purlin, girt, base plate, handrail, hand rail, railing, guard rail balcony, balustrade, steel stair, ladder, cat ladder,
    grating, bollard, ms grill, m s grill, grill, fabricated steel, miscellaneous metals, ms angle, rolled steel, steel section, hollow section, angle iron, channel section, welding, metal fabrication, checker plate,
    universal beam, universal column, ub, uc, w shape, shs, rhs, chs, hollow section column, steel post, steel angle, lintel angle, framed member, fabrication and erection, holding down bolt, steel canopy, steel stringer, steel platform, mild steel, ms, m s, stainless steel handrail, ss railing, steel grill, square bar,
    collapsible gate, ms gate, ms flat, erw tube, built up section, floor grating, open web joist, bar joist, misc metal, shop primed, cleat, galvanised handrail, access ladder, steel work welded, pipe bollard`,
  ),
  trade(
    'carpentry',
    'Carpentry',
    'B',
    '06',
    `carpentry, rough carpentry, framing, wood framing, stud wall wood, joist wood, rafter, wood truss, wood roof truss, wood stud, wood stud partition, sill plate, plywood,
    sheathing, osb, blocking, nailer, lumber, wood deck, decking wood, millwork, casework, cabinet, cabinetry, wardrobe, shelving, countertop, counter top, wood trim, trim, moulding,
    baseboard wood, wood skirting, wood stair, finish carpentry, architectural woodwork, glulam, kitchen cabinet, vanity unit, wood paneling, joinery,
    softwood, hardwood, floor joist, ceiling joist, timber joist, timber frame, timber wall frame, pine stud, stud wall frame, wall plate, batten wood, roof rafter, mdf, mdf skirting, timber skirting, architrave, chipboard, chipboard floor, floor boarding, timber floor board structural, cdx plywood, subfloor, hardwood decking, timber deck, teak wood, teak wood frame,
    wood frame, sal wood, deodar, rough framing, roof truss, nail plated, chair rail, crown molding, crown moulding, bench top, joinery bench, overhead cupboard, cupboard, base cabinet, wall cabinet, laminate cabinet, fitted wardrobe, shelf, stone top bench, window board, pelmet, picket, glulam beam, plastic laminate`,
  ),
  trade(
    'insulation',
    'Insulation and waterproofing',
    'B',
    '07',
    `insulation, batt insulation, rigid insulation, spray foam, thermal insulation, mineral wool, rockwool,
    waterproofing, water proofing, damp proofing, dampproof, membrane waterproofing, vapor barrier, vapour barrier, vapor retarder, polythene sheet, polyethylene sheet, air barrier, sealant, caulking, joint sealant,
    fireproofing, firestop, fire stopping, tanking, crystalline waterproofing, weather barrier, house wrap,
    cavity wall insulation, pir board, pur board, xps, eps, extruded polystyrene, expanded polystyrene, polystyrene board, insulation board, mineral wool quilt, glass wool, wall batt, batt, kraft faced, r 19, r 13, r 21, sarking wall, foil board, perimeter board, polyurethane spray, spray polyurethane foam, damp proof membrane, dpm, polythene, polythene membrane,
    1000 gauge, 1200 gauge, bituminous membrane, sbs membrane, sbs modified, app membrane, torch applied, torch on, liquid applied, liquid membrane, tanking membrane, waterproof membrane, waterproofing treatment, waterproofing to roof, water proofing treatment, brick bat coba, bitumen paint, bituminous coating to foundation, two coat bitumen, membrane to foundation, exterior joint sealant, backer rod, mastic, fire seal, fire collar, fire barrier, penetration seal, intumescent seal, anticon, building wrap, weather resistive barrier`,
  ),
  trade(
    'roofing',
    'Roofing',
    'B',
    '07',
    `roof, roofing, roofing underlayment, roof membrane, shingle, asphalt shingle, metal roof, standing seam, roof tile, clay tile roof, mangalore tile, epdm, tpo, built up roof,
    modified asphalt roof, flashing, gutter, downspout, rainwater pipe, rain water pipe, fascia, soffit, ridge, roof sheet, roof sheeting, corrugated sheet, gi sheet, profiled sheet, skylight, roof hatch, roof drain, eaves, parapet cap, cladding sheet, siding, metal cladding,
    slate, natural slate, roof slate, slating, roof tile, roof tiling, concrete roof tile, breathable underlay, roof underlay, felt, lead flashing, single ply, single ply membrane, roof covering, combo roof, inverted roof, green roof, architectural shingle, year shingle, mil epdm, mil tpo, metal coping, edge metal, drip edge, standing seam panel, sandwich panel roof,
    insulated panel roof, eaves gutter, box gutter, half round gutter, aluminum gutter, valley gutter, downpipe, rain water pipe, colorbond, custom orb, zincalume, trimdek, galvanised iron profile sheet, profile sheet, precoated sheet, pre painted sheet, color coated sheet, polycarbonate sheet, fascia and gutter, eaves lining, verge, roof ventilator, roof walkway, snow guard`,
  ),
  trade(
    'doors_windows',
    'Doors and windows',
    'B',
    '08',
    `door, window, door frame, flush door, hollow metal door, steel door, wood door, fire door, overhead door, sectional door, roller shutter, rolling shutter,
    glazing, glass, glazed, curtain wall, storefront, aluminum window, upvc window, sliding window, casement, casement window, louver window, ventilator, door hardware, hardware, ironmongery, lockset, mortice lock, mortise lock,
    hinge, door closer, panic bar, threshold door, chowkhat, window sill frame, shutter, sash, structural glazing, mirror,
    doorset, flush doorset, internal door, external door, timber door, hollow core door, solid core door, panel door, door leaf, door shutter, flush door shutter, fire rated door, steel fire door, overhead coiling door, coiling door, garage door, panel lift, cavity slider, sliding door, bi fold door, pvc u window, pvc u door, casement window, aluminum casement,
    awning window, double hung, sash window, vinyl window, glazed window, double glazed, double glazed unit, float glass, toughened glass, frameless glass, shop front, shopfront, glass partition, structurally glazed, curtain walling, rooflight window, tower bolt, door handle, aluminum handle, door stopper, hinges, butt hinge, mortise lock set, lock set, finish hardware, hardware set, aluminum louver, hm door, door lining, pressed metal frame, vision panel, window frame, window shutter, fly screen, wire mesh shutter`,
  ),
  trade(
    'finishes',
    'Plaster, partitions and ceilings',
    'C',
    '09',
    `plaster, plastering, cement plaster, internal plaster, external plaster, render, rendering, stucco, skim coat, gypsum plaster, pop, gypsum board, gypsum, partition, drywall, metal stud,
    stud partition, suspended ceiling, false ceiling, acoustic ceiling, acoustical ceiling, ceiling tile, ceiling, lay in ceiling, wall lining, furring, acoustic panel, acoustical panel, glass fiber reinforced gypsum, taping and finishing, wall board, neeru, punning,
    two coat plaster, coat plaster, gypsum plaster, spray plaster, cement plaster 1, sand plaster, lime plaster, skim, float and set, render and set, cement render, cement and sand render, cement sand plaster, rough cast, roughcast, pebble dash, portland cement stucco, plaster of paris, gwb, type x, drywall patching, gyp board, plasterboard ceiling, plasterboard partition, gyprock,
    villaboard, fibre cement sheet lining, fiber cement board, cement board, cornice, cove cornice, dry lining, metal stud partition, demountable partition, office partition, act, act ceiling, acoustic tile, t bar, t bar ceiling, lay in panel, metal ceiling, metal tile ceiling, grid ceiling, bulkhead ceiling, shaft wall, grc, grc panel, grc cladding, wood wool panel, access panel, corner bead, hook plaster, cement plaster on brick`,
  ),
  trade(
    'flooring',
    'Flooring and tiling',
    'C',
    '09',
    `flooring, floor finish, tile, tiling, ceramic tile, porcelain tile, vitrified tile, wall tile, floor tile, quarry tile, marble, granite, kota stone, terrazzo, carpet, vinyl, vinyl tile, linoleum, lvt, vct,
    hardwood floor, wood floor, laminate floor, laminated wood, rubber floor, epoxy floor, skirting, baseboard, base rubber, dado, stair tread tile, nosing, raised floor, ips flooring, mosaic, paver tile interior, resilient,
    screed, floor screed, cement sand screed, sand and cement screed, levelling screed, self leveling, self levelling, self levelling epoxy, carpet tile, broadloom, broadloom carpet, sheet vinyl, vinyl sheet, vinyl plank, rubber stud floor, rubber flooring, rubber cove base, cove base, vct, quarry, quarry tiling, ceramic wall tile, wall tiling, floor tiling, glazed tile, bathroom tile,
    porcelain, anti skid tile, engineered oak, floorboards floating, timber flooring floating, parquet, polished concrete, polished concrete floor, epoxy non slip, resin floor, raised access floor, access flooring, granite flooring, granite threshold, marble flooring, marble chip flooring, kota, kota stone flooring, mirror polished granite, granite window sill, granite counter, marble threshold, terrazzo tread, tread and riser, tile skirting, entrance matwell, underlay carpet, tactile indoor, stone slab flooring, sandstone flooring`,
  ),
  trade(
    'painting',
    'Painting',
    'C',
    '09',
    `paint, painting, emulsion, primer, enamel, distemper, white wash, whitewashing, lime wash, color wash, varnish, stain wood, polish, wall paper, wallpaper, wall covering, coat of paint, two coats, texture paint, oil bound, acrylic paint,
    weather shield, weathershield, exterior paint, interior paint, wall putty, putty, epoxy paint, intumescent paint, sealer coat, coating,
    matt emulsion, mist coat, full coat, gloss, gloss paint, undercoat, finishing coat, knot prime stop, gloss finishing, eggshell, satin paint, latex, latex paint, coat latex, prime and 2 coats, seal and two coats, low voc, voc acrylic, acrylic coat, synthetic enamel, enamel paint, enamel paint on wood, washable distemper, exterior acrylic, smooth exterior paint, textured coating, texture coating, stippled,
    anti graffiti, anti graffiti coating, intumescent coating, red oxide, zinc chromate, zinc chromate primer, wood stain, french polish, spirit polish, melamine polish, pu polish, decorating, redecorate, wall covering vinyl, cement paint, snowcem, lime, primer coat, protective coating to steel, paint hm door, paint door`,
  ),
  trade(
    'specialties',
    'Specialties',
    'C',
    '10',
    `toilet partition, toilet accessory, toilet accessories, towel dispenser, grab bar, locker, whiteboard, marker board, tack board, signage, room sign, fire extinguisher, flagpole, mailbox,
    corner guard, wall guard, operable partition, cubicle, shower curtain, soap dispenser, hand dryer, letter box, display board, baby changing,
    toilet compartment, toilet cubicle, laminate toilet cubicle, cubicle partition, toilet roll holder, paper holder, towel rail, paper towel, paper towel dispenser, vanity mirror, coat hook, robe hook, grab rail, disabled toilet rail, fire extinguisher cabinet, extinguisher cabinet, metal locker, tier locker, lockers, pinboard, notice board, name plate, door sign, directory, wall protection, bumper rail, bike rack, flag pole, bird screen, folding partition wall, shower seat`,
  ),
  trade(
    'equipment',
    'Equipment',
    'E',
    '11',
    `kitchen equipment, food service equipment, appliance, refrigerator, dishwasher, range hood appliance, laundry equipment, washer, dryer, laboratory equipment, medical equipment, loading dock, dock leveler, projection screen, gym equipment, playground equipment, fume hood, oven,
    kitchen equipment, commercial dishwasher, commercial oven, cool room, coolroom, freezer room, cold room, rangehood, cooker, hob, fridge, ice machine, fume cupboard, dock leveller, dock seal, dock bumper, gym, lab bench, sterilizer, x ray, vehicle lift, gondola, facade cleaning, waste compactor, autoclave`,
  ),
  trade(
    'furnishings',
    'Furnishings',
    'E',
    '12',
    `furniture, loose furniture, blinds, window blind, curtain, drapery, workstation, chair, desk, table furniture, bench, bed, sofa, entrance mat, rug, window treatment, roller shade, seating,
    executive desk, office desk, office chair, conference table, reception desk loose, mini blind, horizontal blind, vertical blind, roller blind, blackout blind, blackout, mattress, workstation with screen, filing cabinet, bookcase, planter loose, artwork, auditorium seat, library shelving, dining table`,
  ),
  trade(
    'conveying',
    'Conveying',
    'D',
    '14',
    `elevator, lift, passenger lift, escalator, dumbwaiter, hoist, moving walk, lift car, freight elevator, platform lift, wheelchair lift,
    traction elevator, hydraulic elevator, hydraulic lift, goods lift, service lift, stair lift, dumb waiter, travelator, elevator modernization, persons lift`,
  ),
  trade(
    'fire_protection',
    'Fire protection',
    'D',
    '21',
    `sprinkler, sprinkler head, fire sprinkler, fire protection, fire fighting, firefighting, standpipe, fire hose, hose reel, hose cabinet, fire pump, fire hydrant internal, wet riser, dry riser, jockey pump, fire suppression, landing valve, fm 200,
    wet sprinkler, wet pipe, dry pipe, pendent head, pendent sprinkler, upright sprinkler, quick response, sprinkler pipe, sprinkler system, internal hydrant, hydrant valve, hydrant landing, yard hydrant, fire hydrant valve, hydrant system, gunmetal coupling, breeching, breeching inlet, riser inlet, hose reel drum, fire blanket, fire extinguisher, co 2 extinguisher, abc extinguisher, extinguisher, clean agent, gas suppression, foam system, deluge, diesel fire pump, electric fire pump`,
  ),
  trade(
    'plumbing',
    'Plumbing',
    'D',
    '22',
    `plumbing, sanitary fixture, sanitary ware, water closet, wc, ewc, toilet, urinal, lavatory, wash basin, washbasin, sink, kitchen sink, faucet, tap, bib cock, bibcock, stop cock, angle valve, pillar cock, cp fitting, shower, bathtub, bath tub, water heater, geyser,
    floor drain, floor trap, nahani trap, soil pipe, waste pipe, vent pipe, swr pipe, cpvc pipe, upvc pipe, ppr pipe, gi pipe, copper pipe, pex, water supply pipe, cold water, hot water, domestic water, cistern, flushing, cleanout, gate valve, ball valve, check valve, backflow preventer, hose bib, water tank, sump pump, drinking fountain, grease trap, gas pipe, water pump,
    wc pan, wc suite, close coupled, indian type, indian style wc, orissa pan, european wc, pedestal, wash hand basin, hand basin, basin mixer, mixer tap, tapware, pillar tap, sensor faucet, angle cock, stop valve, gate valve brass, gun metal valve, shower tray, shower mixer, shower rose, health faucet, jet spray, bidet, hot water unit, gas storage hot water, water heater electric, storage heater, calorifier,
    water storage tank, storage tank, polyethylene water storage tank, overhead tank, grp tank, sectional water tank, floor waste, floor gully internal, waste trap, bottle trap, p trap, s trap, sanitary appliance, sanitaryware, soil and vent, vent stack, upvc soil pipe, cast iron soil, type l copper, pipe copper, copper tube, capillary joint, ppr, cpvc, pex pipe, pipe medium class, gi pipe concealed, pipe lagging, trap primer, roof tank, booster pump, pressure pump, water meter internal, mop sink, laundry tub, drain board, kitchen sink, flush valve, flush valve water closet, sluice sink, vitreous china, emergency shower eye wash`,
  ),
  trade(
    'hvac',
    'Heating, ventilation and air conditioning',
    'D',
    '23',
    `hvac, air conditioning, air conditioner, split ac, split unit, air handling unit, ahu, rooftop unit, rtu, fan coil, fcu, chiller, boiler, cooling tower, vrf, heat pump, furnace, ductwork, duct, diffuser, grille, air grille, damper, fire damper, vav, exhaust fan,
    ventilation fan, ventilation, radiator, thermostat, chilled water, refrigerant pipe, condensing unit, test and balance, testing and balancing, unit heater, louver, duct insulation, fresh air, condensate drain, mechanical,
    reverse cycle, ducted, cassette unit, wall split, vrv, rtu, packaged unit, package unit, packaged rooftop, condensing boiler, gas boiler, boiler flue, panel radiator, trv, lockshield, radiator valve, underfloor heating, chiller, air cooled chiller, screw chiller, fan coil, linear grille, bar grille, bar diffuser, linear diffuser, supply grille, egg crate, spiral duct, round duct, flexible duct, flexible ductwork, gi duct, gi ductwork, sheet metal duct, duct lining,
    fire smoke damper, volume control damper, vcd, vav box, reheat coil, cooling coil, exhaust hood, kitchen exhaust, make up air, toilet exhaust, toilet exhaust fan, extract fan, inline fan, axial fan, chilled water pipe, chilled water piping, black steel pipe, hydronic, expansion tank, air separator, primary pump, thermostat, bms hvac, drain pan, refrigerant, ventilation, air curtain, erv, hrv`,
  ),
  trade(
    'electrical',
    'Electrical',
    'D',
    '26',
    `electrical, wiring, cable, conduit, emt, wire, light fixture, lighting, led light, light point, luminaire, downlight, receptacle, socket, socket outlet, power outlet, duplex outlet, switch, switchboard, switchgear, panel board, panelboard, distribution board, db, mcb, mccb,
    circuit breaker, transformer, generator, ups, busbar, busduct, earthing, grounding, earth pit, lightning protection, exit sign, emergency light, cable tray, junction box, fan point, ceiling fan, ceiling rose, meter panel, xlpe, feeder, disconnect, motor control, occupancy sensor, photocell, electrician, kva, kv, power point,
    gpo, double gpo, power outlet double, twin socket, switched socket, switched socket outlet, spur, fused spur, isolator, twin and earth, twin earth cable, thhn, armored cable, armoured cable, aluminum armored, swa, xlpe cable, pvc conduit, mc cable, flexible conduit, trunking, cable trunking, cable ladder, cable basket, perforated tray, led panel, led light, led fitting, led batten, led downlight, high bay, floodlight, flood light, bulkhead light, emergency luminaire, bulkhead luminaire,
    emergency bulkhead, exit light, street light, light pole, bollard light, pendant light, sensor light, ceiling sensor, motion sensor, dimmer, light switch, switch plate, modular switch, wiring point, wiring for light, plug point, power plug, power point wiring, sub main, submain, sub main board, smdb, mdb, lv panel, main switchboard, main switch board, mccb panel, mcb dp, rccb, elcb, tpn, tpn distribution, spn, changeover switch, capacitor, ats, rmu, hv switchgear, dry type transformer, diesel generator, genset, dg set, solar panel, pv panel, inverter, battery charger, ev charger, earth electrode, earthing with gi, earth rod, earth tape, air terminal, copper strip, duplex receptacle, gfci, panelboard circuit, feeder cable, lightning protection system`,
  ),
  trade(
    'communications',
    'Communications and security',
    'D',
    '27',
    `data outlet, data cable, cat 6, cat 6 a, telephone, fiber optic, structured cabling, network, wifi, wireless access point, public address, pa system, audio visual, cctv, camera, surveillance, access control, card reader, intrusion, fire alarm, smoke detector, heat detector,
    manual call point, alarm panel, nurse call, intercom, tv outlet, low voltage, patch panel, rack, bms, building management system,
    data point, data drop, cat 5, cat 6 drop, cat 6 utp, utp cable, utp, rj 45, fibre optic, optical fibre, fiber cable, network switch, server rack, ip camera, dome camera, bullet camera, nvr, video door phone, intercom, card access, proximity reader, electric strike, magnetic lock, motion detector security, break glass, break glass call point, call point, manual call, sounder, hooter, fire alarm panel, fire alarm control panel, alarm loop, addressable, addressable detector, optical detector, multi sensor detector, door contact, speaker ceiling, amplifier, tv point, telephone point, telephone socket, induction loop`,
  ),
  trade(
    'roads',
    'Roads and paving',
    'G',
    '32',
    `road, roadwork, asphalt, asphalt paving, asphalt pavement, bituminous, tarmac, pavement, paving, paver, interlocking paver, paver block, block paving, tack coat, prime coat, base course, sub base, subbase, granular sub base, gsb, wmm, wet mix macadam, macadam, wbm, dbm, aggregate base, compacted aggregate,
    milling, curb, curb and gutter, kerb stone, sidewalk, footpath, driveway, parking lot, pccp, concrete pavement, dense graded, joint sealing pavement, curb ramp, detectable warning, crack sealing, wearing course, binder course, seal coat, hma,
    surface course, asphalt surface course, asphalt base course, hot mix asphalt, ac wearing, ac 10, ac 14, dense bitumen macadam, bitumen macadam, dense bituminous macadam, semi dense bituminous, spray seal, two coat seal, chip seal, slurry seal, fog seal, interlock paving, interlocking paving, interlocking block, paving flag, paving slab, precast paving, concrete paver block, permeable paving, kerb, kerbs precast, precast kerb, road kerb, kerb and channel, kerb channel, extruded kerb, curb gutter, edging precast, pin kerb,
    wmm, wet mix, crushed stone base, road base, roadbase, granular subbase, sub base course, prime coat bitumen, bitumen emulsion, tack, cold milling, pavement milling, car park surface, carpark, driveway concrete, concrete road, gravel road, gravel surfacing, wheel stop`,
  ),
  trade(
    'traffic',
    'Traffic and road safety',
    'G',
    '34',
    `traffic, traffic control, maintaining traffic, guardrail, guard rail road, crash barrier, traffic barrier, traffic signal, signal pole, signal head, road sign, sign post, traffic sign, construction sign, pavement marking, road marking, line marking, thermoplastic, lane marking, parking stripe, striping,
    delineator, raised pavement marker, road stud, barricade, detour, message board, changeable message sign, stop line, crosswalk, rumble strip, speed hump, attenuator, loop detector, pedestrian signal, street light pole,
    paint striping, white paint striping, stop sign, warning sign, regulatory sign, informatory sign, sign board, retro reflective, reflective sign, traffic cone, flagger, flagging, thermoplastic compound, thermoplastic line, glass bead, cat eye, road stud, crash cushion, traffic management, protection of traffic, temporary signals, w beam, metal beam crash barrier, delineator post, convex mirror`,
  ),
  trade(
    'landscaping',
    'Landscaping',
    'G',
    '32',
    `landscape, landscaping, planting, tree, shrub, ground cover, sod, sodding, turf, lawn, grass, seeding, seed mixture, hydroseed, mulch, topsoil, top soil, irrigation, fertilizer, fence, fencing, chain link fence, gate fence, site furniture, park bench, garden, hedge, compound wall gate, playground surface, planter,
    amenity grass, grass seed, lawn grassing, grassing, hydro seeding, turfing, grass turf, turf roll, palm tree, date palm, tree planting, standard tree, tree staked, semi mature tree, plant shrub, hedge plant, flower bed, garden bed, garden soil, manure, good earth, sweet soil, topsoil spread, drip irrigation, sprinkler irrigation, irrigation pipe, hardwood mulch, bark mulch, pool fencing, pool fence, palisade fence, weldmesh fence, timber fence, post and rail fence, chain link, boundary fence, gate site, litter bin, picnic table, play area, tree grate, boulders, pebbles decorative`,
  ),
  trade(
    'site_utilities',
    'Site utilities',
    'G',
    '33',
    `storm drain, storm sewer, storm water, sanitary sewer, sewer, sewer pipe, sewer line, manhole, catch basin, inlet, culvert, box culvert, pipe culvert, underdrain, drainage pipe, drain channel, drainage, water main, hydrant, fire hydrant, water meter, septic tank, soak pit, soakaway, inspection chamber, gully trap, hume pipe, np 2 pipe, np 3 pipe, rcp, hdpe pipe, ductile iron pipe,
    ductile iron, pipe end section, headwall, pipe bedding, gas main, underground utility, telecom duct, french drain, trench drain, valve chamber, pipe laying, u drain,
    drain pipe, drain pipes, vitrified clay, vitrified clay pipe, clay pipe, upvc drainage, upvc drainage pipe, upvc sewer, foul drain, surface water drain, storm pipe, stormwater, stormwater pit, stormwater pipe, class iii pipe, rcc pipe, rcc hume pipe, concrete pipe, twin wall pipe, corrugated pipe, hdpe drainage, polypropylene chamber, catch pit, gully, gully trap chamber, road gully, grated pit, grated inlet, yard drain, channel drain, aco drain, slot drain, brick manhole, precast manhole, masonry manhole, brick masonry manhole, manhole cover, manhole frame, cover and frame, valve box, sluice valve underground, thrust block, connect to existing sewer, connection to main, lift station, pump station, oil interceptor, petrol interceptor, grease interceptor external, detention tank, attenuation tank, infiltration, storm structure, type a catch basin, di pipe, water service, fire main underground, draw pit, duct bank, telecom manhole`,
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
