// Preflight: what a form of any web site could send is not taken, unless a header shows that a script of ours sent it.

import { Fault } from '../base/fault.ts';
import type { Rule } from './guard.ts';

/** Of these, browsers ask nobody before they send them. */
const simple = new Set(['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']);
const proofs = ['graphql-require-preflight', 'apollo-require-preflight', 'x-graphql-yoga-csrf'];
const onlyJson = 'takes JSON only, which no form can send';
const onlyReads = 'changes nothing';
const upgraded = 'the origin of a socket is checked';

export function usePreflight(): Rule {
  return {
    name: 'preflight',
    doc: 'POSTs that a form of another site could send (multipart, text, none), without the header `graphql-require-preflight`.',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': upgraded,
      raw: upgraded,
      ingest: onlyJson,
      tickets: onlyJson,
      artifacts: onlyReads,
      page: onlyReads,
      graphiql: onlyReads,
      health: onlyReads,
      metrics: onlyReads,
    },
    request({ request: { method, headers } }) {
      if (method !== 'POST') return;
      const type = (headers['content-type'] ?? '').split(/[;,]/)[0]!.trim().toLowerCase();
      if (!simple.has(type) || proofs.some((name) => headers[name] !== undefined)) return;
      throw new Fault(
        'CROSS_SITE_REFUSED',
        'Send application/json, or with an upload the header `graphql-require-preflight: true`.',
      );
    },
  };
}
