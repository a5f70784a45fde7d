// Faults: every expected failure, in one closed table. Whatever is not in it is a bug.
//
// A fault says what went wrong, in words for the person who can act on it. A bug is logged
// whole and masked outside (see graphql/mask.ts).

/** Who can do something about a fault. */
export type WhoCanAct = 'caller' | 'operator' | 'nobody';

/** The closed table: what each code means and who can act on it. */
export const faults = {
  INVALID_INPUT: { meaning: 'What was sent cannot be accepted as it is.', who: 'caller' },
  UNAUTHENTICATED: { meaning: 'Who asks has not shown who they are.', who: 'caller' },
  AUTH_EXPIRED: { meaning: 'The token has expired; come back with a new one.', who: 'caller' },
  PERMISSION_DENIED: { meaning: 'This takes a role that who asks does not have.', who: 'caller' },
  PERMISSION_REVOKED: { meaning: 'What the token allowed was taken back.', who: 'caller' },
  HOST_REFUSED: { meaning: 'The server is not known under this name.', who: 'operator' },
  ORIGIN_REFUSED: { meaning: 'Pages of this origin may not use the server.', who: 'operator' },
  CROSS_SITE_REFUSED: { meaning: 'The request could have been made by any web site.', who: 'caller' },
  NOT_FOUND: { meaning: 'Nothing is known under this id.', who: 'caller' },
  WORKFLOW_CONFLICT: { meaning: 'The session is not in a state that allows this.', who: 'caller' },
  DECISION_CLOSED: { meaning: 'The decision was made before.', who: 'caller' },
  PAYLOAD_TOO_LARGE: { meaning: 'The request is larger than the server takes.', who: 'caller' },
  TOO_MANY_SUBSCRIPTIONS: {
    meaning: 'This connection has as many operations as it may have.',
    who: 'caller',
  },
  QUERY_TOO_COMPLEX: { meaning: 'The operation asks for more than is answered at once.', who: 'caller' },
  INTROSPECTION_OFF: { meaning: 'The schema is not shown to whoever asks.', who: 'caller' },
  OPERATION_UNKNOWN: { meaning: 'Only operations that the server was given are run.', who: 'caller' },
  RATE_LIMITED: { meaning: 'Too much was asked in too short a time; later it is taken.', who: 'caller' },
  TOO_MANY_SOCKETS: { meaning: 'This person or address has as many sockets as it may have.', who: 'caller' },
  SERVER_FULL: { meaning: 'As many connections are open as the server takes.', who: 'operator' },
  TOO_MANY_WORKFLOWS: { meaning: 'As many workflows are unfinished as may be.', who: 'caller' },
  TOO_MANY_DOCUMENTS: { meaning: 'The session has as many documents as it may have.', who: 'caller' },
  ADDRESS_REFUSED: { meaning: 'The web address is not one that the server fetches from.', who: 'caller' },
  ADDRESS_UNREACHABLE: { meaning: 'From the web address nothing could be fetched.', who: 'caller' },
  CURSOR_UNKNOWN: { meaning: 'The cursor is not one of this session.', who: 'caller' },
  CURSOR_EXPIRED: { meaning: 'Events after this cursor were cleaned up.', who: 'caller' },
  WRITER_LOST: { meaning: 'Somebody else wrote to the session first; read again.', who: 'nobody' },
  SERVER_DRAINING: { meaning: 'The server is shutting down.', who: 'caller' },
  STORAGE_UNAVAILABLE: { meaning: 'The data folder cannot be read or written.', who: 'operator' },
  PAGE_NOT_BUILT: { meaning: 'The page was not built: npm run build.', who: 'operator' },
  DOCUMENT_EMPTY: { meaning: 'The file has no content.', who: 'caller' },
  DOCUMENT_UNSUPPORTED: { meaning: 'The kind of file is not one that can be read.', who: 'caller' },
  DOCUMENT_MISLABELLED: { meaning: 'The content is not what the file name says.', who: 'caller' },
  DOCUMENT_CORRUPT: { meaning: 'The file is damaged or cut off.', who: 'caller' },
  DOCUMENT_ENCRYPTED: { meaning: 'The file is protected by a password.', who: 'caller' },
  DOCUMENT_TOO_LARGE: { meaning: 'The file, or what it unpacks to, is over the limit.', who: 'caller' },
  DOCUMENT_TIMEOUT: { meaning: 'Reading the file took longer than allowed.', who: 'caller' },
  DOCUMENT_MEMORY: { meaning: 'Reading the file needed more memory than allowed.', who: 'caller' },
  AGENT_TIMEOUT: { meaning: 'An agent did not finish within its time.', who: 'nobody' },
  AGENT_FAILED: { meaning: 'An agent stopped with an error.', who: 'nobody' },
} as const satisfies Record<string, { meaning: string; who: WhoCanAct }>;

export type FaultCode = keyof typeof faults;

/** An expected failure. `detail` is plain data that a caller may see. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(code: FaultCode, message: string = faults[code].meaning, detail: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** True for a fault, and for a fault with this code when one is given. */
export function isFault(error: unknown, code?: FaultCode): error is Fault {
  return error instanceof Fault && (code === undefined || error.code === code);
}

/** The words of any thrown thing. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
