// Later lines: labelled after the phrases of the trades were last changed, so that no phrase can have been made for them.
//
// `laterLines` were written by hand. `payItems` are descriptions of public pay items (Unit Tab Results of the Indiana
// Department of Transportation, letting of 2026-04-08), drawn by chance from those that the cost book does not have.

import { type LabelledLine, linesFrom } from './labelled-line.ts';

export const laterLines: readonly LabelledLine[] = linesFrom({
  uk: `
general | week | Foreman; full time attendance on site
general | ls | Lightning surge cover and insurances for adjoining property
demolition | each | Carefully dismantle existing chimney stack and store reclaimed bricks
earthwork | m3 | Hand dig around tree roots
earthwork | m2 | Regulating layer of fine crushed material, 50mm
concrete | m3 | Upstands; C25/30; poured into formwork
concrete | each | Form pocket in slab for bolt box; 200 x 200 x 300mm
masonry | m | Flemish bond garden wall, one and a half brick
masonry | m | Chimney flue liners; clay; 225mm internal
steel | each | Juliet balcony; powder coated; fixed to wall
carpentry | each | Straight flight staircase; 13 risers; pine; closed string
carpentry | m | Fascia boards painted; 25 x 200mm treated redwood
insulation | m2 | Sheep's wool between rafters 140mm
roofing | each | Sun pipe; 300mm; pitched tiled kit
roofing | m | Hip tiles bedded in mortar
doors_windows | each | Letter plate, spyhole and security chain
doors_windows | m2 | Bi-folding glazed screen, anthracite
finishes | m2 | Lath and lime render repairs to old ceilings
flooring | m2 | Cork floor covering 4mm, sealed
painting | m2 | Strip wallpaper, wash down and redecorate
specialties | each | Changing bench and hook rail
plumbing | each | Macerator pump set to basement cloakroom
plumbing | m | 28mm pipework in press fit carbon alternative for potable water
hvac | each | Air source heating unit; 12kW; with buffer vessel
hvac | each | Towel warmer, chrome, 500 x 1200mm
electrical | each | Shaver outlet
electrical | each | Consumer unit; 12 way; dual RCD
communications | each | Doorbell with video and chime
site_utilities | m | Perforated land drain 100mm in pea shingle
roads | m2 | Resin bound gravel drive, 18mm
landscaping | each | Timber sleepers raised planter bed
fire_protection | each | Misting nozzles to kitchen`,
  us: `
general | ls | Project closeout and punch list
general | month | Portable restrooms
demolition | ft2 | Gut existing kitchen
demolition | each | Haul off abandoned fuel tank
earthwork | yd3 | Muck out and replace with stone
earthwork | ft2 | Vapor mitigation gravel bed 4"
concrete | ft2 | Tilt-up panels 7-1/4" incl. casting bed
concrete | each | Housekeeping pads
masonry | ft2 | Cultured stone water table
steel | ton | Joist girders and bridging
steel | ft | Roof access ship's ladder
carpentry | ft2 | LP siding substrate: zip wall 7/16"
carpentry | each | Reception millwork desk, solid surface top
insulation | ft2 | Blown-in cellulose attic R-49
roofing | each | Boots at vent stacks and pitch pockets
roofing | ft2 | Gravel stop modified bitumen cap sheet
doors_windows | each | Patio slider 6068 low-e
doors_windows | each | Electrified exit devices, rim
finishes | ft2 | EIFS system w/ 2" foam
finishes | ft | Control reveal, F-reglet
flooring | ft2 | Walk-off entry carpet modules
flooring | ft2 | Moisture mitigation and skim of slab
painting | ft2 | Dryfall black at exposed deck
specialties | each | Diaper station
equipment | each | Walk-in beverage box w/ rack
furnishings | each | Booth seating
conveying | each | Cab finishes upgrade for car no. 2
fire_protection | each | Backflow riser with FDC and tamper
plumbing | each | Hi-lo bottle filler, chilled
plumbing | each | Reduced pressure zone assembly 3"
hvac | each | Makeup unit, direct fired, 5000 cfm
hvac | ft | B-vent double wall 6"
electrical | each | Floor box, 4-gang, brass cover
electrical | ft | #4/0 AL service entrance in 4" sch 40 raceway
communications | each | Wireless APs, mounting only
site_utilities | each | Wet tap 8 x 6
site_utilities | ft | 6" C900 lateral
roads | ft2 | Stamped colored sidewalk approach
traffic | each | Bollard mounted ADA parking placard
landscaping | ft2 | Decomposed granite path w/ stabilizer`,
  india: `
earthwork | m3 | Extra for every additional lift of 1.5 m in digging
concrete | m2 | Steel plate slab staging with props, hire and fixing
concrete | kg | Welded mesh 10 G in chajja
masonry | m2 | Honeycomb jali work in bricks
steel | kg | Bison panel mezzanine frame in ISMC and ISA members
doors_windows | m2 | Wire gauze door of 40 mm styles and rails
finishes | m2 | Mesh fixing at junction of RCC and brick, then mortar 15 mm
flooring | m2 | Checkered tiles in ramp
flooring | m | Skirting 100 mm high matching vitrified
painting | m2 | Birla putty two coats, sand papering
insulation | m2 | Sunken portion treatment with chemical coats and cinder filling
plumbing | each | Wash trough in SS 304, two tap
electrical | each | Exhaust 300 mm heavy duty with louvres, wiring and point
electrical | m | Running of 2 x 1.5 sqmm FRLS on surface
site_utilities | m3 | Soak well with brick bats and honeycomb lining
roads | m2 | Seal with 6.7 mm chips premix carpet`,
  gulf: `
general | ls | Testing, commissioning documents and handing over
earthwork | m3 | Dune sand infill below slabs, saturated
concrete | m3 | Screed kicker and plinth bases for plant, class 30
masonry | m2 | Fair faced split face units, 150 mm
insulation | m2 | Protection board 6 mm to membrane
roofing | m2 | Aluminium composite panel canopy soffit, PVDF
doors_windows | m2 | Spider fixed glazing at entrance
finishes | m2 | Wooden wall panelling, veneered, acoustic perforated
flooring | m2 | Sports hall sprung surface, maple
specialties | each | Access ramp signage with Braille
hvac | each | Chilled beams, active, 2.4 m
electrical | m | Busway risers 2000 A
communications | ls | IPTV, SMATV head end equipment
landscaping | m | Irrigation main line 63 mm HDPE with valves
site_utilities | each | Oil separator chamber, 6 l/s`,
});

export const payItems: readonly LabelledLine[] = linesFrom({
  us: `
demolition | ls | PRESENT STRUCTURE, REMOVE, STRUCTURE NO. , CV 032-054-27.50B
demolition | ls | REGULATED MATERIALS, REMOVE, TYPE C
site_utilities | each | HEADWALL RECONSTRUCT
site_utilities | ft | PIPE, TYPE 4, CIRCULAR, DIAMETER 4 IN.
roads | ft | CURB, CONCRETE , MODIFIED 4 INCH
traffic | each | SIGNAL POLE FOUNDATION, 24 IN. X 24 IN. X 36 IN.
site_utilities | ft | UNDERDRAIN, PATCHING
site_utilities | ft | PIPE, TYPE 2, CIRCULAR, DIAMETER 48 IN.
demolition | each | DEBRIS, REMOVE, STRUCTURE NO. 6
electrical | each | NEMA 4/5 UNDERPASS OR SIGN CIRCUIT BREAKER, ENCLOSURE
roads | yd2 | MILLING, SCARIFICATION
electrical | each | LUMINAIRE, INSTALL
electrical | each | HANDHOLE , ADJUSTMENT ONLY USING A 2 INCH EXTENSION
traffic | ft | SIGNAL CABLE, CONTROL, COPPER, 5C/14 GAUGE
site_utilities | each | CASTING, WATER METER, ADJUST TO GRADE
site_utilities | ft | PIPE, TYPE 3, CIRCULAR, DIAMETER 12 IN.
traffic | each | GUARDRAIL END TREATMENT, TYPE I
site_utilities | each | PIPE EXTENSION, CIRCULAR, DIAMETER 24 IN. , 24 FT PIPE EXTENSION
traffic | ft | TRANSVERSE MARKING, THERMOPLASTIC, YIELD LINE, WHITE, 27 IN.
traffic | ft2 | SIGN, SHEET, WITH LEGEND, 0.125 IN. THICKNESS
site_utilities | each | MANHOLE, TYPE C5
demolition | each | TREE, 18 IN., REMOVE
general | each | MONUMENT, RE-ESTABLISH
site_utilities | ft | PIPE, TYPE 1, CIRCULAR, DIAMETER 24 IN.
traffic | each | PHASE SELECTORS
site_utilities | each | PIPE END SECTION, DIAMETER 24 IN.
electrical | each | LUMINAIRE, HIGH LUMEN ROADWAY
demolition | each | TREE, 30 IN., REMOVE
traffic | ft | TEMPORARY TRANSVERSE MARKINGS WHITE STOP LINE 24 IN.
traffic | ft | TEMPORARY PAVEMENT MARKING, REMOVABLE, 25 IN.
demolition | each | SIGN, SHEET, AND SUPPORTS, REMOVE
electrical | each | CIRCUIT BREAKER
concrete | yd2 | REINFORCED CONCRETE BRIDGE APPROACH, 12 IN.
site_utilities | each | MANHOLE, TYPE C4, MODIFIED
steel | ft | RAILING, STEEL TYPE PS-1
traffic | ft | GROOVING FOR PAVEMENT MARKINGS
landscaping | ft | FENCE, FARM FIELD, TENSION WIRE, 47 IN.
site_utilities | each | MANHOLE, TYPE H4
electrical | ft | WIRE, NO. 4 COPPER, 1/C
roads | ft | MILLED HMA CORRUGATIONS, CONVENTIONAL
demolition | ft | TRANSVERSE MARKING, REMOVE
landscaping | lb | SEED MIXTURE, TYPE R
traffic | each | CONSTRUCTION SIGN, TYPE D
traffic | ft | TRANSVERSE MARKING, MULTI-COMPONENT, CROSSHATCH LINE, WHITE, 12 IN.
piling | ft | PILE, STEEL PIPE, EPOXY COATED, 0.312 IN., DIAMETER 14 IN.
traffic | each | TRUCK MOUNTED ATTENUATOR`,
});
