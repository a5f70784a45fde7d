// Held lines: labelled descriptions that are only scored. Nobody looks at which of them are wrong while improving.
//
// Written by hand for this measure, at the same time as the open ones, in the same manner and by the same author, who
// also wrote the phrases of the trades. later.ts is the stricter measure.

import { type Hand, type LabelledLine, linesFrom } from './labelled-line.ts';

const texts: Record<Hand, string> = {
  uk: `
general | ls | Allow for all costs in connection with health and safety obligations
general | ls | Final clean on completion
earthwork | m3 | Excavate foundation trenches; width exceeding 0.30m; maximum depth not exceeding 2.00m
earthwork | m3 | Extra over for breaking out rock
earthwork | m3 | Filling to excavations; arising from the excavations; selected material
piling | m2 | Interlocking driven steel sheet piling; section modulus 1200 cm3/m
piling | each | Establishment of piling rig on site
concrete | m3 | Reinforced in situ concrete C32/40; suspended slabs; not exceeding 150mm thick
concrete | m2 | Formwork to soffits of slabs; 1.50 - 3.00m propping height
concrete | m | Designed joints; 20mm wide compressible filler and polysulphide sealant
masonry | m2 | Forming cavities 100mm wide; stainless steel wall ties at 5 per m2
masonry | m | Precast concrete copings 350 x 75mm; twice weathered and throated
steel | each | Holding down bolt assemblies; M20 x 450mm
steel | m | Galvanised steel access ladder with hoops
carpentry | m2 | Boarding to floors; 22mm moisture resistant chipboard; tongued and grooved joints
carpentry | each | Fitted wardrobe units; 1200 x 2400mm
insulation | m2 | Mineral wool quilt 200mm thick; laid between joists
insulation | m2 | Damp proof membrane; 1200 gauge; laid on blinding
roofing | m2 | Single ply membrane; mechanically fixed; 1.5mm thick
roofing | m | Half round PVC-u eaves gutter; 112mm
doors_windows | each | External timber door and frame; softwood; painted; with weatherboard
doors_windows | each | Overhead door closers; adjustable power; silver
finishes | m2 | Metal stud partition; 70mm studs; two layers 15mm board each side; with insulation
finishes | m2 | Cement and sand render; 20mm thick; wood float finish
flooring | m2 | Quarry tiles 150 x 150 x 12.5mm; bedded and pointed
flooring | m2 | Rubber stud floor covering 3mm; with adhesive
painting | m | Knot, prime, stop; one undercoat and two gloss finishing coats; skirtings not exceeding 300mm girth
specialties | each | Vanity mirror and paper towel dispenser
plumbing | m | Soil and vent pipes; 110mm PVC-u; ring seal joints
plumbing | each | Shower tray 900 x 900mm with thermostatic mixer and riser rail
hvac | each | Gas fired condensing boiler; 60kW; including flue
hvac | m | Flexible ductwork 200mm diameter
electrical | each | Emergency bulkhead luminaire; 3 hour; LED
electrical | m | Galvanised cable tray 300mm wide with brackets
communications | each | Manual break glass call point
fire_protection | each | Dry riser inlet breeching piece with cabinet
site_utilities | each | Polypropylene inspection chamber 450mm diameter; 900mm deep; cover and frame
roads | m2 | Dense bitumen macadam binder course; 60mm thick
roads | m2 | Precast concrete paving flags 600 x 600 x 50mm
landscaping | each | Standard tree; girth 12 - 14cm; staked and tied
demolition | each | Remove sanitary appliances and cap off services`,
  us: `
general | ls | Bonds and insurance
general | month | Superintendent
traffic | ft | 4" white paint striping
traffic | each | Furnish and install stop signs w/ posts
demolition | ls | Building demo including foundations
demolition | ft | Remove curb & gutter
earthwork | yd3 | Borrow, common
earthwork | acre | Clearing and grubbing
earthwork | ton | Rip rap, class B
concrete | yd3 | Grade beams, 3500 psi, incl. forms
concrete | each | Anchor bolts set in place, 3/4" x 12"
concrete | ft2 | Concrete topping, 2-1/2"
masonry | ft | Limestone sills, 4" x 8"
masonry | ft2 | Tuckpoint existing brick
steel | lb | Misc. metals: lintels, angles and plates
steel | each | Open web joists, 24K6
carpentry | each | Prefab wood roof trusses, 32' span
carpentry | ft | Crown molding, paint grade poplar
insulation | ft2 | 2" XPS perimeter board
insulation | ft | Exterior joint sealants, backer rod
roofing | square | 60 mil EPDM, ballasted
roofing | ft | Prefinished metal coping
doors_windows | each | Overhead coiling door, 12' x 14', motor operated
doors_windows | set | Finish hardware sets
finishes | ft2 | Portland cement stucco, 3-coat
finishes | ft2 | Drywall patching
flooring | ft2 | Polished concrete
flooring | ft | 4" rubber cove base
painting | each | Paint HM doors and frames
specialties | each | Toilet compartments, solid plastic
specialties | each | Single tier metal lockers
equipment | each | Dock levelers, 6x8, 30,000 lb
furnishings | ft2 | Horizontal mini blinds
conveying | each | 4-stop traction elevator
fire_protection | ft2 | Wet sprinkler system, ordinary hazard
plumbing | each | Lavatory w/ sensor faucet
plumbing | ft | 1" type L copper
hvac | lb | Galvanized sheet metal duct
hvac | each | VAV boxes w/ reheat coils
electrical | each | 200A panelboard, 42 circuit
electrical | each | Duplex receptacle
communications | each | Card reader and electric strike`,
  india: `
earthwork | m3 | Surface dressing of ground including removing vegetation and inequalities not exceeding 15 cm deep
earthwork | m3 | Supplying and filling in plinth with jamuna sand under floors, including watering, ramming and dressing
earthwork | m3 | Excavation in hard rock by chiselling, blasting prohibited
piling | m | Boring, providing and installing cast in situ RCC piles of 500 mm dia
concrete | m3 | Reinforced cement concrete work in beams, suspended floors, roofs having slope upto 15 deg
concrete | kg | Tor steel reinforcement incl. straightening, cutting, bending, binding with annealed wire
concrete | m2 | Shuttering for lintels, beams, plinth beams, girders, bressumers and cantilevers
masonry | m3 | Random rubble masonry with hard stone in foundation and plinth in cement mortar 1:6
masonry | m3 | 200 mm thick AAC block masonry with polymer modified adhesive mortar
steel | kg | Steel work welded in built up sections for hand railing using ERW tubes
steel | m2 | Rolling steel collapsible gate of channels 20 x 10 x 2 mm
doors_windows | each | Aluminium handles 125 mm to shutters
doors_windows | m2 | UPVC casement windows with wire mesh and 5 mm float glass
doors_windows | m3 | Sal wood chowkhats in doors and windows wrought and framed
finishes | m2 | 6 mm cement plaster 1:3 to ceiling
finishes | m2 | Plaster of paris punning 8 mm over plastered surface
flooring | m2 | Anti skid ceramic tiles 300 x 300 mm in toilets
flooring | m2 | 40 mm thick marble chips flooring, terrazzo, in situ
flooring | m | Precast terrazzo treads to steps with nosing
painting | m2 | Distempering with oil bound washable distemper, two coats over priming
painting | m2 | French spirit polishing on wood work
painting | kg | Red oxide zinc chromate primer on steel, one coat
insulation | m2 | APP membrane waterproofing 3 mm torch applied on terrace
roofing | m | PVC rain water pipe 110 mm dia incl. shoes and clamps
plumbing | each | Stainless steel kitchen sink with drain board 510 x 1040 mm
plumbing | each | Gun metal gate valve with CI wheel 40 mm
plumbing | m | G.I. pipes medium class 20 mm dia, exposed on wall
plumbing | each | Flushing cistern PVC low level 10 litres
electrical | m | Supply and laying 3.5 core 95 sqmm aluminium armoured cable in ground
electrical | each | 32 A MCB DP
electrical | each | Power plug point 15/16 A with 4 sq.mm wire
electrical | each | Street light pole 7 m with LED fitting 90 W
communications | m | CAT 6 UTP cable in conduit
fire_protection | each | Fire extinguisher CO2 4.5 kg
roads | m3 | Granular sub-base grade III material, spread and compacted
roads | m2 | Tack coat with rapid setting bitumen emulsion @ 0.25 kg/sqm
traffic | each | Retro-reflective informatory sign board
site_utilities | m | NP2 RCC pipes 300 mm dia laid with collars jointed in CM 1:2
site_utilities | each | Constructing brick masonry manhole 90 x 80 cm inside, with SFRC cover
demolition | m2 | Dismantling tile work in floors and roofs laid in cement mortar
landscaping | m3 | Supplying and stacking good earth and manure mixture for flower beds`,
  gulf: `
general | ls | Mobilise and demobilise plant and equipment
general | ls | Provide 3D walk-through, as-built drawings and O&M manuals
earthwork | m3 | Rock excavation by mechanical breakers
earthwork | m3 | Aggregate base course 200 mm thick under raft, well compacted
earthwork | day | Dewatering by well points
piling | each | Static load test on working pile to 1.5 times the working load
piling | m2 | Secant pile wall temporary works
concrete | m3 | Reinforced concrete grade 40/20 in columns, OPC
concrete | t | High tensile deformed reinforcement, all diameters
concrete | m2 | Post-tensioned slab 250 mm thick complete
masonry | m2 | 100 mm thick solid concrete block in parapets
masonry | m2 | Natural stone cladding 30 mm, mechanically fixed
insulation | m2 | Polyurethane spray foam roof, UV coated
insulation | m2 | Bitumen paint two coats to concrete in contact with soil
roofing | m2 | Insulated sandwich panel roof 75 mm, standing seam
steel | t | Steel canopy including base plates, fabrication, galvanising and erection
steel | each | Cat ladder to roof 4.2 m high
doors_windows | each | Fire rated steel door, 90 minutes, double leaf with vision panel
doors_windows | m2 | Aluminium louvres powder coated
finishes | m2 | Moisture resistant gypsum board ceiling, painted
finishes | m2 | Spray plaster 12 mm to soffit
finishes | m2 | Demountable office partitions 100 mm
flooring | m2 | Raised access flooring 600 x 600 mm, 300 mm high
flooring | m | Granite threshold 150 mm wide
painting | m2 | Emulsion paint to gypsum ceilings, 2 coats with filler
painting | m2 | Intumescent coating to steel columns for 2 hours
specialties | each | Hand dryer, automatic, stainless steel
furnishings | each | Executive desk with return
conveying | each | Escalator 30 degrees, rise 5 m
fire_protection | each | Wet riser landing valve 65 mm in cabinet
plumbing | m | PPR pipe PN20 32 mm with fittings and insulation
plumbing | each | Water heater 80 L electric, vertical
hvac | each | Fan coil unit 2.5 TR, ducted, with thermostat
hvac | m | Chilled water piping, black steel, sch 40, insulated, 100 mm
hvac | each | Linear bar grille 1200 x 150 mm
electrical | each | Sub main distribution board SMDB 250 A
electrical | ls | Lightning protection system complete
electrical | each | Diesel generator 500 kVA standby
communications | each | Addressable fire alarm control panel, 4 loop
site_utilities | m | uPVC drainage pipes 160 mm incl. excavation and bedding
roads | m2 | Interlock paving 80 mm in parking, on sand bed
landscaping | m2 | Grass turf with drip irrigation`,
  australia: `
general | ls | Temporary fencing and hoardings
general | ls | Builders margin and supervision
demolition | m2 | Lift and dispose existing carpet
demolition | each | Disconnect and remove old hot water unit
earthwork | m3 | Detailed excavation for pad footings
earthwork | m3 | Imported class 3 crushed rock under slab
earthwork | m2 | Sediment control blanket
concrete | m3 | 25 MPa strip footings, pumped
concrete | t | N16 bars in beams and slabs, fixed
concrete | m2 | Steel trowel finish to slab and cure
masonry | m2 | Single skin face brickwork, raked joints
masonry | m | Galintel lintels built into brickwork
steel | t | SHS posts 100 x 100 x 6 incl. base plates
steel | m2 | Webforge floor grating
carpentry | each | Nail plated roof trusses 12 m span at 600 crs
carpentry | m | Architraves 67 x 18 finger jointed pine
carpentry | each | Overhead cupboards, 2-pac finish
insulation | m2 | Anticon blanket 75 under roof
insulation | m2 | Waterproof membrane to showers and balconies
roofing | m2 | Concrete roof tiles incl. battens and sarking
roofing | m | Colorbond fascia and quad gutter
doors_windows | each | Cavity slider 820 incl. track and pull
doors_windows | each | Aluminium awning window 1210 x 860, clear 5 mm
doors_windows | each | Panel lift garage door 4800 wide
finishes | m | 90 mm cove cornice
finishes | m2 | Acoustic tile ceiling 1200 x 600 on T-bar
flooring | m2 | Engineered oak floorboards, floating
flooring | m2 | Epoxy non slip coating to kitchen floor
painting | m2 | Seal and two coats to eaves and soffits
painting | m2 | Anti-graffiti coating
specialties | each | Whiteboard 2400 x 1200
furnishings | each | Workstations 1800 x 1800 with screens
equipment | ls | Coolroom and freezer room
conveying | each | Platform lift DDA compliant
fire_protection | each | Sprinkler heads relocate
plumbing | each | Basin mixer tapware, WELS 5 star
hvac | ls | Kitchen exhaust hood and make-up air
electrical | ls | New main switchboard 400 A
electrical | each | Ceiling sensor, 360 degree
communications | each | Data point Cat 6A
roads | m2 | 25 mm AC10 asphalt to carpark
landscaping | m2 | 75 mm hardwood mulch to garden beds
site_utilities | m | 225 dia RCP stormwater incl. bedding`,
};

export const heldLines: readonly LabelledLine[] = linesFrom(texts);
