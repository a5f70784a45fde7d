// The app: every floor put together, and taken apart again. The only file that knows them all.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TracerProvider } from '@opentelemetry/api';
import type { GraphQLSchema } from 'graphql';
import type { Agent } from './agents/agent.ts';
import { roster as ownRoster } from './agents/roster.ts';
import { type Clock, systemClock } from './base/clock.ts';
import { isFault } from './base/fault.ts';
import { createLogger, type Logger } from './base/logger.ts';
import { createTally } from './base/tally.ts';
import type { Brain } from './brains/brain.ts';
import { openBrains } from './brains/open-brains.ts';
import { providersDown } from './brains/providers-down.ts';
import type { Config } from './config.ts';
import { createHub } from './delivery/hub.ts';
import { createFetchDocument } from './documents/fetch/fetch-document.ts';
import { readersAlive } from './documents/reader-process.ts';
import { openLocalEngine } from './engine/local/local-engine.ts';
import { openMarks } from './feed/marks.ts';
import type { Authenticate } from './gateway/authenticate.ts';
import { createGraphQL } from './gateway/graphql.ts';
import { createMetrics } from './gateway/metrics.ts';
import { openServer } from './gateway/server.ts';
import type { Services } from './graphql/context.ts';
import { createEstimates } from './graphql/estimates.ts';
import { createPriceLists } from './graphql/price-lists.ts';
import { createSchema } from './graphql/schema.ts';
import { openAccess } from './guard/access.ts';
import { createClientAddress } from './guard/client-address.ts';
import { createConfine, type ServicesOver } from './guard/confined.ts';
import { createGuard } from './guard/guard.ts';
import { anyDocument, readPersistedOperations } from './guard/persisted-operations.ts';
import { createQuotas } from './guard/quotas.ts';
import type { Revoked } from './guard/revocations.ts';
import { createRules } from './guard/rules.ts';
import type { QueryGuardOptions } from './guard/use-query-limits.ts';
import { createMemoryLearned } from './learned/memory/memory-learned.ts';
import { openSqliteLearned } from './learned/sqlite/sqlite-learned.ts';
import { eachHead, unfinished } from './log/heads.ts';
import type { Log } from './log/log.ts';
import { startRetention } from './log/retention.ts';
import { createSessions } from './log/sessions.ts';
import { openSqliteLog } from './log/sqlite/sqlite-log.ts';
import { createCommands } from './manager/commands.ts';
import { createForks } from './manager/forks.ts';
import { createIntake } from './manager/intake.ts';
import { createManager } from './manager/manager.ts';
import { createRecommendations } from './manager/recommendations.ts';
import { createTemplates } from './manager/templates.ts';
import type { HealthChecks } from './telemetry/health.ts';
import { openTelemetry } from './telemetry/telemetry.ts';
import { timeAppends } from './telemetry/timed-log.ts';
import { createMemoryTemplates } from './templates/memory/memory-templates.ts';
import { openSqliteTemplates } from './templates/sqlite/sqlite-templates.ts';

export interface App extends AsyncDisposable {
  /** Such as http://127.0.0.1:8000 */
  url: string;
  services: Services;
  /** What /readyz looks at; whoever knows of something else that can fail adds a check. */
  health: HealthChecks;
}

/** What an embedder may bring instead of the app's own. */
export interface AppParts {
  roster?: readonly Agent[];
  /** Language models, beside those that the environment switches on. */
  brains?: readonly Brain[];
  clock?: Clock;
  logger?: Logger;
  /** Gets the traces of workflows; without it the one that is registered with OpenTelemetry's API, if any. */
  tracerProvider?: TracerProvider;
  /** Instead of SQLite in the data folder. */
  log?: Log;
  /** For event kinds of one’s own: createSchema(createCatalog([…])). */
  schema?: GraphQLSchema;
  /** Who asks; without it everybody is the same person. */
  authenticate?: Authenticate;
  /** Where the built page is, instead of the repository's own. */
  pageFolder?: string;
  /** Where the built GraphiQL is. */
  graphiqlFolder?: string;
}

/** What `npm run build` fills. */
const ownPage = fileURLToPath(new URL('../dist/dashboard', import.meta.url));
const ownGraphiql = fileURLToPath(new URL('../dist/graphiql', import.meta.url));
const fetchTimeoutMs = 30_000;
const progressEveryMs = 50;
const retentionEveryMs = 60_000;
const dayMs = 86_400_000;

/** Opens the data folder, resumes every unfinished workflow and listens. @throws STORAGE_UNAVAILABLE */
export async function startApp(config: Config, parts: AppParts = {}): Promise<App> {
  const { roster = ownRoster, clock = systemClock, logger = createLogger(config.logLevel) } = parts;
  const { schema = createSchema() } = parts;
  const { pageFolder = ownPage, graphiqlFolder = ownGraphiql } = parts;
  const onError = (error: unknown, sessionId?: string) => logger.error({ err: error, sessionId }, 'a bug');
  await using opened = new AsyncDisposableStack();
  const draining = new AbortController();

  const ownLog = opened.use(
    parts.log ?? openSqliteLog({ folder: join(config.dataDir), durability: config.durability, onError }),
  );
  const { log, appends } = timeAppends(ownLog);
  const learned = opened.use(
    parts.log === undefined ? openSqliteLearned(join(config.dataDir, 'learned.db')) : createMemoryLearned(),
  );
  const templateStore = opened.use(
    parts.log === undefined
      ? openSqliteTemplates(join(config.dataDir, 'templates.db'))
      : createMemoryTemplates(),
  );
  const templates = createTemplates({ store: templateStore, roster, clock });
  const sessions = createSessions(log);
  const engine = opened.use(openLocalEngine({ clock, concurrency: config.concurrentSessions, onError }));
  const intakeOptions = {
    maxBytes: config.maxUploadBytes,
    maxDocuments: config.maxDocumentsPerSession,
    fetchDocument: createFetchDocument({
      maxBytes: config.maxUploadBytes,
      timeoutMs: fetchTimeoutMs,
      allowedHosts: config.fetchAllowedHosts,
    }),
  };
  const { maxInstructionLength, decisionTimeoutSeconds } = config;
  const brains = opened.use(await openBrains(config, { clock, logger, own: parts.brains ?? [] }));
  const tally = createTally();
  const access = openAccess({
    ...config,
    ...{ authenticate: parts.authenticate, clock, logger },
    revocationsFile: parts.log === undefined ? join(config.dataDir, 'revoked.jsonl') : null,
  });
  const shared = {
    estimates: createEstimates(log),
    priceLists: createPriceLists(log, draining.signal),
    roster,
    brains,
    clock,
    tally,
    revoke: (what: Revoked) => access.revocations.revoke(what),
    draining: draining.signal,
    marks: opened.use(openMarks(log, clock, onError)),
    retryAfterMs: () => Math.round(500 + Math.random() * config.retrySpreadSeconds * 1000),
  };
  const over: ServicesOver = (seen) => {
    const intake = createIntake(seen.log, intakeOptions);
    const own = { ...seen, engine, clock, intake, roster, brains: brains.all, maxInstructionLength };
    return {
      ...{ ...shared, ...seen, intake },
      commands: createCommands(own),
      recommendations: createRecommendations(own),
      forks: createForks(own),
    };
  };
  const services = over({ log, sessions, learned, templates });
  const { tickets } = access;
  const confine = createConfine(services, over, createQuotas(config));
  const limits = {
    maxAgeMs: config.retentionDays === 0 ? null : config.retentionDays * dayMs,
    maxEvents: config.retentionEvents === 0 ? null : config.retentionEvents,
    maxBytes: config.retentionBytes === 0 ? null : config.retentionBytes,
  };
  opened.use(startRetention(log, limits, clock, retentionEveryMs, onError));

  const { tracerProvider = null } = parts;
  const telemetry = opened.use(
    await openTelemetry({
      ...{ log, appends, sessions, engine, logger, tracerProvider, onError },
      otlpEndpoint: config.otlpEndpoint,
    }),
  );
  const { health } = telemetry;
  health.add('models', () => providersDown(brains));

  engine.start(
    createManager({
      log,
      learned,
      sessions,
      clock,
      engine,
      logger,
      roster,
      brains,
      residency: config.brainResidency,
      decisionTimeoutSeconds,
      progressEveryMs,
    }),
  );
  for await (const head of eachHead(log, unfinished)) engine.wake(head.id);

  const hub = createHub({ log, clock, onError });
  const delivery = {
    services,
    logger,
    confine,
    hub,
    limits: { softBytes: config.slowClientBytes, stallMs: config.slowClientSeconds * 1000 },
    keepAliveMs: config.keepAliveSeconds * 1000,
  };
  const documentOf =
    config.persistedOperations === '' ? anyDocument : readPersistedOperations(config.persistedOperations);
  const yoga = createGraphQL({
    ...delivery,
    schema,
    queries: queriesFrom(config),
    documentOf,
  });
  const server = opened.use(
    await openServer({
      ...config,
      ...delivery,
      health,
      metrics: createMetrics({
        ...telemetry,
        hub,
        log,
        clock,
        tally,
        appends,
        engine,
        readers: readersAlive,
      }),
      yoga,
      documentOf,
      ...{
        tickets,
        guard: createGuard({
          rules: createRules({ ...config, ...access }),
          clientAddress: createClientAddress(config.trustedProxies),
          refused(rule, { door, address }, error) {
            tally.count('refused', rule);
            logger.debug({ rule, door, address, code: isFault(error) ? error.code : null }, 'refused');
          },
        }),
      },
      pageFolder,
      graphiqlFolder,
      connectionInitMs: config.connectionInitSeconds * 1000,
      compressionThreshold: config.compressionThresholdBytes === 0 ? null : config.compressionThresholdBytes,
      shutdownMs: config.shutdownSeconds * 1000,
    }),
  );
  opened.defer(() => draining.abort());

  const all = opened.move();
  return { url: server.url, services, health, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

function queriesFrom(config: Config): QueryGuardOptions {
  return {
    limits: {
      tokens: config.maxQueryTokens,
      depth: config.maxQueryDepth,
      aliases: config.maxQueryAliases,
      directives: config.maxQueryDirectives,
      cost: config.maxQueryCost,
    },
    introspection: config.introspection !== 'off',
    hideSuggestions: config.introspection !== 'on',
  };
}
