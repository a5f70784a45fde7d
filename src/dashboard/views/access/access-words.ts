// Access words: why the page waits for a token, and what roles let somebody do.

import type { Reason } from '../../api/access.ts';

/** What is the matter, by name. */
export const reasonWords: Record<Reason, string> = {
  NO_TOKEN: 'This server lets in who shows a token.',
  UNAUTHENTICATED: 'The server does not take the token any more.',
  AUTH_EXPIRED: 'Your token has expired.',
  PERMISSION_REVOKED: 'Your token was revoked.',
  PERMISSION_DENIED: 'Your token gives none of the roles that let somebody look on.',
};

const can: Record<string, string> = {
  viewer: 'look on',
  answerer: 'answer questions',
  operator: 'start and control work',
  producer: 'bring events',
  admin: 'shut people out',
};

/** «look on and answer questions». */
export function rolesInWords(roles: readonly string[]): string {
  const all = Object.keys(can)
    .filter((role) => roles.includes(role))
    .map((role) => can[role]!);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
