// Kit: what each file of this floor is given to add its part.

import type { Catalog } from '../events/catalog.ts';
import { type Builder, createBuilder } from './builder.ts';
import { createDerive, type Derive } from './derive.ts';

export interface Kit {
  builder: Builder;
  /** GraphQL types that follow from zod schemas; the same one for the same name. */
  derive: Derive;
  catalog: Catalog;
}

export function createKit(catalog: Catalog): Kit {
  const builder = createBuilder();
  return { builder, derive: createDerive(builder), catalog };
}
