// IFC model: the elements of a building model with their types and declared quantities, as plain data.

import {
  IFCELEMENT,
  IFCRELDEFINESBYPROPERTIES,
  IFCRELDEFINESBYTYPE,
  IFCUNITASSIGNMENT,
  type IfcAPI,
} from 'web-ifc';
import { conversionUnit, defaultUnits, type ModelUnit, siUnit, type UnitKind } from './ifc-units.ts';
import { decimalOf, tidy } from './numbers.ts';

export interface ModelElement {
  expressId: number;
  /** Such as IfcWall. */
  className: string;
  /** The name of its type, or its own without a number of its own. */
  typeName: string;
  tag: string | null;
  quantities: ModelQuantity[];
}

export interface ModelQuantity {
  /** As declared, such as NetVolume. */
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
        quantities: declared.get(id) ?? [],
      });
    }
    onElement(index + 1, ids.length);
  });
  return elements.sort((a, b) => a.expressId - b.expressId);
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
    const members = refsOf(set?.Quantities);
    if (members.length === 0) continue;
    const quantities = members.flatMap((member) => quantityOf(api, model, member, units) ?? []);
    for (const element of refsOf(relation?.RelatedObjects)) {
      const known = found.get(element) ?? [];
      const names = new Set(known.map(({ name }) => name));
      found.set(element, [...known, ...quantities.filter(({ name }) => !names.has(name))]);
    }
  }
  return found;
}

function quantityOf(
  api: IfcAPI,
  model: number,
  id: number,
  units: Record<UnitKind, ModelUnit>,
): ModelQuantity | null {
  const entity = lineOf(api, model, id);
  const name = textOf(entity?.Name);
  if (entity === null || name === null) return null;
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
  const [assignment] = idsOf(api, model, IFCUNITASSIGNMENT);
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
  const unit = 'ConversionFactor' in entity ? conversionUnit(name) : siUnit(name, textOf(entity.Prefix));
  return unit === null ? null : { kind, unit };
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
