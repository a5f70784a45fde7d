// Socket outlet: one subscription's way into a WebSocket: frames straight into the socket beneath, between two messages of the
// WebSocket library's own, which writes each in one call, and never in fragments.
//
// Where a thousand sockets take turns, each object that is looked at on the way costs about a seventh of a microsecond, since it
// is not in the processor's cache. So what is needed for each write stands here, and the outbox is asked only when there is no room.

import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Batch } from '../delivery/batch.ts';
import { createFrames, createTemplate, type Envelope, type Template } from '../delivery/frames.ts';
import type { Outlet } from '../delivery/outlet.ts';
import type { SocketOutbox } from './socket-outbox.ts';

/** Of a WebSocket's `readyState`. */
const open = 1;

export class SocketOutlet implements Outlet, Envelope {
  readonly before: string;
  readonly id: string;
  readonly after: string;
  readonly end: string;
  readonly start: string | null;
  private readonly outbox: SocketOutbox;
  private readonly webSocket: WebSocket;
  private readonly socket: Duplex;
  private readonly softBytes: number;
  private readonly threshold: number | null;
  /** Of the templates that fit: those for the same door, with ids as long, compressed alike. */
  private readonly shape: number;

  /** Texts of `threshold` characters or more are compressed where that was negotiated; null compresses none. */
  constructor(outbox: SocketOutbox, envelope: Envelope, threshold: number | null) {
    this.before = envelope.before;
    this.id = envelope.id;
    this.after = envelope.after;
    this.end = envelope.end;
    this.start = envelope.start;
    this.outbox = outbox;
    this.webSocket = outbox.webSocket;
    this.socket = outbox.socket;
    this.softBytes = outbox.softBytes;
    this.threshold = this.webSocket.extensions.includes('permessage-deflate') ? threshold : null;
    this.shape =
      Buffer.byteLength(this.id) * 4 + (this.before === '' ? 0 : 2) + (this.threshold === null ? 0 : 1);
  }

  get room(): boolean {
    return this.socket.writableLength < this.softBytes;
  }

  whenRoom(): ReturnType<Outlet['whenRoom']> {
    return this.outbox.whenRoom();
  }

  send(batch: Batch, alone: boolean, anyway = false): boolean {
    if (!anyway && !this.room) return false;
    if (this.webSocket.readyState !== open) return true;
    if (alone) this.sendAlone(batch);
    else this.sendShared(batch);
    return true;
  }

  private sendAlone({ texts }: Batch): void {
    const frames = createFrames(texts, this, this.threshold);
    if (typeof frames === 'string') this.socket.write(frames, 'latin1');
    else this.socket.write(frames);
  }

  /** Puts the id where the last member's was. A buffer that the socket still holds is left to it. */
  private sendShared(batch: Batch): void {
    const template = batch.once<Template>(this.shape, () =>
      createTemplate(batch.texts, this, this.threshold),
    );
    const { bytes, ids } = template;
    if (template.id !== this.id) {
      for (let index = 0; index < ids.length; index++) bytes.write(this.id, ids[index]!);
      template.id = this.id;
    }
    this.socket.write(bytes);
    if (this.socket.writableLength > 0) template.bytes = Buffer.from(bytes);
  }
}
