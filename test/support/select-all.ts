// A selection of all fields of a type, as deep as it goes without asking for what has to be resolved.

import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';

export const isPlain = (field: GraphQLField<unknown, unknown>) =>
  field.extensions.plain === true ||
  field.resolve === undefined ||
  typeof field.extensions.pothosExposedField === 'string';

/** Fields that differ in type between members get names of their own. */
export function selectAll(schema: GraphQLSchema, type: GraphQLNamedType): string {
  if (isAbstractType(type)) {
    const members = schema.getPossibleTypes(type);
    return `{ __typename ${members.map((one) => `... on ${one.name} ${selectAll(schema, one)}`).join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).filter(isPlain);
  const selected = fields.map((field) => {
    const inner = getNamedType(field.type);
    const alias = `${type.name}_${field.name}`;
    return isLeafType(inner)
      ? `${alias}: ${field.name}`
      : `${alias}: ${field.name} ${selectAll(schema, inner)}`;
  });
  return `{ __typename ${selected.join(' ')} }`;
}
