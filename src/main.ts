// Starts the server: reads the environment, opens the app, closes it on SIGTERM or SIGINT.

import { resolve } from 'node:path';
import { startApp } from './app.ts';
import { messageOf } from './base/fault.ts';
import { isLoopback } from './base/loopback.ts';
import { readConfig } from './config.ts';

try {
  const config = readConfig(process.env);
  const app = await startApp(config);
  console.log(`pip-stream is ready.

  The page    ${app.url}
  GraphiQL    ${app.url}/graphql
  GraphQL     ${app.url}/graphql  (subscriptions: SSE here, or graphql-transport-ws at ${app.url.replace('http', 'ws')}/graphql)
  The guide's ${app.url.replace('http', 'ws')}/api/chat/ws
  Metrics     ${app.url}/metrics
  Data        ${resolve(config.dataDir)}
`);
  if (!isLoopback(config.host) && config.authSecret === '' && config.authJwksUrl === '') {
    console.warn(
      `Everybody who can reach ${config.host} may use this server: neither AUTH_SECRET nor AUTH_JWKS_URL is set.\n`,
    );
  }
  let closing = false;
  const close = () => {
    if (closing) process.exit(1);
    closing = true;
    app[Symbol.asyncDispose]().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
} catch (error) {
  console.error(`pip-stream could not start: ${messageOf(error)}`);
  process.exitCode = 1;
}
