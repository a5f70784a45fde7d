// OTLP: sends spans to a collector, where the packages for it are installed. The server does not need them.

import type { TracerProvider } from '@opentelemetry/api';
import { messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';

export interface Exporting extends AsyncDisposable {
  provider: TracerProvider;
}

/** With the versions that fit each other, and the API that the server has. */
const packages = {
  '@opentelemetry/sdk-trace-node': '2.12',
  '@opentelemetry/exporter-trace-otlp-http': '0.223',
  '@opentelemetry/resources': '2.12',
};
/** What docs/telemetry.md says, too. */
export const install = `npm install --save-prod ${Object.entries(packages)
  .map(([name, version]) => `${name}@${version}`)
  .join(' ')}`;

/** What is left when the server closes is sent within this time, or not at all. */
const farewellMs = 2000;

// biome-ignore lint/suspicious/noExplicitAny: the packages need not be there, so their types cannot be either
type Loaded = any;

/** Of an exporter of the SDK, as far as it matters here. */
export interface Exporter {
  export(spans: unknown[], done: (result: { code: number; error?: Error }) => void): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}

/**
 * Null, and a warning that names the packages, when they are not installed. The exporter reads the other `OTEL_…`
 * variables itself.
 */
export async function openOtlp(endpoint: string, logger: Logger): Promise<Exporting | null> {
  let loaded: Loaded[];
  try {
    loaded = await Promise.all(Object.keys(packages).map((name) => import(name)));
  } catch (error) {
    logger.warn({ reason: messageOf(error) }, `no traces are sent to ${hostOf(endpoint)}: ${install}`);
    return null;
  }
  const [sdk, otlp, resources] = loaded;
  const url = endpoint.endsWith('/v1/traces') ? endpoint : `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const exporter = tellFailures(new otlp.OTLPTraceExporter({ url }), hostOf(endpoint), logger);
  const provider = new sdk.NodeTracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': 'pip-stream' }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  return { provider, [Symbol.asyncDispose]: () => inTime(provider.shutdown(), farewellMs) };
}

/** The SDK keeps to itself that a collector takes nothing. Said once, and again when it takes spans. */
export function tellFailures(exporter: Exporter, host: string, logger: Logger): Exporter {
  let fails = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.code !== 0;
        const reason = messageOf(result.error);
        if (failed && !fails) logger.warn({ reason }, `traces do not get to ${host}; they are lost`);
        if (!failed && fails) logger.info(`traces get to ${host} again`);
        fails = failed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    async forceFlush() {
      await exporter.forceFlush?.();
    },
  };
}

/** Also of what fails, and of what never ends. */
export async function inTime(work: Promise<unknown>, ms: number): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([work.catch(() => {}), late.promise]);
  clearTimeout(timer);
}

/** An address may hold a password. */
function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : 'an address that is none';
}
