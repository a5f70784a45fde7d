import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedVolume } from '../../src/documents/ifc-mesh.ts';
import { readDocument } from '../../src/documents/read.ts';
import { file, model } from './files.ts';

const signal = new AbortController().signal;

/** A model of slabs and walls whose shapes are boxes; lengths in millimetres. */
function building() {
  const entities: string[] = [];
  const add = (entity: string) => `#${entities.push(entity) + 9}`;
  const origin = add('IFCCARTESIANPOINT((0.,0.,0.))');
  const up = add('IFCDIRECTION((0.,0.,1.))');
  const along = add('IFCDIRECTION((1.,0.,0.))');
  const here = add(`IFCAXIS2PLACEMENT3D(${origin},${up},${along})`);
  const context = add(`IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-05,${here},$)`);
  const id = (reference: string) => reference.slice(1).padStart(22, '0');
  const shape = (kind: string, item: string) => {
    const body = add(`IFCSHAPEREPRESENTATION(${context},'Body','${kind}',(${item}))`);
    return add(`IFCPRODUCTDEFINITIONSHAPE($,$,(${body}))`);
  };
  /** Six faces between opposite corners, of which the last ones may be left out. */
  const shell = (at: [number, number, number], size: [number, number, number], faces = 6) => {
    const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((corner) => {
      const place = [0, 1, 2].map(
        (axis) => (at[axis] ?? 0) + (((corner >> axis) & 1) === 1 ? (size[axis] ?? 0) : 0),
      );
      return add(`IFCCARTESIANPOINT((${place.map((value) => value.toFixed(1)).join(',')}))`);
    });
    const rings = [
      [0, 2, 3, 1],
      [4, 5, 7, 6],
      [0, 1, 5, 4],
      [2, 6, 7, 3],
      [0, 4, 6, 2],
      [1, 3, 7, 5],
    ];
    const made = rings.slice(0, faces).map((ring) => {
      const loop = add(`IFCPOLYLOOP((${ring.map((corner) => corners[corner]).join(',')}))`);
      return add(`IFCFACE((${add(`IFCFACEOUTERBOUND(${loop},.T.)`)}))`);
    });
    return add(`IFCFACETEDBREP(${add(`IFCCLOSEDSHELL((${made.join(',')}))`)})`);
  };
  return {
    add,
    /** A box made by pulling up a rectangle, standing at a place. */
    pulled(name: string, size: [number, number, number], at: [number, number, number] = [0, 0, 0]) {
      const flat = add(`IFCAXIS2PLACEMENT2D(${add('IFCCARTESIANPOINT((0.,0.))')},$)`);
      const profile = add(
        `IFCRECTANGLEPROFILEDEF(.AREA.,$,${flat},${size[0].toFixed(1)},${size[1].toFixed(1)})`,
      );
      const solid = add(`IFCEXTRUDEDAREASOLID(${profile},${here},${up},${size[2].toFixed(1)})`);
      const point = add(`IFCCARTESIANPOINT((${at.map((value) => value.toFixed(1)).join(',')}))`);
      const place = add(`IFCLOCALPLACEMENT($,${add(`IFCAXIS2PLACEMENT3D(${point},${up},${along})`)})`);
      const form = shape('SweptSolid', solid);
      return add(`IFCSLAB('${id(form)}',$,'${name}',$,$,${place},${form},$,.FLOOR.)`);
    },
    /** A box of faces whose corners are given where they are. */
    faced(name: string, at: [number, number, number], size: [number, number, number], faces = 6) {
      const form = shape('Brep', shell(at, size, faces));
      const place = add(`IFCLOCALPLACEMENT($,${here})`);
      return add(`IFCWALL('${id(form)}',$,'${name}',$,$,${place},${form},$,$)`);
    },
    declare(element: string, quantity: string) {
      const set = add(
        `IFCELEMENTQUANTITY('${id(element)}',$,'Qto_SlabBaseQuantities',$,$,(${add(quantity)}))`,
      );
      add(`IFCRELDEFINESBYPROPERTIES('${id(set)}',$,$,$,(${element}),${set})`);
    },
    async lines(change: (text: string) => string = (text) => text) {
      const bytes = Buffer.from(change(Buffer.from(model(entities)).toString()));
      const { tables } = await readDocument(file('model.ifc', bytes), { signal });
      return tables.flatMap(({ lines }) =>
        lines.map(({ description, quantity, unit, remark, source }) => ({
          description,
          measure: `${quantity} ${unit}`,
          remark,
          confidence: source.confidence,
        })),
      );
    },
  };
}

/** The model measured in feet: its volumes are cubic feet. */
const inFeet = (text: string) =>
  text
    .replace(
      '#1=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);',
      [
        '#6=IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0);',
        '#7=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);',
        '#8=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(0.3048),#7);',
        "#1=IFCCONVERSIONBASEDUNIT(#6,.LENGTHUNIT.,'FOOT',#8);",
      ].join('\n'),
    )
    .replace(
      '#3=IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.);',
      "#9=IFCMEASUREWITHUNIT(IFCVOLUMEMEASURE(0.0283168),#7);\n#3=IFCCONVERSIONBASEDUNIT(#6,.VOLUMEUNIT.,'CUBIC FOOT',#9);",
    );

describe('measuring models', () => {
  it('takes declared quantities first, in the units of the file, whatever the shapes are', async () => {
    const metric = building();
    metric.declare(metric.pulled('Slab', [4000, 3000, 200]), "IFCQUANTITYVOLUME('NetVolume',$,$,2.5,$)");
    expect(await metric.lines()).toEqual([
      {
        description: 'Slab',
        measure: '2.5 m3',
        remark: 'IfcSlab, 1 element; NetVolume 2.5 m3',
        confidence: 0.95,
      },
    ]);
    const feet = building();
    feet.declare(feet.pulled('Slab', [10, 10, 1]), "IFCQUANTITYVOLUME('NetVolume',$,$,90.,$)");
    expect(await feet.lines(inFeet)).toMatchObject([{ measure: '90 ft3', confidence: 0.95 }]);
  });

  it('measures closed shapes where not every element declares its volume, and is less sure of it', async () => {
    const model = building();
    model.declare(model.pulled('Slab', [4000, 3000, 200]), "IFCQUANTITYVOLUME('NetVolume',$,$,2.5,$)");
    model.pulled('Slab', [1000, 1000, 200]);
    expect(await model.lines()).toEqual([
      {
        description: 'Slab',
        measure: '2.6 m3',
        remark: 'IfcSlab, 2 elements; NetVolume 2.5 m3 (of 1); volume of its shapes 2.6 m3',
        confidence: 0.8,
      },
    ]);
    const feet = building();
    feet.pulled('Slab', [10, 10, 1]);
    expect(await feet.lines(inFeet)).toMatchObject([{ measure: '100 ft3', confidence: 0.8 }]);
  });

  it('measures as well on a site thousands of kilometres from its origin', async () => {
    const model = building();
    model.pulled('Slab', [4000, 3000, 200], [500_000_000, 4_000_000_000, 0]);
    expect(await model.lines()).toMatchObject([{ measure: '2.4 m3', confidence: 0.8 }]);
  });

  it('only counts shapes that do not close, with low confidence, and elements without any', async () => {
    const model = building();
    model.faced('Whole wall', [0, 0, 0], [5000, 200, 3000]);
    model.faced('Open wall', [0, 0, 0], [5000, 200, 3000], 5);
    model.add("IFCWALL('0000000000000000009999',$,'Bare wall',$,$,$,$,$,$)");
    model.add("IFCDOOR('0000000000000000009998',$,'Door',$,$,$,$,'D1',2100.,900.,.DOOR.,$,$)");
    expect(await model.lines()).toMatchObject([
      { description: 'Whole wall', measure: '3 m3', confidence: 0.8 },
      {
        description: 'Open wall',
        measure: '1 nr',
        confidence: 0.4,
        remark: expect.stringMatching(/1 with a shape that is not closed/),
      },
      {
        description: 'Bare wall',
        measure: '1 nr',
        confidence: 0.4,
        remark: expect.stringMatching(/1 without a shape/),
      },
      { description: 'Door', measure: '1 nr', confidence: 0.95 },
    ]);
  });
});

describe('the volume within triangles', () => {
  /** A tetrahedron at a place: right-angled, with these edges. */
  const corner = (at: number, a: number, b: number, c: number) => {
    const points = [
      [0, 0, 0],
      [a, 0, 0],
      [0, b, 0],
      [0, 0, c],
    ];
    return points.flatMap((point) => [...point.map((value) => value + at), 0, 0, 0]);
  };
  const faces = [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3];

  it('is the same wherever they lie, and none when a face is missing', () => {
    const edge = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }), edge, edge, edge, (at, a, b, c) => {
        const vertices = corner(at, a, b, c);
        expect(closedVolume(vertices, faces)).toBeCloseTo((a * b * c) / 6, 6);
        for (let missing = 0; missing < 4; missing += 1) {
          expect(closedVolume(vertices, faces.toSpliced(missing * 3, 3))).toBeNull();
        }
      }),
    );
  });
});
