// IFC model: the elements of a building model with their types and declared quantities, as plain data.

import {
  IFCELEMENT,
  IFCPROJECT,
  IFCRELAGGREGATES,
  IFCRELDEFINESBYPROPERTIES,
  IFCRELDEFINESBYTYPE,
  IFCUNITASSIGNMENT,
  type IfcAPI,
} from 'web-ifc';
import { usualName, usualNames } from './ifc-names.ts';
import {
  conversionUnit,
  defaultUnits,
  inMetres,
  type ModelUnit,
  siUnit,
  type UnitKind,
} from './ifc-units.ts';
import { decimalOf, tidy } from './numbers.ts';

export interface ModelElement {
  expressId: number;
  /** Such as IfcWall. */
  className: string;
  /** The name of its type, or its own without a number of its own. */
  typeName: string;
  tag: string | null;
  /** Elements that it is put together from, which are listed on their own. */
  parts: number;
  quantities: ModelQuantity[];
}

export interface ModelQuantity {
  /** As declared, such as NetVolume; those of usual names in other spellings have the usual one. */
  name: string;
  value: string;
  unit: ModelUnit;
}

/** A line of a model as the library hands it over. */
type Entity = Record<string, unknown> & { expressID: number; type: number };

const quantityKinds: [string, UnitKind][] = [
  ['LengthValue', 'LENGTHUNIT'],
  ['AreaValue', 'AREAUNIT'],
  ['VolumeValue', 'VOLUMEUNIT'],
  ['WeightValue', 'MASSUNIT'],
];
/** Elements of one stem and different numbers from which the numbers are taken for running ones. */
const leastNumbered = 3;
const measureKinds: Record<string, UnitKind> = {
  IFCLENGTHMEASURE: 'LENGTHUNIT',
  IFCPOSITIVELENGTHMEASURE: 'LENGTHUNIT',
  IFCAREAMEASURE: 'AREAUNIT',
  IFCVOLUMEMEASURE: 'VOLUMEUNIT',
  IFCMASSMEASURE: 'MASSUNIT',
};
/** Holes, projections and layers of other elements are no elements of their own. */
const notCounted =
  /^Ifc(Opening|Feature|Voiding|Projection|SurfaceFeature|Virtual|BuildingElementPart|Earthworks(Cut|Element)?$)/;

/** All elements in the order of the model; `onElement` is called with how many are done, of how many. */
export function readElements(
  api: IfcAPI,
  model: number,
  onElement: (done: number, total: number) => void,
): ModelElement[] {
  const units = unitsOf(api, model);
  const typeNames = typeNamesOf(api, model);
  const declared = quantitiesOf(api, model, units);
  const parts = partsOf(api, model);
  const ids = idsOf(api, model, IFCELEMENT, true);
  const elements: ModelElement[] = [];
  ids.forEach((id, index) => {
    const entity = lineOf(api, model, id);
    const className = entity === null ? '' : String(api.GetNameFromTypeCode(entity.type));
    if (entity !== null && !notCounted.test(className)) {
      const own = textOf(entity.ObjectType) ?? textOf(entity.Name)?.replace(/:\d+$/, '') ?? '';
      elements.push({
        expressId: id,
        className,
        typeName: typeNames.get(id) ?? (own || className.replace(/^Ifc/, '')),
        tag: textOf(entity.Tag),
        parts: parts.get(id) ?? 0,
        quantities: declared.get(id) ?? [],
      });
    }
    onElement(index + 1, ids.length);
  });
  withoutRunningNumbers(elements, typeNames);
  return elements.sort((a, b) => a.expressId - b.expressId);
}

/** «SW-001», «SW-002» … are one kind of thing that some programs number, where nothing says its type. */
const runningNumber = /(?<![-_ #.:])[-_ #.:]+(\d{1,6})$/;

function withoutRunningNumbers(elements: readonly ModelElement[], typed: ReadonlyMap<number, string>): void {
  const numbered = elements.flatMap((element) => {
    const found = typed.has(element.expressId) ? null : runningNumber.exec(element.typeName);
    const stem = element.typeName.slice(0, found?.index ?? 0);
    return /\p{L}/u.test(stem) ? [{ element, stem, number: found?.[1] ?? '' }] : [];
  });
  for (const same of Map.groupBy(numbered, ({ element, stem }) => `${element.className} ${stem}`).values()) {
    const distinct = new Set(same.map(({ number }) => number)).size === same.length;
    if (same.length < leastNumbered || !distinct) continue;
    for (const { element, stem } of same) element.typeName = stem;
  }
}

/** How many elements each element is put together from: the plates of a curtain wall, the flights of a stair. */
function partsOf(api: IfcAPI, model: number): Map<number, number> {
  const parts = new Map<number, number>();
  for (const id of idsOf(api, model, IFCRELAGGREGATES)) {
    const relation = lineOf(api, model, id);
    const whole = refOf(relation?.RelatingObject);
    const listed = refsOf(relation?.RelatedObjects).filter((part) => {
      const type = api.GetLineType(model, part);
      return typeof type === 'number' && !notCounted.test(String(api.GetNameFromTypeCode(type)));
    });
    if (whole !== null) parts.set(whole, (parts.get(whole) ?? 0) + listed.length);
  }
  return parts;
}

function typeNamesOf(api: IfcAPI, model: number): Map<number, string> {
  const names = new Map<number, string>();
  for (const id of idsOf(api, model, IFCRELDEFINESBYTYPE)) {
    const relation = lineOf(api, model, id);
    const type = lineOf(api, model, refOf(relation?.RelatingType));
    const name = textOf(type?.Name);
    if (name === null) continue;
    for (const element of refsOf(relation?.RelatedObjects)) names.set(element, name);
  }
  return names;
}

/** Declared quantities by element; of several sets that declare the same name the first one holds. */
function quantitiesOf(
  api: IfcAPI,
  model: number,
  units: Record<UnitKind, ModelUnit>,
): Map<number, ModelQuantity[]> {
  const found = new Map<number, ModelQuantity[]>();
  for (const id of idsOf(api, model, IFCRELDEFINESBYPROPERTIES)) {
    const relation = lineOf(api, model, id);
    const set = lineOf(api, model, refOf(relation?.RelatingPropertyDefinition));
    const quantities = quantitiesIn(api, model, set, units);
    for (const element of refsOf(relation?.RelatedObjects)) add(found, element, quantities);
  }
  // What a type declares holds for each of its elements that does not say otherwise.
  for (const id of idsOf(api, model, IFCRELDEFINESBYTYPE)) {
    const relation = lineOf(api, model, id);
    const type = lineOf(api, model, refOf(relation?.RelatingType));
    const sets = refsOf(type?.HasPropertySets).map((set) => lineOf(api, model, set));
    const quantities = sets.flatMap((set) => quantitiesIn(api, model, set, units));
    for (const element of refsOf(relation?.RelatedObjects)) add(found, element, quantities);
  }
  return found;
}

function add(found: Map<number, ModelQuantity[]>, element: number, quantities: ModelQuantity[]): void {
  if (quantities.length === 0) return;
  const known = found.get(element) ?? [];
  const names = new Set(known.map(({ name }) => name));
  found.set(element, [...known, ...quantities.filter(({ name }) => !names.has(name))]);
}

/** Of a set of quantities; or of a set of properties, as programs write it that know no quantities. */
function quantitiesIn(
  api: IfcAPI,
  model: number,
  set: Entity | null,
  units: Record<UnitKind, ModelUnit>,
): ModelQuantity[] {
  const quantities = refsOf(set?.Quantities);
  if (quantities.length > 0)
    return quantities.flatMap((member) => quantityOf(api, model, member, units) ?? []);
  return refsOf(set?.HasProperties).flatMap((member) => propertyOf(api, model, member, units) ?? []);
}

/** A property that is a measure and has the name of a quantity. */
function propertyOf(
  api: IfcAPI,
  model: number,
  id: number,
  units: Record<UnitKind, ModelUnit>,
): ModelQuantity | null {
  const entity = lineOf(api, model, id);
  const name = usualName(textOf(entity?.Name) ?? '');
  const nominal = entity?.NominalValue;
  const value = numberOf(nominal);
  if (entity === null || value === null || !usualNames.has(name)) return null;
  const kind = measureKinds[measureOf(nominal)];
  if (kind === undefined || Number(value) <= 0) return null;
  const own = refOf(entity.Unit);
  return { name, value, unit: (own === null ? null : unitOf(api, model, own)?.unit) ?? units[kind] };
}

/** The name of the measure of a value, such as IFCVOLUMEMEASURE. */
function measureOf(value: unknown): string {
  const named = typeof value === 'object' && value !== null && 'name' in value ? value.name : '';
  return typeof named === 'string' ? named.toUpperCase() : '';
}

function quantityOf(
  api: IfcAPI,
  model: number,
  id: number,
  units: Record<UnitKind, ModelUnit>,
): ModelQuantity | null {
  const entity = lineOf(api, model, id);
  const name = usualName(textOf(entity?.Name) ?? '');
  if (entity === null || name === '') return null;
  for (const [field, kind] of quantityKinds) {
    const value = numberOf(entity[field]);
    if (value === null) continue;
    const own = refOf(entity.Unit);
    const unit = (own === null ? null : unitOf(api, model, own)?.unit) ?? units[kind];
    return { name, value, unit };
  }
  return null;
}

/** The name of the unit in which the model gives volumes. */
export function volumeUnitOf(api: IfcAPI, model: number): string {
  return unitsOf(api, model).VOLUMEUNIT.name;
}

function unitsOf(api: IfcAPI, model: number): Record<UnitKind, ModelUnit> {
  const units = { ...defaultUnits };
  const [project] = idsOf(api, model, IFCPROJECT);
  // Libraries within a model bring units of their own.
  const [first] = idsOf(api, model, IFCUNITASSIGNMENT);
  const assignment = refOf(lineOf(api, model, project ?? null)?.UnitsInContext) ?? first;
  for (const id of refsOf(lineOf(api, model, assignment ?? null)?.Units)) {
    const found = unitOf(api, model, id);
    if (found !== null && found.kind in units) units[found.kind as UnitKind] = found.unit;
  }
  return units;
}

function unitOf(api: IfcAPI, model: number, id: number): { kind: string; unit: ModelUnit } | null {
  const entity = lineOf(api, model, id);
  const kind = textOf(entity?.UnitType);
  const name = textOf(entity?.Name);
  if (entity === null || kind === null || name === null) return null;
  const unit =
    'ConversionFactor' in entity
      ? conversionUnit(name, convertedFrom(api, model, refOf(entity.ConversionFactor)))
      : siUnit(name, textOf(entity.Prefix));
  return unit === null ? null : { kind, unit };
}

/** What a unit of another system is worth, in the SI unit of a bill. */
function convertedFrom(api: IfcAPI, model: number, id: number | null): ModelUnit | null {
  const measure = lineOf(api, model, id);
  const value = numberOf(measure?.ValueComponent);
  const base = lineOf(api, model, refOf(measure?.UnitComponent));
  const name = textOf(base?.Name);
  const si = base === null || name === null ? null : siUnit(name, textOf(base.Prefix));
  return value === null || si === null ? null : inMetres(si, value);
}

function idsOf(api: IfcAPI, model: number, type: number, inherited = false): number[] {
  const vector = api.GetLineIDsWithType(model, type, inherited);
  return Array.from({ length: vector.size() }, (_, index) => vector.get(index));
}

function lineOf(api: IfcAPI, model: number, id: number | null): Entity | null {
  return id === null ? null : ((api.GetLine(model, id) as Entity | undefined) ?? null);
}

function refOf(value: unknown): number | null {
  const id = rawValue(value);
  return typeof id === 'number' ? id : null;
}

function refsOf(value: unknown): number[] {
  const all = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => refOf(one) ?? []);
}

function textOf(value: unknown): string | null {
  const text = rawValue(value);
  return typeof text === 'string' && tidy(text) !== '' ? tidy(text) : null;
}

function numberOf(value: unknown): string | null {
  const number = rawValue(value);
  return typeof number === 'number' ? decimalOf(number) : null;
}

function rawValue(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : null;
}
