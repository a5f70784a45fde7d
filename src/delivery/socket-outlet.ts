// Socket outlet: one subscription's way into a WebSocket.

import type { Batch } from './batch.ts';
import { createFrames, createTemplate, type Envelope, type Template } from './frames.ts';
import type { Outbox } from './outbox.ts';
import type { Outlet } from './outlet.ts';

export function createSocketOutlet(outbox: Outbox, envelope: Envelope): Outlet {
  const id = Buffer.from(envelope.id);
  const key = `frames ${envelope.before} ${id.length}`;
  return {
    get room() {
      return outbox.room;
    },
    whenRoom: outbox.whenRoom,
    send(batch, alone) {
      if (alone) outbox.write(createFrames(batch.texts, envelope));
      else
        writeShared(
          outbox,
          batch.once(key, () => templateFor(batch, envelope)),
          id,
        );
    },
  };
}

function templateFor(batch: Batch, envelope: Envelope): Template {
  return createTemplate(batch.texts, envelope);
}

/** Puts the id where the last member's was. A buffer that the socket still holds is left to it. */
function writeShared(outbox: Outbox, template: Template, id: Buffer): void {
  const { bytes, ids } = template;
  for (let index = 0; index < ids.length; index++) bytes.set(id, ids[index]);
  if (!outbox.write(bytes)) template.bytes = Buffer.from(bytes);
}
