// Socket outlet: one subscription's way into a WebSocket.

import type { Batch } from './batch.ts';
import { createFrames, createTemplate, type Envelope, type Template } from './frames.ts';
import type { Outbox } from './outbox.ts';
import type { Outlet } from './outlet.ts';

export class SocketOutlet implements Outlet {
  private readonly outbox: Outbox;
  private readonly envelope: Envelope;
  private readonly threshold: number | null;
  /** Of the template that fits. Made when it is first told something together with others. */
  private key: string | null = null;

  /** Texts of `threshold` characters or more are compressed; null, and where that was not negotiated, none. */
  constructor(outbox: Outbox, envelope: Envelope, threshold: number | null) {
    this.outbox = outbox;
    this.envelope = envelope;
    this.threshold = threshold;
  }

  get room(): boolean {
    return this.outbox.room;
  }

  whenRoom(): ReturnType<Outlet['whenRoom']> {
    return this.outbox.whenRoom();
  }

  send(batch: Batch, alone: boolean, anyway = false): boolean {
    if (!anyway && !this.outbox.room) return false;
    if (alone) this.outbox.write(createFrames(batch.texts, this.envelope, this.threshold));
    else this.sendShared(batch);
    return true;
  }

  /** Puts the id where the last member's was. A buffer that the socket still holds is left to it. */
  private sendShared(batch: Batch): void {
    const { envelope, threshold } = this;
    this.key ??= `${envelope.before} ${Buffer.byteLength(envelope.id)} ${threshold}`;
    const template = batch.once<Template>(this.key, () => createTemplate(batch.texts, envelope, threshold));
    const { bytes, ids } = template;
    for (let index = 0; index < ids.length; index++) bytes.write(envelope.id, ids[index]!);
    if (!this.outbox.write(bytes)) template.bytes = Buffer.from(bytes);
  }
}
