// Kind: the definition of one kind of event, from which everything else about it is derived.

import type { z } from 'zod';

/** `critical` is never merged or delayed; `low` may be merged for a client that is slow or asks for it. */
export type Priority = 'critical' | 'normal' | 'low';

export interface Kind<Name extends string = string, Data extends z.ZodObject = z.ZodObject> {
  /** As on the wire: snake_case. */
  name: Name;
  /** The GraphQL type: Pascal case. */
  typeName: string;
  doc: string;
  priority: Priority;
  data: Data;
  /** A plausible instance, checked by the contract tests. */
  example: z.input<Data>;
}

const brand = Symbol('kind');

/** Defines an event kind. Exported from a file in kinds/, it is a member of the union and nothing else is needed. */
export function defineKind<const Name extends string, Data extends z.ZodObject>(
  name: Name,
  definition: Omit<Kind<Name, Data>, 'name' | 'typeName'> & { typeName?: string },
): Kind<Name, Data> {
  const typeName = name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.assign({ name, typeName, ...definition }, { [brand]: true });
}

export function isKind(value: unknown): value is Kind {
  return typeof value === 'object' && value !== null && brand in value;
}
