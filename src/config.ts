// Config: every setting with its variable, default and unit. Pure: it is given the environment.

import { z } from 'zod';
import { Fault } from './base/fault.ts';
import { roles } from './base/role.ts';
import { addressSchema, keySchema, nameSchema } from './brains/settings.ts';
import { int, limitSettings } from './limit-settings.ts';

/** Words with commas between them. */
const words = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
);

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
  otlpEndpoint: {
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    schema: z.string(),
    default: '',
    doc: 'Where traces of workflows are sent (OTLP over HTTP), such as http://127.0.0.1:4318; needs the packages that docs/telemetry.md names. Empty: nowhere.',
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
    doc: 'Bytes of one HTTP request beside uploads.',
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
  authSecret: {
    variable: 'AUTH_SECRET',
    schema: z.string().refine((one) => one === '' || Buffer.byteLength(one) >= 32, 'at least 32 bytes'),
    default: '',
    doc: 'Secret of the tokens (JWT, HS256) that are let in, at least 32 bytes. Empty, and without AUTH_JWKS_URL: everybody is, on loopback.',
  },
  authJwksUrl: {
    variable: 'AUTH_JWKS_URL',
    schema: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
    default: '',
    doc: 'Address of the public keys (JWKS) of whoever issues the tokens. RS, PS, ES and EdDSA signatures are taken.',
  },
  authIssuer: {
    variable: 'AUTH_ISSUER',
    schema: z.string(),
    default: '',
    doc: 'What `iss` of a token has to be; empty: anything.',
  },
  authAudience: {
    variable: 'AUTH_AUDIENCE',
    schema: z.string(),
    default: '',
    doc: 'What `aud` of a token has to name; empty: anything.',
  },
  authDefaultRoles: {
    variable: 'AUTH_DEFAULT_ROLES',
    schema: words.pipe(z.array(z.enum(roles))),
    default: 'operator',
    doc: 'Roles of a token without a claim `roles`: viewer, answerer, operator, producer, admin; several with commas.',
  },
  allowPublicWithoutAuth: {
    variable: 'ALLOW_PUBLIC_WITHOUT_AUTH',
    schema: z.enum(['yes', 'no']).transform((one) => one === 'yes'),
    default: 'no',
    doc: 'yes: listens on an address that others reach, and lets everybody in. Otherwise that needs AUTH_SECRET or AUTH_JWKS_URL.',
  },
  allowedHosts: {
    variable: 'ALLOWED_HOSTS',
    schema: words.pipe(z.array(z.string().regex(/^[\w.-]{1,253}$/, 'names without port'))),
    default: '',
    doc: 'Further names that the server is reached under (the header Host), without port, with commas between them.',
  },
  allowedOrigins: {
    variable: 'ALLOWED_ORIGINS',
    schema: words.pipe(
      z.array(z.string().regex(/^https?:\/\/[\w.:[\]-]{1,253}$/, 'such as https://app.example.com')),
    ),
    default: '',
    doc: 'Origins of other pages that may use the server from a browser, such as https://app.example.com, with commas between them.',
  },
  trustedProxies: {
    variable: 'TRUSTED_PROXIES',
    schema: words.pipe(
      z.array(
        z
          .union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'addresses or networks, such as 10.0.0.0/8')
          .refine((one) => !one.endsWith('/0'), 'not everybody'),
      ),
    ),
    default: '',
    doc: 'Addresses and networks of the proxies in front, such as 127.0.0.1 or 10.0.0.0/8, with commas between them. What they say in X-Forwarded-For is the client’s address then; of anybody else the header is ignored.',
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
  ...limitSettings,
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
  openaiApiKey: {
    variable: 'OPENAI_API_KEY',
    schema: keySchema,
    default: '',
    secret: true,
    doc: 'Switches the models of OpenAI on: [brains.md](brains.md).',
  },
  openaiBaseUrl: {
    variable: 'OPENAI_BASE_URL',
    schema: addressSchema,
    default: '',
    secret: true,
    doc: 'Address of OpenAI’s API. Empty: its own.',
  },
  anthropicApiKey: {
    variable: 'ANTHROPIC_API_KEY',
    schema: keySchema,
    default: '',
    secret: true,
    doc: 'Switches the models of Anthropic on.',
  },
  anthropicBaseUrl: {
    variable: 'ANTHROPIC_BASE_URL',
    schema: addressSchema,
    default: '',
    secret: true,
    doc: 'Address of Anthropic’s API. Empty: its own.',
  },
  googleApiKey: {
    variable: 'GOOGLE_GENERATIVE_AI_API_KEY',
    schema: keySchema,
    default: '',
    secret: true,
    doc: 'Switches the models of Google on.',
  },
  googleBaseUrl: {
    variable: 'GOOGLE_BASE_URL',
    schema: addressSchema,
    default: '',
    secret: true,
    doc: 'Address of Google’s API. Empty: its own.',
  },
  compatibleBaseUrl: {
    variable: 'OPENAI_COMPATIBLE_BASE_URL',
    schema: addressSchema,
    default: '',
    secret: true,
    doc: 'Switches a server that speaks OpenAI’s Chat Completions on, such as `http://127.0.0.1:11434/v1` for Ollama. On this machine or in this network it counts as local and costs nothing.',
  },
  compatibleApiKey: {
    variable: 'OPENAI_COMPATIBLE_API_KEY',
    schema: keySchema,
    default: '',
    secret: true,
    doc: 'Its key, where it wants one.',
  },
  compatibleName: {
    variable: 'OPENAI_COMPATIBLE_NAME',
    schema: nameSchema,
    default: 'compatible',
    doc: 'What it is called in lists and costs.',
  },
  compatibleModels: {
    variable: 'OPENAI_COMPATIBLE_MODELS',
    schema: z.string().max(10_000),
    default: '',
    doc: 'Its models, with commas between. Empty: it is asked once, at start, and the first 20 are taken.',
  },
  brainModels: {
    variable: 'BRAIN_MODELS',
    schema: z.string().max(10_000),
    default: '',
    doc: 'Models to use, as `provider/model` with commas between. Empty: a small, a mid-sized and a strong one of each provider that is switched on.',
  },
  brainResidency: {
    variable: 'BRAIN_RESIDENCY',
    schema: z.enum(['anywhere', 'local']),
    default: 'anywhere',
    doc: 'Where the words of documents may go. local: only to models on this machine or in this network.',
  },
  brainTimeoutSeconds: {
    variable: 'BRAIN_TIMEOUT_SECONDS',
    schema: int(1, 3600),
    default: '90',
    doc: 'Seconds that a model has for an answer.',
  },
  brainContextWindow: {
    variable: 'BRAIN_CONTEXT_WINDOW',
    schema: int(256, 100_000_000),
    default: '8192',
    doc: 'Tokens that a model takes, question and answer together, where the catalogue of models does not say.',
  },
  shutdownSeconds: {
    variable: 'SHUTDOWN_SECONDS',
    schema: int(0, 3600),
    default: '10',
    doc: 'Seconds for open requests to finish when the server closes.',
  },
} as const satisfies Record<string, Setting>;

interface Setting {
  variable: string;
  schema: z.ZodType;
  default: string;
  doc: string;
  /** What was given is not repeated in an error. */
  secret?: true;
}

export type Config = { [K in keyof typeof settings]: z.output<(typeof settings)[K]['schema']> };

/** @throws INVALID_INPUT that names the variable */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const entries = Object.entries(settings).map(([name, setting]: [string, Setting]) => {
    const given = environment[setting.variable];
    const checked = setting.schema.safeParse(given === undefined || given === '' ? setting.default : given);
    if (!checked.success) {
      throw new Fault(
        'INVALID_INPUT',
        `${setting.variable}${setting.secret ? '' : `=${given}`}: ${checked.error.issues[0]?.message}. ${setting.doc}`,
      );
    }
    return [name, checked.data];
  });
  return Object.fromEntries(entries) as Config;
}
