// Socket outlet: one subscription's way into a WebSocket.

import { createFrames, createTemplate, type Envelope, type Template } from './frames.ts';
import type { Outbox } from './outbox.ts';
import type { Outlet } from './outlet.ts';

/** Texts of `threshold` characters or more are compressed; null, and where that was not negotiated, none. */
export function createSocketOutlet(outbox: Outbox, envelope: Envelope, threshold: number | null): Outlet {
  const id = Buffer.from(envelope.id);
  const key = `${envelope.before} ${id.length} ${threshold}`;
  return {
    get room() {
      return outbox.room;
    },
    whenRoom: outbox.whenRoom,
    send(batch, alone) {
      if (alone) outbox.write(createFrames(batch.texts, envelope, threshold));
      else {
        const template = batch.once(key, () => createTemplate(batch.texts, envelope, threshold));
        writeShared(outbox, template, id);
      }
    },
  };
}

/** Puts the id where the last member's was. A buffer that the socket still holds is left to it. */
function writeShared(outbox: Outbox, template: Template, id: Buffer): void {
  const { bytes, ids } = template;
  for (let index = 0; index < ids.length; index++) bytes.set(id, ids[index]);
  if (!outbox.write(bytes)) template.bytes = Buffer.from(bytes);
}
