// Config: every setting with its variable, default and unit. Pure: it is given the environment.

import { z } from 'zod';
import { Fault } from './base/fault.ts';

const int = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** The table in docs/configuration.md is checked against this one. */
export const settings = {
  port: {
    variable: 'PORT',
    schema: int(0, 65_535),
    default: '8000',
    doc: 'TCP port; 0 takes any that is free.',
  },
  host: { variable: 'HOST', schema: z.string().min(1), default: '127.0.0.1', doc: 'Address to listen on.' },
  dataDir: {
    variable: 'DATA_DIR',
    schema: z.string().min(1),
    default: './data',
    doc: 'Folder for everything durable: the log, documents and results.',
  },
  durability: {
    variable: 'DURABILITY',
    schema: z.enum(['full', 'normal']),
    default: 'full',
    doc: 'full: what was acknowledged survives a power cut. normal: it survives kill -9, and writing is several times faster.',
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    doc: 'Least severity that is logged, on standard error, as JSON lines.',
  },
  decisionTimeoutSeconds: {
    variable: 'DECISION_TIMEOUT_SECONDS',
    schema: int(1, 31_536_000),
    default: '300',
    doc: 'Seconds a person has for an answer before the clock closes the decision. An approval waits for ever.',
  },
  maxUploadBytes: {
    variable: 'MAX_UPLOAD_BYTES',
    schema: int(1, 1_000_000_000),
    default: '100000000',
    doc: 'Bytes of one document.',
  },
  maxBodyBytes: {
    variable: 'MAX_BODY_BYTES',
    schema: int(1000, 100_000_000),
    default: '262144',
    doc: 'Bytes of one HTTP request beside uploads, and of one WebSocket message.',
  },
  maxIngestBytes: {
    variable: 'MAX_INGEST_BYTES',
    schema: int(1000, 1_000_000_000),
    default: '10000000',
    doc: 'Bytes of one delivery of events by a manager elsewhere (`POST /api/events/<session>`).',
  },
  producerToken: {
    variable: 'PRODUCER_TOKEN',
    schema: z.string(),
    default: '',
    doc: 'What a manager elsewhere has to send as `Authorization: Bearer …`. Empty: nothing while listening on loopback; elsewhere events are not taken at all.',
  },
  maxInstructionLength: {
    variable: 'MAX_INSTRUCTION_LENGTH',
    schema: int(1, 1_000_000),
    default: '20000',
    doc: 'Characters of an instruction or message.',
  },
  maxOperationsPerSocket: {
    variable: 'MAX_OPERATIONS_PER_SOCKET',
    schema: int(1, 10_000),
    default: '50',
    doc: 'Operations that one WebSocket may have open.',
  },
  keepAliveSeconds: {
    variable: 'KEEP_ALIVE_SECONDS',
    schema: int(1, 3600),
    default: '12',
    doc: 'Seconds between pings on open streams. A WebSocket that gives no sign of life for up to twice as long is cut.',
  },
  connectionInitSeconds: {
    variable: 'CONNECTION_INIT_SECONDS',
    schema: int(1, 60),
    default: '3',
    doc: 'Seconds that a WebSocket client has for `connection_init`; then it is closed with 4408.',
  },
  slowClientBytes: {
    variable: 'SLOW_CLIENT_BYTES',
    schema: int(65_536, 1_000_000_000),
    default: '131072',
    doc: 'Bytes that may wait in the process for one client. Over it the client is told nothing more until it has taken them, and LOW events of that time are merged.',
  },
  slowClientSeconds: {
    variable: 'SLOW_CLIENT_SECONDS',
    schema: int(1, 3600),
    default: '10',
    doc: 'A client that takes nothing for so many seconds while SLOW_CLIENT_BYTES wait for it is given up: SLOW_CLIENT, close code 1013.',
  },
  compressionThresholdBytes: {
    variable: 'COMPRESSION_THRESHOLD_BYTES',
    schema: int(0, 100_000_000),
    default: '1024',
    doc: 'WebSocket messages of so many bytes or more are compressed for clients that take that (permessage-deflate); 0 compresses none.',
  },
  retrySpreadSeconds: {
    variable: 'RETRY_SPREAD_SECONDS',
    schema: int(0, 3600),
    default: '5',
    doc: 'When the server closes, streams are told to come back after half a second and up to so many seconds more.',
  },
  concurrentSessions: {
    variable: 'CONCURRENT_SESSIONS',
    schema: int(1, 10_000),
    default: '100',
    doc: 'Sessions whose manager is at work at the same time; others wait their turn.',
  },
  retentionDays: {
    variable: 'RETENTION_DAYS',
    schema: int(0, 36_500),
    default: '0',
    doc: 'Days that events are kept for replay; 0 keeps them for ever. The state of a session is always kept.',
  },
  retentionEvents: {
    variable: 'RETENTION_EVENTS',
    schema: int(0, 100_000_000),
    default: '0',
    doc: 'Events per session that are kept for replay; 0 keeps all.',
  },
  retentionBytes: {
    variable: 'RETENTION_BYTES',
    schema: int(0, 1_000_000_000_000_000),
    default: '0',
    doc: 'Bytes of event data, over all sessions, that are kept for replay; the oldest go first, those of finished sessions before all others. 0 keeps all.',
  },
  shutdownSeconds: {
    variable: 'SHUTDOWN_SECONDS',
    schema: int(0, 3600),
    default: '10',
    doc: 'Seconds for open requests to finish when the server closes.',
  },
} as const satisfies Record<string, { variable: string; schema: z.ZodType; default: string; doc: string }>;

export type Config = { [K in keyof typeof settings]: z.output<(typeof settings)[K]['schema']> };

/** @throws INVALID_INPUT that names the variable */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const entries = Object.entries(settings).map(([name, setting]) => {
    const given = environment[setting.variable];
    const checked = setting.schema.safeParse(given === undefined || given === '' ? setting.default : given);
    if (!checked.success) {
      throw new Fault(
        'INVALID_INPUT',
        `${setting.variable}=${given}: ${checked.error.issues[0]?.message}. ${setting.doc}`,
      );
    }
    return [name, checked.data];
  });
  return Object.fromEntries(entries) as Config;
}
