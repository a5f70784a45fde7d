// Limit settings: how much may be asked for, by whom and how often. Part of config.ts.

import { z } from 'zod';

export const int = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

export const limitSettings = {
  maxQueryTokens: {
    variable: 'MAX_QUERY_TOKENS',
    schema: int(10, 1_000_000),
    default: '1000',
    doc: 'Tokens of one GraphQL document: names, numbers, texts, brackets.',
  },
  maxQueryDepth: {
    variable: 'MAX_QUERY_DEPTH',
    schema: int(1, 1000),
    default: '12',
    doc: 'Fields within fields of one operation; questions about the schema have a limit of their own.',
  },
  maxQueryAliases: {
    variable: 'MAX_QUERY_ALIASES',
    schema: int(0, 10_000),
    default: '30',
    doc: 'Aliases in one GraphQL document.',
  },
  maxQueryDirectives: {
    variable: 'MAX_QUERY_DIRECTIVES',
    schema: int(0, 10_000),
    default: '20',
    doc: 'Directives in one GraphQL document.',
  },
  maxQueryCost: {
    variable: 'MAX_QUERY_COST',
    schema: int(1, 1_000_000_000),
    default: '100000',
    doc: 'Fields that the answer to one operation may have: a page counts as often as it has entries (500 when a variable says how many), another list ten times.',
  },
  introspection: {
    variable: 'INTROSPECTION',
    schema: z.enum(['on', 'operators', 'off']),
    default: 'on',
    doc: 'Who may ask for the schema: everybody, operators, nobody. Unless everybody may, errors suggest no names.',
  },
  graphiql: {
    variable: 'GRAPHIQL',
    schema: z.enum(['on', 'off']),
    default: 'on',
    doc: 'Whether a browser gets GraphiQL at /graphql.',
  },
  persistedOperations: {
    variable: 'PERSISTED_OPERATIONS',
    schema: z.string(),
    default: '',
    doc: 'A JSON file of hashes and documents, as codegen’s client preset writes it. Only these are run then, at every door of GraphQL. Empty: any document.',
  },
  requestsPerMinute: {
    variable: 'REQUESTS_PER_MINUTE',
    schema: int(1, 100_000_000),
    default: '300000',
    doc: 'Requests and operations per minute, of one address and of one person. What is over is refused: RATE_LIMITED.',
  },
  messagesPerSecond: {
    variable: 'MESSAGES_PER_SECOND',
    schema: int(1, 1_000_000),
    default: '2000',
    doc: 'Messages per second that one WebSocket may send, over ten seconds. Over it the socket is closed: RATE_LIMITED, close code 4429.',
  },
  maxSocketsPerPerson: {
    variable: 'MAX_SOCKETS_PER_PERSON',
    schema: int(1, 1_000_000),
    default: '20000',
    doc: 'WebSockets and event streams that one person may have open, and one address.',
  },
  maxConnections: {
    variable: 'MAX_CONNECTIONS',
    schema: int(0, 1_000_000),
    default: '0',
    doc: 'Connections that are taken at once, of everybody; one more is refused: SERVER_FULL. 0, and at most: as many as there are descriptors (`ulimit -n`), less 128 that the server keeps for itself.',
  },
  ingestPerMinute: {
    variable: 'INGEST_PER_MINUTE',
    schema: int(1, 100_000_000),
    default: '60000',
    doc: 'Deliveries of events per minute by one producer.',
  },
  uploadsPerMinute: {
    variable: 'UPLOADS_PER_MINUTE',
    schema: int(1, 1_000_000),
    default: '600',
    doc: 'Documents per minute that one person may upload or have fetched.',
  },
  uploadRoomBytes: {
    variable: 'UPLOAD_ROOM_BYTES',
    schema: int(0, 100_000_000_000),
    default: '0',
    doc: 'Bytes of all uploads that are in memory at once, of one person half of it; the next waits for room before anything of it is read. Any one upload is taken. 0: three times MAX_UPLOAD_BYTES.',
  },
  uploadWaitSeconds: {
    variable: 'UPLOAD_WAIT_SECONDS',
    schema: int(1, 3600),
    default: '180',
    doc: 'Seconds that an upload waits for room; then it is refused: RATE_LIMITED. They are part of REQUEST_SECONDS.',
  },
  sessionsPerHour: {
    variable: 'SESSIONS_PER_HOUR',
    schema: int(1, 100_000_000),
    default: '20000',
    doc: 'Sessions that one person may make in an hour.',
  },
  maxOpenWorkflows: {
    variable: 'MAX_OPEN_WORKFLOWS',
    schema: int(1, 1_000_000),
    default: '10000',
    doc: 'Workflows of one person that may be unfinished at the same time.',
  },
  maxDocumentsPerSession: {
    variable: 'MAX_DOCUMENTS_PER_SESSION',
    schema: int(1, 100_000),
    default: '500',
    doc: 'Documents of one session.',
  },
  fetchAllowedHosts: {
    variable: 'FETCH_ALLOWED_HOSTS',
    schema: z.string().transform((text) => text.split(',').flatMap((one) => one.trim() || [])),
    default: '',
    doc: 'Hosts, as `name:port` with commas between, that documents may be fetched from although they are inside the network.',
  },
  headerSeconds: {
    variable: 'HEADER_SECONDS',
    schema: int(1, 3600),
    default: '20',
    doc: 'Seconds that a client has to send the headers of a request.',
  },
  requestSeconds: {
    variable: 'REQUEST_SECONDS',
    schema: int(1, 86_400),
    default: '300',
    doc: 'Seconds that a client has to send a whole request, an upload among them.',
  },
  maxHeaderBytes: {
    variable: 'MAX_HEADER_BYTES',
    schema: int(1000, 1_000_000),
    default: '16384',
    doc: 'Bytes of the headers of one request.',
  },
  maxMessageBytes: {
    variable: 'MAX_MESSAGE_BYTES',
    schema: int(1000, 100_000_000),
    default: '65536',
    doc: 'Bytes of one WebSocket message, in at most 64 fragments.',
  },
} as const;
