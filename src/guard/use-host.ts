// Hosts: the server answers under its own names only, so that no other name can be pointed at it (DNS rebinding).

import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { Fault } from '../base/fault.ts';
import { isLoopback } from '../base/loopback.ts';
import type { Rule } from './guard.ts';

export interface HostOptions {
  /** Address that the server listens on. */
  host: string;
  /** Further names, without port. */
  allowedHosts: readonly string[];
}

const shape = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9_.-]{1,253})(?::\d{1,5})?$/;

export function useHost({ host, allowedHosts }: HostOptions): Rule {
  const names = new Set(
    ['localhost', host, ...(isLoopback(host) ? [] : [hostname()]), ...allowedHosts].map((one) =>
      one.toLowerCase(),
    ),
  );
  const isOwn = (name: string) => {
    const bare = name.replace(/^\[|\]$/g, '');
    if (names.has(name) || names.has(bare)) return true;
    // A page that got here by a number came from that number: nothing was rebound.
    return isIP(bare) !== 0 && (!isLoopback(host) || isLoopback(bare));
  };
  return {
    name: 'host',
    doc: 'Requests for another name than the server’s own (`ALLOWED_HOSTS`).',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': true,
      raw: true,
      ingest: true,
      tickets: true,
      artifacts: true,
      page: true,
      graphiql: true,
      health: true,
      metrics: true,
    },
    request({ request }) {
      const { host: given = '' } = request.headers;
      const name = shape.exec(given.toLowerCase())?.[1];
      const times = request.rawHeaders.filter((one, at) => at % 2 === 0 && one.toLowerCase() === 'host');
      // Such as port 99999 or [127.0.0.1]: whoever builds an address of it would throw.
      if (name === undefined || times.length !== 1 || !URL.canParse(`http://${given}`))
        throw new Fault('INVALID_INPUT', 'The header Host names no host.');
      if (!isOwn(name)) throw new Fault('HOST_REFUSED', `The server is not known as «${name}».`);
    },
  };
}
