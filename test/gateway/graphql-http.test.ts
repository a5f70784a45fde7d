// GraphQL over HTTP: the specification's own audits against the real server.

import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { startServer } from '../support/server.ts';

const server = await startServer();
const audits = serverAudits({ url: `${server.url}/graphql`, fetchFn: fetch });

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
  '%s %s',
  async (_id, _name, audit) => {
    const result = await audit.fn();
    expect(result).toMatchObject({ status: 'ok' });
  },
);
