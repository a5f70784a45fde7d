// Roles: what somebody may do. Each includes those it lists.

export const roles = ['viewer', 'answerer', 'operator', 'producer', 'admin'] as const;

export type Role = (typeof roles)[number];

/** viewer reads; answerer answers questions too; operator starts, controls, uploads and teaches too; producer brings events. */
const includes: Record<Role, readonly Role[]> = {
  viewer: ['viewer'],
  answerer: ['answerer', 'viewer'],
  operator: ['operator', 'answerer', 'viewer'],
  producer: ['producer'],
  admin: roles,
};

/** The roles with all that they include; words that name none are left out. */
export function rolesOf(words: readonly unknown[]): ReadonlySet<Role> {
  const named = roles.filter((role) => words.includes(role));
  return new Set(named.flatMap((role) => includes[role]));
}
