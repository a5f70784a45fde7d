// The schema: fresh, described, selectable side by side, and growing with the event kinds.

import { readFileSync } from 'node:fs';
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLUnionType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  lexicographicSortSchema,
  printSchema,
  specifiedScalarTypes,
} from 'graphql';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { catalog, createCatalog } from '../../src/events/catalog.ts';
import { text } from '../../src/events/field.ts';
import { defineKind } from '../../src/events/kind.ts';
import { createSchema } from '../../src/graphql/schema.ts';

const schema = createSchema();
const own = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !specifiedScalarTypes.some((one) => one.name === type.name),
);
const union = (of = schema) => of.getType('StreamingEvent') as GraphQLUnionType;

test('schema.graphql is what the code says', () => {
  const printed = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
  expect(printed).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
});

test('the union has the twelve kinds, and each is an Event', () => {
  expect(
    union()
      .getTypes()
      .map((type) => type.name)
      .sort(),
  ).toEqual([
    'AgentSubstep',
    'ArtifactReady',
    'BrainAllocation',
    'ChatMessage',
    'CostIncurred',
    'ErrorRecovery',
    'ManagerThinking',
    'NotificationRaised',
    'RecommendationMade',
    'UserDecisionMade',
    'UserDecisionNeeded',
    'WorkflowStateChange',
  ]);
  for (const type of union().getTypes())
    expect(type.getInterfaces().map((one) => one.name)).toEqual(['Event']);
});

test('a kind that is defined is in the union, the enum and the interface, with its fields and descriptions; nothing else is needed', () => {
  const teaServed = defineKind('tea_served', {
    doc: 'Somebody brought tea.',
    priority: 'low',
    data: z.object({ sort: text('Which tea.') }),
    example: { sort: 'Assam' },
  });
  const grown = createSchema(createCatalog([...catalog.values(), teaServed]));
  const type = grown.getType('TeaServed') as GraphQLObjectType;
  expect(union(grown).getTypes()).toContain(type);
  expect(type.getFields().sort).toMatchObject({ description: 'Which tea.' });
  expect(type.getFields().sequence).toBeDefined();
  const values = grown.getType('EventType');
  expect(isEnumType(values) && values.getValue('TEA_SERVED')?.description).toBe('Somebody brought tea.');
});

test('same-named fields agree in type and nullability over all members of each union, so they can be selected side by side', () => {
  for (const type of own.filter(isUnionType)) {
    const seen = new Map<string, string>();
    for (const member of type.getTypes()) {
      for (const field of Object.values(member.getFields())) {
        const told = `${field.type}`;
        expect(`${field.name}: ${seen.get(field.name) ?? told}`, `${type.name}.${member.name}`).toBe(
          `${field.name}: ${told}`,
        );
        seen.set(field.name, told);
      }
    }
  }
});

test('every type, field, argument, input field and enum value is described', () => {
  const bare: string[] = [];
  const check = (name: string, thing: { description?: string | null | undefined }) => {
    if (thing.description === undefined || thing.description === null || thing.description === '')
      bare.push(name);
  };
  for (const type of own as GraphQLNamedType[]) {
    check(type.name, type);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field);
        for (const arg of field.args) check(`${type.name}.${field.name}(${arg.name})`, arg);
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field);
    } else if (isEnumType(type))
      for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
    else if (isScalarType(type)) check(type.name, type);
  }
  expect(bare).toEqual([]);
});
