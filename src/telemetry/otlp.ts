// OTLP: sends spans to a collector, where the packages for it are installed. The server does not need them.

import type { TracerProvider } from '@opentelemetry/api';
import { messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';

export interface Exporting extends AsyncDisposable {
  provider: TracerProvider;
}

const packages = [
  '@opentelemetry/sdk-trace-node',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
] as const;

// biome-ignore lint/suspicious/noExplicitAny: the packages need not be there, so their types cannot be either
type Loaded = any;

/**
 * Null, and a warning that names the packages, when they are not installed. The exporter reads the other `OTEL_…`
 * variables itself.
 */
export async function openOtlp(endpoint: string, logger: Logger): Promise<Exporting | null> {
  let loaded: Loaded[];
  try {
    loaded = await Promise.all(packages.map((name) => import(name)));
  } catch (error) {
    const install = `npm install ${packages.join(' ')}`;
    logger.warn({ reason: messageOf(error) }, `no traces are sent to ${hostOf(endpoint)}: ${install}`);
    return null;
  }
  const [sdk, otlp, resources] = loaded;
  const url = endpoint.endsWith('/v1/traces') ? endpoint : `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const provider = new sdk.NodeTracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': 'pip-stream' }),
    spanProcessors: [new sdk.BatchSpanProcessor(new otlp.OTLPTraceExporter({ url }))],
  });
  return { provider, [Symbol.asyncDispose]: () => provider.shutdown().catch(() => {}) };
}

/** An address may hold a password. */
function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : 'an address that is none';
}
