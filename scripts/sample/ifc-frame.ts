// IFC frame: what every element of the sample model stands on: units, contexts, project, site, storey.

import { project } from './project.ts';
import { globalId, type Ref, raw, type StepFile } from './step-file.ts';

export interface Frame {
  /** The geometry all elements start from. */
  axes: Ref;
  up: Ref;
  body: Ref;
  storey: Ref;
  storeyPlace: Ref;
}

/** A GlobalId within the sample project. */
export function idOf(words: string): string {
  return globalId(`${project.name} ${words}`);
}

export function addFrame(file: StepFile): Frame {
  const origin = file.add('IFCCARTESIANPOINT', raw('(0.,0.,0.)'));
  const up = file.add('IFCDIRECTION', raw('(0.,0.,1.)'));
  const axes = file.add('IFCAXIS2PLACEMENT3D', origin, null, null);
  const world = file.add(
    'IFCGEOMETRICREPRESENTATIONCONTEXT',
    ...[null, 'Model', raw('3'), raw('1.E-05'), axes, null],
  );
  const inherited = [raw('*'), raw('*'), raw('*'), raw('*')];
  const body = file.add(
    'IFCGEOMETRICREPRESENTATIONSUBCONTEXT',
    ...['Body', 'Model', ...inherited, world, null, raw('.MODEL_VIEW.'), null],
  );
  const whole = file.add(
    'IFCPROJECT',
    ...[idOf('project'), null, project.name, null, null, null, null, [world], addUnits(file)],
  );

  const element = raw('.ELEMENT.');
  const sitePlace = file.add('IFCLOCALPLACEMENT', null, axes);
  const site = file.add(
    'IFCSITE',
    ...[idOf('site'), null, project.place, null, null, sitePlace, null, null, element],
    ...[null, null, null, null, null],
  );
  const buildingPlace = file.add('IFCLOCALPLACEMENT', sitePlace, axes);
  const building = file.add(
    'IFCBUILDING',
    ...[idOf('building'), null, 'Workshop', null, null, buildingPlace, null, null, element, null, null, null],
  );
  const storeyPlace = file.add('IFCLOCALPLACEMENT', buildingPlace, axes);
  const storey = file.add(
    'IFCBUILDINGSTOREY',
    ...[idOf('storey'), null, 'Ground floor', null, null, storeyPlace, null, null, element, 0],
  );
  for (const [parent, part] of [
    [whole, site],
    [site, building],
    [building, storey],
  ] as const) {
    file.add('IFCRELAGGREGATES', idOf(`parts of ${parent}`), null, null, null, parent, [part]);
  }
  return { axes, up, body, storey, storeyPlace };
}

function addUnits(file: StepFile): Ref {
  const foot = addFeet(file, 'LENGTHUNIT', 'FOOT', 'METRE', 'IFCLENGTHMEASURE(0.3048)', 1);
  const square = addFeet(file, 'AREAUNIT', 'SQUARE FOOT', 'SQUARE_METRE', 'IFCAREAMEASURE(0.09290304)', 2);
  const cubic = addFeet(
    file,
    'VOLUMEUNIT',
    'CUBIC FOOT',
    'CUBIC_METRE',
    'IFCVOLUMEMEASURE(0.028316846592)',
    3,
  );
  const radian = file.add('IFCSIUNIT', raw('*'), raw('.PLANEANGLEUNIT.'), null, raw('.RADIAN.'));
  return file.add('IFCUNITASSIGNMENT', [foot, square, cubic, radian]);
}

function addFeet(file: StepFile, kind: string, name: string, si: string, size: string, power: number): Ref {
  const base = file.add('IFCSIUNIT', raw('*'), raw(`.${kind}.`), null, raw(`.${si}.`));
  const measure = file.add('IFCMEASUREWITHUNIT', raw(size), base);
  const dimensions = file.add('IFCDIMENSIONALEXPONENTS', raw(`${power},0,0,0,0,0,0`));
  return file.add('IFCCONVERSIONBASEDUNIT', dimensions, raw(`.${kind}.`), name, measure);
}
