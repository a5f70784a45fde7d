// Fresh lines: written after the vocabulary was frozen for the second time (docs/accuracy.md tells what was seen since). Trade | unit | description.

import { type LabelledLine, linesFrom } from './labelled-line.ts';

export const freshLines: LabelledLine[] = linesFrom({
  uk: `
general | week | Traffic marshal and gateman at the site entrance during deliveries
demolition | m2 | Carefully prise off hardboard from floors and set aside
earthwork | m3 | Dig out soft spots and replace with 6F2
piling | each | Integrity test by the sonic echo method
concrete | each | Mortices for balusters, 75mm deep, run in with cementitious grout
masonry | m | Brick on edge capping to garden wall with double course of creasing tiles
masonry | each | Rebuild chimney stack above roof line, reuse pots
steel | t | Trimming channels around risers, intumescent primed, bolted to web
carpentry | m | Ex 25 x 50 batten nosing to shelf edges, wrot, glued and pinned
insulation | m2 | Friction fitted 140mm rolls between rafters
roofing | m | Half round ridge bedded in lime mortar
doors_windows | each | Ease and adjust sashes, renew cords and pulleys
finishes | m2 | Lath and lime render to ceilings, three coat haired work
flooring | m2 | Entrance barrier in brush-faced planks on bonded ply
painting | m2 | Burn off, knot, stop and apply three coats of gloss to general joinery
plumbing | each | Outside bib tap with double check and lever isolating valve
hvac | each | Heated towel rail 500 x 1200 with dual fuel element
electrical | each | Fused connection unit with neon and flex outlet
site_utilities | each | Rodding eye at head of run with sealed lid
landscaping | each | Feathered rowan, 1.8 m, in a 450 litre pit with rabbit guard`,
  us: `
general | ls | Stormwater permit, notice of intent and weekly reports
demolition | sf | Tear off two layers of shingles down to the deck
earthwork | cy | Undercut unsuitable material and replace with select borrow
piling | ft | HP12x53 driven to refusal, includes splices
concrete | cy | Mud mat 3 inch, 2000 psi
masonry | sf | Tooth-in brick infill at abandoned louver openings
steel | lb | Loose lintels and relieving angles, hot-dip galvanized
carpentry | bf | 2x8 PT ledger, through-bolted
insulation | sf | Two-inch spray polyurethane at rim joists
roofing | square | 30-year laminated shingles over synthetic felt
doors_windows | each | Continuous hinge and exit device, satin chrome
finishes | sf | One layer 5/8 Type X each side, 20 ga studs at 16 o.c., level 4
flooring | sf | LVP glue-down, 20 mil wear layer
painting | sf | Dryfall on exposed deck and joists, flat black
specialties | each | Semi-recessed fire extinguisher cabinet with bracket
equipment | each | Three-compartment scullery table with pre-rinse and disposer
furnishings | each | Manual solar shades, 3 percent openness
conveying | each | MRL traction car, 3500 lb, five stops
fire_protection | each | Relocate pendent heads to suit new grid
plumbing | each | Point-of-use mixing valve, ASSE 1070
hvac | each | Fan-powered box with hot water reheat, 1200 cfm
electrical | ft | 3/4 EMT with three 12 AWG THHN
communications | each | Dual-technology reader and mag lock with rex
roads | sy | Two-inch mill and overlay, surface mix
traffic | each | Preformed turn arrow, left
landscaping | sf | Fescue blend with straw tack
site_utilities | ft | 15 inch Class III RCP, trench box included`,
  india: `
concrete | m3 | RMC M25 in chajja and lintel band incl. vibrating
masonry | m3 | UCR masonry in CM 1:5 for plinth
flooring | m2 | Shahabad polished stone 25 mm in lobby
painting | m2 | Two coats OBD over wall putty
plumbing | each | Orissa pan 580 mm with PVC P trap and low level flushing tank
electrical | each | 6A 5 pin with piano switch on sheet, concealed
steel | kg | M.S. jali for window with 12 mm square rods
earthwork | m3 | Excavation in soft murum with 1.5 m lift
doors_windows | m2 | Powder coated two track sliding with mosquito mesh
roads | m2 | Wet mix 150 mm compacted by vibratory roller
fire_protection | each | Single headed landing valve with 2 way
communications | each | Hooter cum strobe addressable`,
  australia: `
carpentry | m | 90 x 45 MGP10 noggings
insulation | m2 | R2.5 acoustic to internal stud walls
roofing | m2 | Trimdek 0.48 BMT on safety mesh
finishes | m2 | 10 Gyprock, square set
hvac | each | 7 kW reverse cycle, wall hung with pump
landscaping | m | 1.8 m Good Neighbour paling and plinth
site_utilities | m | 100 agi in sock with 20 mm aggregate
communications | each | Cat 6A double outlet, white`,
});

/** The same of other languages, whose words are known a little. */
export const freshLinesAbroad: LabelledLine[] = linesFrom({
  uk: `
concrete | m3 | Stahlbeton der Decke über Erdgeschoss C25/30, d = 20 cm
masonry | m2 | Mauerwerk aus Kalksandstein, 17,5 cm
finishes | m2 | Innenputz aus Gips, geglättet
electrical | each | Steckdose mit Schutzkontakt, unter Putz
plumbing | each | Waschtisch 60 cm mit Einhandmischer
roads | m | Bordstein aus Beton 15/30, versetzt
landscaping | m2 | Rasen ansäen und wässern
hvac | each | Plattenheizkörper Typ 22 mit Thermostatventil
masonry | m2 | Maçonnerie en agglos creux de 20 cm
concrete | m3 | Béton armé pour semelles filantes
doors_windows | each | Bloc-porte coupe-feu 30 minutes
painting | m2 | Peinture acrylique satinée sur murs, deux couches
earthwork | m3 | Fouilles en rigoles et évacuation
site_utilities | each | Regard de visite préfabriqué, tampon fonte
roofing | m2 | Couverture en tuiles mécaniques
electrical | each | Tableau électrique et disjoncteur de branchement
concrete | m3 | Hormigón HA-25 en zapatas, vertido con bomba
masonry | m2 | Fábrica de ladrillo hueco doble, medio pie
flooring | m2 | Solado de gres porcelánico 60 x 60
plumbing | each | Inodoro de porcelana con cisterna empotrada
painting | m2 | Pintura plástica lisa en paramentos verticales
finishes | m2 | Falso techo de placas de escayola
earthwork | m3 | Excavación de zanjas en terreno compacto
site_utilities | each | Arqueta de paso registrable de ladrillo`,
});
