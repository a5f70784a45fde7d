// Child message: what the server and the process that parses say to each other.

import type { FaultCode } from '../base/fault.ts';
import type { DocumentFile, DocumentKind, ReadDocument, ReadProgress } from './document.ts';

/** To the child: the one job of its life. */
export interface ParseJob {
  file: DocumentFile;
  kind: DocumentKind;
  maxLines: number;
}

/** From the child: any number of `progress` and `memory`, then one `done` or `failed`. */
export type ChildMessage =
  | { say: 'progress'; progress: ReadProgress }
  | { say: 'memory'; bytes: number }
  | { say: 'done'; document: ReadDocument }
  | { say: 'failed'; code: FaultCode; message: string; cause: string | null };
