// Rows: what the tables give, as the port tells it.

import type { Event } from '../../events/event.ts';
import type { ExecutionStatus } from '../../events/shapes.ts';
import type { SessionHead, StoredDocument } from '../log.ts';

/** Where a session is. */
export interface PlaceRow {
  no: number;
  last_sequence: number;
  first_retained: number;
  status: string;
  /** Of its owner. */
  scope: string | null;
}

export interface SessionRow extends PlaceRow {
  id: string;
  title: string;
  created_at: string;
  person: string | null;
}

export interface EventRow {
  sequence: number;
  type: string;
  workflow_id: string | null;
  timestamp: string;
  data: string;
}

export interface DocumentRow {
  id: string;
  session_id: string;
  name: string;
  media_type: string;
  kind: string;
  byte_size: number;
  sha256: string;
}

export function toHead(row: SessionRow): SessionHead {
  return {
    id: row.id,
    title: row.title,
    createdAt: row.created_at,
    owner: row.scope === null ? null : { scope: row.scope, person: row.person ?? '' },
    lastSequence: row.last_sequence,
    firstRetainedSequence: row.first_retained,
    status: row.status as ExecutionStatus,
  };
}

export function toEvent(sessionId: string, row: EventRow): Event {
  const { type, sequence, timestamp } = row;
  return {
    type,
    sessionId,
    workflowId: row.workflow_id,
    sequence,
    timestamp,
    data: JSON.parse(row.data),
  } as Event;
}

export function toDocument(row: DocumentRow): StoredDocument {
  const { id, name, kind, sha256 } = row;
  return {
    id,
    sessionId: row.session_id,
    name,
    mediaType: row.media_type,
    kind,
    byteSize: row.byte_size,
    sha256,
  };
}
