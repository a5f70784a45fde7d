// Open lines: labelled descriptions that may be looked at while the agents are improved. Trade | unit | description.
//
// Written by hand for this measure in the manner of several countries' bills; none is copied from a document.

import { type Hand, type LabelledLine, linesFrom } from './labelled-line.ts';

const texts: Record<Hand, string> = {
  uk: `
general | ls | Provide, maintain and clear away site accommodation for the duration of the works
general | week | Hire of mobile access towers
earthwork | m3 | Excavate to reduce levels; maximum depth not exceeding 1.00m
earthwork | m3 | Disposal of excavated material off site
earthwork | m2 | Level and compact bottoms of excavations
earthwork | m3 | Filling to make up levels; over 250mm thick; obtained off site; MOT type 1 hardcore
piling | m | Bored piles; 450mm diameter; total concreted length
piling | each | Cutting off tops of piles; 600mm diameter
concrete | m3 | In situ concrete C28/35; beds; 150 - 450mm thick; poured on or against earth
concrete | t | Bars; high yield steel BS 4449 grade B500B; 16mm diameter; bent
concrete | m2 | Fabric; A252; lapped 200mm; in slabs
concrete | m | Formwork to edges of beds; height 250 - 500mm
masonry | m2 | Walls; facing bricks PC £650 per 1000; half brick thick; stretcher bond
masonry | m | Damp proof course; 225mm wide; pitch polymer; horizontal
masonry | m2 | Dense aggregate blockwork 7N; 140mm thick; pointed one side
steel | t | Framed members; universal columns; weight 40 - 100 kg/m; fabrication and erection
steel | m | Mild steel balustrade; 1100mm high; 12mm diameter bars at 100mm centres; welded
carpentry | m | Softwood; sawn; treated; floor joists 47 x 200mm
carpentry | m | MDF skirting 19 x 119mm; moulded; plugged and screwed
insulation | m2 | Cavity wall insulation; 100mm partial fill PIR boards
insulation | m2 | Two coat liquid applied tanking to basement walls
roofing | m2 | Natural slates 500 x 250mm on battens and breathable underlay
roofing | m | Code 5 lead flashings; 200mm girth; dressed into groove
doors_windows | each | Internal flush doorset FD30; 926 x 2040mm; oak veneered
doors_windows | each | PVC-u casement window; 1200 x 1050mm; double glazed low E units
finishes | m2 | Plasterboard 12.5mm; taper edge; to ceilings; taped and filled
finishes | m2 | Two coat plaster; 13mm thick; to blockwork walls over 600mm wide
flooring | m2 | Carpet tiles; 500 x 500mm; heavy contract; fixed with tackifier
flooring | m2 | Sand and cement screed; 65mm thick; trowelled; to floors
painting | m2 | One mist coat and two full coats matt emulsion; plastered walls; over 300mm girth
specialties | each | Stainless steel grab rail; 600mm long; plugged and screwed
plumbing | m | Copper pipe; 15mm diameter; capillary joints; clipped to walls
plumbing | each | Close coupled WC suite; white vitreous china; dual flush
hvac | each | Steel panel radiator type 22; 600 x 1200mm; TRV and lockshield
electrical | each | 13A twin switched socket outlet; white moulded; flush
electrical | m | 2.5mm² twin and earth cable; drawn into conduit
communications | each | Smoke detector; optical; addressable; on base
site_utilities | m | Drain pipes; 150mm vitrified clay; in trench average 1.50m deep; 150mm granular surround
roads | m | Kerbs; precast concrete half battered 125 x 255mm; on concrete foundation
landscaping | m2 | Topsoil 150mm thick; cultivate and seed with amenity grass
demolition | m2 | Take up and remove timber floorboards; set aside sound boards`,
  us: `
general | ls | Mobilization and general conditions
general | ls | Construction staking and layout
traffic | ls | Maintenance and protection of traffic
demolition | ft2 | Sawcut and remove existing asphalt pavement
demolition | each | Remove existing storm structure
earthwork | yd3 | Unclassified excavation, haul off site
earthwork | yd3 | Structural fill, placed and compacted to 95% proctor
earthwork | ft | Silt fence, install and maintain
earthwork | yd2 | Fine grade slab area
concrete | yd3 | 4000 psi concrete, spread footings
concrete | ft2 | 5" slab on grade w/ 6x6 W2.9xW2.9 WWF
concrete | lb | Reinforcing steel, grade 60, epoxy coated
masonry | ft2 | 8" CMU walls, grouted at 32" o.c.
masonry | ft2 | Brick veneer, running bond, modular
steel | ton | Structural steel W shapes, shop primed
steel | ft2 | 1-1/2" 20 ga. galvanized metal deck
steel | each | Pipe bollards, 6" dia., concrete filled
carpentry | bf | Rough framing lumber, 2x6 SPF
carpentry | ft2 | 3/4" CDX plywood subfloor
carpentry | ft | Plastic laminate base cabinets
insulation | ft2 | R-19 kraft-faced batts
insulation | ft | Firestopping at rated wall penetrations
roofing | square | 30-year architectural shingles incl. felt
roofing | ft | 5" K-style aluminum gutters
doors_windows | each | 3'-0" x 7'-0" hollow metal door, 18 ga.
doors_windows | ft2 | Aluminum storefront system, 1" insulated glass
finishes | ft2 | 5/8" type X GWB, both sides, 3-5/8" studs at 16" o.c., level 4
finishes | ft2 | 2x2 ACT in 15/16 grid
flooring | ft2 | 12x12 VCT
flooring | yd2 | Broadloom carpet, direct glue
painting | ft2 | Prime and 2 coats latex on GWB
specialties | each | Fire extinguisher cabinet, semi-recessed, w/ 10# ABC
equipment | each | Under-counter commercial dishwasher
conveying | each | 2-stop hydraulic passenger elevator, 2500 lb
fire_protection | each | Pendent heads, quick response, chrome
plumbing | each | Floor mounted flush valve water closet
hvac | each | 5-ton packaged RTU, gas heat, DX cooling
electrical | ft | 3/4" EMT with 3 #12 THHN
communications | each | Cat6 drop, terminated and tested
site_utilities | ft | 18" RCP Class III storm pipe
site_utilities | each | Type A catch basin, 0-6 ft deep
roads | ton | Hot mix asphalt surface course, 12.5 mm`,
  india: `
earthwork | m3 | Earth work in excavation in foundation trenches etc. in all kinds of soil including dressing of sides and ramming of bottoms, lift upto 1.5 m
earthwork | m3 | Filling available excavated earth (excluding rock) in trenches, plinth in layers not exceeding 20 cm in depth
earthwork | m2 | Anti-termite treatment with chlorpyrifos emulsifiable concentrate under floors
concrete | m3 | P/L cement concrete 1:4:8 with 40 mm nominal size stone aggregate
concrete | m3 | RCC M-25 design mix in columns, pillars and struts upto floor five level excluding shuttering
concrete | kg | Thermo-mechanically treated bars of grade Fe-500D, cut, bent and bound
concrete | m2 | Centering and shuttering including strutting, propping etc. for suspended floors
masonry | m3 | Brick work with common burnt clay FPS bricks of class designation 7.5 in CM 1:6
masonry | m2 | Half brick masonry in superstructure in cement mortar 1:4
steel | kg | Structural steel work in single section, riveted, bolted or welded, in trusses
steel | kg | MS grill of approved pattern made of square bars to windows
carpentry | m3 | Second class teak wood in frames of partitions and trusses
doors_windows | m2 | 35 mm thick flush door shutters, decorative type, commercial veneer both faces
doors_windows | m2 | Anodised aluminium glazed sliding windows, 2 track, 5 mm clear glass
doors_windows | each | Brass tower bolt 250 x 10 mm
finishes | m2 | 12 mm cement plaster 1:6 on fair side of brick walls
finishes | m2 | Gypsum board false ceiling with GI perimeter channels and hangers
flooring | m2 | Vitrified tiles 600x600 mm, laid on 20 mm thick cement mortar 1:4, joints grouted
flooring | m2 | Kota stone slab flooring 25 mm thick, rubbed and polished
flooring | m2 | 18 mm thick mirror polished granite in kitchen platform and window sills
painting | m2 | Two or more coats of synthetic enamel paint on new wood surface
painting | m2 | White washing with lime, three coats
painting | m2 | Acrylic smooth exterior paint of required shade, two coats
insulation | m2 | Integral cement based waterproofing treatment over RCC roof slab (brick bat coba)
roofing | m2 | Precoated galvanised iron profile sheets 0.50 mm TCT fixed with self drilling screws
plumbing | each | White vitreous china pedestal type Indian style WC pan with 100 mm S trap
plumbing | m | CPVC pipes 25 mm outer dia, concealed work, including cutting chases
plumbing | each | C.P. brass long body bib cock 15 mm
plumbing | l | Polyethylene water storage tank, with cover
electrical | each | Wiring for light point with 1.5 sq.mm FR PVC insulated copper conductor in PVC conduit
electrical | each | 8 way double door TPN distribution board
electrical | each | 1200 mm sweep ceiling fan with regulator
electrical | set | Earthing with GI earth pipe 4.5 m long 40 mm dia including masonry enclosure
fire_protection | each | Single headed internal hydrant valve with instantaneous gunmetal coupling
roads | m3 | Wet mix macadam laid and compacted with vibratory roller
roads | m2 | 60 mm thick cement concrete interlocking paver blocks M-30
traffic | m2 | Hot applied thermoplastic compound 2.5 mm thick incl. glass beads
site_utilities | each | Brick masonry gully trap chamber 300 x 300 mm with C.I. grating
demolition | m3 | Demolishing cement concrete manually incl. disposal of material within 50 metres lead
landscaping | m2 | Selection No. 1 lawn grassing with dhoob grass`,
  gulf: `
general | ls | Contractor's all risks insurance
general | month | Engineer's site office complete with furniture and utilities
earthwork | m3 | Excavation in any material including rock for foundations, and dispose surplus
earthwork | m3 | Backfilling with approved selected material, compacted to 95% MDD
insulation | m2 | 1000 gauge polythene sheet under slabs on grade, on compacted subgrade
piling | m | Continuous flight auger piles 800 mm dia, working load 220 t
piling | m2 | Shoring to excavation sides with soldier piles and timber lagging
concrete | m3 | Plain concrete C20 SRC blinding 100 mm thick
concrete | m3 | Reinforced concrete C40 in raft foundation including formwork and reinforcement
concrete | m3 | RC in shear walls and cores, fair face finish
masonry | m2 | 200 mm thick hollow concrete block walls, externally
masonry | m2 | 200 mm thick thermal insulated sandwich blocks
insulation | m2 | 4 mm thick SBS modified bituminous membrane to foundations
insulation | m2 | 50 mm extruded polystyrene boards to roof, density 35 kg/m3
roofing | m2 | Combo roof system including screed to falls, membrane, insulation and gravel
steel | kg | Stainless steel 316 handrails to ramps and stairs
doors_windows | each | Solid core timber door D05, single leaf, 1000 x 2200 mm incl. ironmongery
doors_windows | m2 | Structurally glazed curtain walling, double glazed reflective
doors_windows | each | Motorised rolling shutter 4000 x 4500 mm
finishes | m2 | 15 mm thick internal cement plaster to walls and columns
finishes | m2 | GRC cladding panels to facade
finishes | m2 | Suspended ceiling 600 x 600 mm metal tiles, lay-in, perforated
flooring | m2 | Porcelain tiles 600 x 600 x 10 mm to corridors incl. adhesive and grout
flooring | m2 | 20 mm thick marble to lobby floor, Crema Marfil
flooring | m2 | Self levelling epoxy flooring 3 mm to plant rooms
painting | m2 | Stippled acrylic textured coating to external walls
specialties | m2 | Compact laminate toilet cubicles
furnishings | m2 | Motorised roller blinds, blackout
equipment | ls | Kitchen equipment to main canteen
conveying | each | Passenger lift, 13 persons, 1.6 m/s, G+6
fire_protection | each | Electric fire pump 750 gpm with jockey and diesel standby
fire_protection | each | Clean agent FM200 system to server room
plumbing | each | GRP sectional water tank 50 m3
plumbing | each | Wall hung wash basin with mixer, bottle trap
hvac | each | Air cooled screw chiller 250 TR
hvac | m2 | GI ductwork including insulation, gauge as per DW144
electrical | each | 11 kV/0.4 kV dry type transformer 1500 kVA
electrical | m | 4C x 240 mm² XLPE/SWA/PVC cable
communications | each | IP CCTV dome camera 4MP with POE
site_utilities | each | Precast manholes 1200 mm dia., depth 2-3 m, GRP lined
landscaping | each | Date palm trees 4 m clear trunk height`,
  australia: `
general | ls | Site establishment, sheds and amenities
general | week | Scaffold to perimeter of building, hire
demolition | ls | Strip out existing fitout including make good
demolition | m2 | Removal of bonded asbestos cement sheeting by licensed contractor
earthwork | m3 | Bulk excavation in OTR and cart away
earthwork | m2 | Trim, proof roll and prepare sub-grade
piling | m | 450 dia bored piers incl. spoil removal
concrete | m3 | 32 MPa concrete in ground slab
concrete | m2 | SL92 mesh incl. bar chairs and laps
concrete | m2 | Bondek permanent formwork 1.0 BMT
masonry | m2 | 190 series core filled blockwork
steel | t | 310UB40 beams including cleats and bolts
steel | m | Hot dip galvanised handrail, two rail ball type
carpentry | m2 | F7 pine stud wall frame 90 x 45 at 450 crs
carpentry | m2 | Hardwood decking 86 x 19, stainless screws
carpentry | m | Stone topped joinery bench with cupboards under
insulation | m2 | R2.5 wall batts incl. vapour permeable sarking
roofing | m2 | Colorbond Custom Orb roof sheeting incl. blanket
roofing | m | Box gutter, 0.6 zincalume
doors_windows | each | 820 x 2040 hollow core door, hung incl. pressed metal frame
doors_windows | m2 | Frameless glass shopfront 12 mm toughened
finishes | m2 | 13 mm Gyprock to ceilings, set
finishes | m2 | Villaboard 6 mm to wet areas
flooring | m2 | Heterogeneous sheet vinyl, coved up 150
flooring | m2 | Wall tiling 300 x 600 to bathrooms
painting | m2 | Low VOC acrylic, 3 coats, internal walls
specialties | each | Toilet roll holder, stainless
furnishings | each | Loose furniture to reception allowance
equipment | each | Commercial oven and rangehood
fire_protection | each | Fire hose reel 36 m incl. cabinet
plumbing | each | Hot water unit 315 L gas storage
plumbing | each | 100 dia floor waste, chrome grate
hvac | each | 14 kW ducted reverse cycle unit
hvac | each | Toilet exhaust fan 150 l/s with ducting through roof
electrical | each | Double GPO
electrical | each | LED panel 1200 x 300, recessed
communications | ls | Access control system to entry doors
roads | m2 | 2 coat spray seal
roads | m | Extruded kerb and channel
landscaping | m | Pool type fencing 1200 high
site_utilities | each | Stormwater pit 600 x 600 with grated lid`,
};

export const openLines: readonly LabelledLine[] = linesFrom(texts);
