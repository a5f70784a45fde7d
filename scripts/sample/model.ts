// Model: the shell of the sample building in IFC4, in feet, with base quantities.
//
// Slab on grade, four exterior walls, the openings in them, and what fills the openings. Partitions and
// interior doors are not modelled.

import {
  type Box,
  type Opening,
  slab,
  type Triple,
  type Wall,
  wallHeight,
  walls,
  wallThickness,
} from './building.ts';
import { addFrame, type Frame, idOf } from './ifc-frame.ts';
import { project } from './project.ts';
import { type Ref, raw, real, StepFile } from './step-file.ts';

/** IFC4 as STEP text. */
export function makeModel(): Uint8Array {
  const model = new Model();
  const slabRef = model.addSlab(slab);
  const wallRefs: Ref[] = [];
  const fillings: Ref[] = [];
  for (const wall of walls) {
    const { element, place } = model.addWall(wall);
    wallRefs.push(element);
    for (const [index, opening] of wall.openings.entries()) {
      const words = `${wall.name}, opening ${index + 1}`;
      const cut = model.addOpening(words, wall, element, place, opening);
      fillings.push(model.addFilling(words, wall, cut, opening));
    }
  }
  model.contain([slabRef, ...wallRefs, ...fillings]);
  model.addMaterial('Concrete masonry unit', wallRefs);
  model.addMaterial('Concrete', [slabRef]);
  return model.bytes();
}

/** The cut reaches through both faces of the wall, so that no skin is left. */
const overcut = 0.1;
const leafThickness = 1 / 6;

type QuantityRow = [name: string, kind: 'LENGTH' | 'AREA' | 'VOLUME', value: number];

/** An element that others are placed in. */
interface Placed {
  element: Ref;
  place: Ref;
}

class Model {
  readonly #file = new StepFile();
  readonly #frame: Frame = addFrame(this.#file);

  addSlab({ at, size }: Box): Ref {
    const [length, width, depth] = size;
    const area = length * width;
    const element = this.#file.add(
      'IFCSLAB',
      ...[idOf('slab'), null, 'Concrete slab on grade, 5 in. thick', null, null],
      ...[this.#place(this.#frame.storeyPlace, at), this.#shape(size), 'S1', raw('.BASESLAB.')],
    );
    this.#quantify(element, 'Qto_SlabBaseQuantities', [
      ['Depth', 'LENGTH', depth],
      ['Perimeter', 'LENGTH', 2 * (length + width)],
      ['GrossArea', 'AREA', area],
      ['NetArea', 'AREA', area],
      ['GrossVolume', 'VOLUME', area * depth],
      ['NetVolume', 'VOLUME', area * depth],
    ]);
    return element;
  }

  addWall(wall: Wall): Placed {
    const place = this.#place(this.#frame.storeyPlace, wall.at);
    const element = this.#file.add(
      'IFCWALL',
      ...[idOf(wall.name), null, wall.name, null, 'Concrete masonry unit exterior wall, 8 in.'],
      ...[place, this.#shape(wall.size), null, raw('.SOLIDWALL.')],
    );
    const length = wall.runsAlong === 'x' ? wall.size[0] : wall.size[1];
    const gross = length * wallHeight;
    const net = gross - wall.openings.reduce((area, { width, height }) => area + width * height, 0);
    this.#quantify(element, 'Qto_WallBaseQuantities', [
      ['Length', 'LENGTH', length],
      ['Width', 'LENGTH', wallThickness],
      ['Height', 'LENGTH', wallHeight],
      ['GrossSideArea', 'AREA', gross],
      ['NetSideArea', 'AREA', net],
      ['GrossVolume', 'VOLUME', gross * wallThickness],
      ['NetVolume', 'VOLUME', net * wallThickness],
    ]);
    return { element, place };
  }

  addOpening(words: string, wall: Wall, wallRef: Ref, wallPlace: Ref, opening: Opening): Placed {
    const { along, sill, width, height } = opening;
    const place = this.#place(wallPlace, inWall(wall, along, -overcut, sill));
    const shape = this.#shape(inWall(wall, width, wallThickness + 2 * overcut, height));
    const element = this.#file.add(
      'IFCOPENINGELEMENT',
      ...[idOf(words), null, words, null, null, place, shape, null, raw('.OPENING.')],
    );
    this.#file.add('IFCRELVOIDSELEMENT', idOf(`${words} void`), null, null, null, wallRef, element);
    return { element, place };
  }

  addFilling(words: string, wall: Wall, cut: Placed, opening: Opening): Ref {
    const { kind, name, mark, operation, width, height } = opening;
    const type = kind.toUpperCase();
    const middle = overcut + (wallThickness - leafThickness) / 2;
    const place = this.#place(cut.place, inWall(wall, 0, middle, 0));
    const shape = this.#shape(inWall(wall, width, leafThickness, height));
    const element = this.#file.add(
      `IFC${type}`,
      ...[idOf(`${words} filling`), null, name, null, null, place, shape, mark],
      ...[height, width, raw(`.${type}.`), raw(`.${operation}.`), null],
    );
    this.#file.add('IFCRELFILLSELEMENT', idOf(`${words} fill`), null, null, null, cut.element, element);
    this.#quantify(element, kind === 'door' ? 'Qto_DoorBaseQuantities' : 'Qto_WindowBaseQuantities', [
      ['Width', 'LENGTH', width],
      ['Height', 'LENGTH', height],
      ['Area', 'AREA', width * height],
    ]);
    return element;
  }

  contain(elements: Ref[]): void {
    const relation = 'IFCRELCONTAINEDINSPATIALSTRUCTURE';
    this.#file.add(relation, idOf('contents'), null, null, null, elements, this.#frame.storey);
  }

  addMaterial(name: string, elements: Ref[]): void {
    const material = this.#file.add('IFCMATERIAL', name, null, null);
    const id = idOf(`made of ${name}`);
    this.#file.add('IFCRELASSOCIATESMATERIAL', id, null, null, null, elements, material);
  }

  bytes(): Uint8Array {
    const view = 'ViewDefinition [DesignTransferView_V1.0]';
    return new TextEncoder().encode(this.#file.text('workshop.ifc', view, project.owner, project.date));
  }

  #place(parent: Ref, at: Triple): Ref {
    const point = this.#file.add('IFCCARTESIANPOINT', raw(`(${at.map(real).join(',')})`));
    return this.#file.add(
      'IFCLOCALPLACEMENT',
      parent,
      this.#file.add('IFCAXIS2PLACEMENT3D', point, null, null),
    );
  }

  /** A box that starts at its placement. */
  #shape([x, y, z]: Triple): Ref {
    const middle = this.#file.add('IFCCARTESIANPOINT', raw(`(${real(x / 2)},${real(y / 2)})`));
    const position = this.#file.add('IFCAXIS2PLACEMENT2D', middle, null);
    const profile = this.#file.add('IFCRECTANGLEPROFILEDEF', raw('.AREA.'), null, position, x, y);
    const solid = this.#file.add('IFCEXTRUDEDAREASOLID', profile, this.#frame.axes, this.#frame.up, z);
    const shape = this.#file.add('IFCSHAPEREPRESENTATION', this.#frame.body, 'Body', 'SweptSolid', [solid]);
    return this.#file.add('IFCPRODUCTDEFINITIONSHAPE', null, null, [shape]);
  }

  #quantify(element: Ref, set: string, rows: QuantityRow[]): void {
    const quantities = rows.map(([name, kind, value]) =>
      this.#file.add(`IFCQUANTITY${kind}`, name, null, null, value, null),
    );
    const setRef = this.#file.add(
      'IFCELEMENTQUANTITY',
      idOf(`${set} ${element}`),
      null,
      set,
      null,
      null,
      quantities,
    );
    const id = idOf(`has ${set} ${element}`);
    this.#file.add('IFCRELDEFINESBYPROPERTIES', id, null, null, null, [element], setRef);
  }
}

/** Along the wall, through it, and up: as x, y and z. */
function inWall(wall: Wall, along: number, through: number, up: number): Triple {
  return wall.runsAlong === 'x' ? [along, through, up] : [through, along, up];
}
