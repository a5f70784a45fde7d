import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/documents/limits.ts';
import { parseDocument } from '../../src/documents/parse.ts';
import { file, model } from './files.ts';

/** Models without shapes, as entities with numbers from 10 on. */
function exported() {
  const entities: string[] = [];
  let id = 0;
  const guid = () => {
    id += 1;
    return `'${String(id).padStart(22, '0')}'`;
  };
  const add = (entity: string) => `#${entities.push(entity) + 9}`;
  return {
    add,
    element: (kind: string, name: string, rest = '') =>
      add(`IFC${kind}(${guid()},$,'${name}',$,$,$,$,$${rest})`),
    has(elements: string[], set: string, members: string[], list = 'ELEMENTQUANTITY') {
      const between = list === 'ELEMENTQUANTITY' ? '$,$,' : '$,';
      const made = add(`IFC${list}(${guid()},$,'${set}',${between}(${members.map(add).join(',')}))`);
      add(`IFCRELDEFINESBYPROPERTIES(${guid()},$,$,$,(${elements.join(',')}),${made})`);
      return made;
    },
    joins: (whole: string, parts: string[]) =>
      add(`IFCRELAGGREGATES(${guid()},$,$,$,${whole},(${parts.join(',')}))`),
    types(kind: string, name: string, set: string, elements: string[]) {
      const type = add(`IFC${kind}(${guid()},$,'${name}',$,$,(${set}),$,$,$,.NOTDEFINED.)`);
      add(`IFCRELDEFINESBYTYPE(${guid()},$,$,$,(${elements.join(',')}),${type})`);
    },
    async lines(change: (text: string) => string = (text) => text) {
      const bytes = Buffer.from(change(Buffer.from(model(entities)).toString()));
      const { tables } = await parseDocument(file('model.ifc', bytes), 'ifc', () => {}, defaultLimits);
      return tables.flatMap(({ lines }) =>
        lines.map(({ description, quantity, unit, remark }) => [description, `${quantity} ${unit}`, remark]),
      );
    },
  };
}

describe('habits of programs that export models', () => {
  it('quantities under names of their own are those of the standard', async () => {
    const made = exported();
    const slab = made.element('SLAB', 'Slab', ',$');
    made.has([slab], 'Quantities', [
      "IFCQUANTITYVOLUME('Net Volume',$,$,2.5,$)",
      "IFCQUANTITYAREA('Top area',$,$,12.,$)",
    ]);
    const wall = made.element('WALL', 'Wall', ',$');
    made.has([wall], 'BaseQuantities', ["IFCQUANTITYAREA('Wandfl\\X2\\00E4\\X0\\che (Netto)',$,$,21.,$)"]);
    const beam = made.element('BEAM', 'Beam', ',$');
    made.has([beam], 'Qto', ["IFCQUANTITYVOLUME('Bruttovolumen',$,$,0.75,$)"]);
    const lines = await made.lines();
    expect(lines.map(([name, measure]) => [name, measure])).toEqual([
      ['Slab', '2.5 m3'],
      ['Wall', '21 m2'],
      ['Beam', '0.75 m3'],
    ]);
    expect(lines[0]?.[2]).toContain('Top area 12 m2');
  });

  it('measures among the properties count where no quantities are declared, and texts do not', async () => {
    const made = exported();
    const column = made.element('COLUMN', 'Column', ',$');
    made.has(
      [column],
      'Dimensions',
      [
        "IFCPROPERTYSINGLEVALUE('Volume',$,IFCVOLUMEMEASURE(0.9),$)",
        "IFCPROPERTYSINGLEVALUE('Area',$,IFCTEXT('9'),$)",
      ],
      'PROPERTYSET',
    );
    expect(await made.lines()).toEqual([['Column', '0.9 m3', 'IfcColumn, 1 element; Volume 0.9 m3']]);
  });

  it('quantities of a type hold for each of its elements', async () => {
    const made = exported();
    const piles = [1, 2, 3].map(() => made.element('COLUMN', 'C', ',$'));
    const set = made.add(
      `IFCELEMENTQUANTITY('0000000000000000009999',$,'Q',$,$,(${made.add("IFCQUANTITYVOLUME('NetVolume',$,$,0.5,$)")}))`,
    );
    made.types('COLUMNTYPE', 'Column 300', set, piles);
    expect(await made.lines()).toEqual([['Column 300', '1.5 m3', 'IfcColumn, 3 elements; NetVolume 1.5 m3']]);
  });

  it('what is put together from elements is counted, and they are measured', async () => {
    const made = exported();
    const wall = made.element('CURTAINWALL', 'Facade', ',$');
    made.has([wall], 'Q', ["IFCQUANTITYAREA('NetSideArea',$,$,40.,$)"]);
    const plates = ['a', 'b'].map(() => made.element('PLATE', 'Glass', ',$'));
    for (const plate of plates) made.has([plate], 'Q', ["IFCQUANTITYAREA('NetArea',$,$,20.,$)"]);
    made.joins(wall, plates);
    expect(await made.lines()).toEqual([
      [
        'Facade',
        '1 nr',
        'IfcCurtainWall, 1 element; put together from 2 elements that are listed on their own; NetSideArea 40 m2',
      ],
      ['Glass', '40 m2', 'IfcPlate, 2 elements; NetArea 40 m2'],
    ]);
  });

  it('running numbers behind names without a type are left out, and sizes are kept', async () => {
    const made = exported();
    for (const name of ['SW-001', 'SW-002', 'SW-003', 'Door 900', 'Door 900', 'Door 800', 'Door 800'])
      made.element(
        name.startsWith('SW') ? 'WALL' : 'DOOR',
        name,
        name.startsWith('SW') ? ',$' : ',$,$,$,$,$',
      );
    expect((await made.lines()).map(([name, measure]) => [name, measure])).toEqual([
      ['SW', '3 nr'],
      ['Door 900', '2 nr'],
      ['Door 800', '2 nr'],
    ]);
  });

  it('units of the project hold, and a unit of a name that nobody knows is what it is worth', async () => {
    const made = exported();
    const slab = made.element('SLAB', 'Slab', ',$');
    made.has([slab], 'Q', ["IFCQUANTITYVOLUME('NetVolume',$,$,100.,$)"]);
    const zoll = (text: string) =>
      text
        .replace(
          '#1=',
          '#6=IFCSIUNIT(*,.VOLUMEUNIT.,.MILLI.,.CUBIC_METRE.);\n#7=IFCUNITASSIGNMENT((#6));\n#1=',
        )
        .replace(
          '#3=IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.);',
          "#8=IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.);\n#9=IFCMEASUREWITHUNIT(IFCVOLUMEMEASURE(0.03),#8);\n#3=IFCCONVERSIONBASEDUNIT($,.VOLUMEUNIT.,'Kubikfuss',#9);",
        );
    expect((await made.lines(zoll))[0]?.[1]).toBe('3 m3');
    const inches = (text: string) =>
      text.replace(
        '#3=IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.);',
        "#8=IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.);\n#9=IFCMEASUREWITHUNIT(IFCVOLUMEMEASURE(0.0283168),#8);\n#3=IFCCONVERSIONBASEDUNIT($,.VOLUMEUNIT.,'Cubic feet',#9);",
      );
    expect((await made.lines(inches))[0]?.[1]).toBe('100 ft3');
  });
});
