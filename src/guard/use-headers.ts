// Headers: what every answer tells browsers not to do with it. Pages say their own policy instead of this one.

import helmet from 'helmet';
import type { Rule } from './guard.ts';

const noResponse = 'its answer is a socket';

export function useHeaders(): Rule {
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  return {
    name: 'headers',
    doc: 'Framing, sniffing, embedding and scripts, by headers of every answer.',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': noResponse,
      raw: noResponse,
      ingest: true,
      tickets: true,
      artifacts: true,
      page: true,
      graphiql: true,
      health: true,
      metrics: true,
    },
    request({ request }, response) {
      if (response !== null) set(request, response, () => {});
    },
  };
}
