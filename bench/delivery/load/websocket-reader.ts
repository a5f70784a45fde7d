// Reader of WebSocket frames: finds where each ends by its header, and looks at a payload only when that is wanted.

export interface FrameHandler {
  /** Whether the payload of a data frame of this length is wanted. */
  wants(length: number): boolean;
  /** A data frame; the payload is there when it was wanted, and valid during the call only. */
  data(payload: Buffer | null, compressed: boolean): void;
  /** Ping, pong or close. */
  control(opcode: number, payload: Buffer): void;
}

const nothing = Buffer.alloc(0);

/** Gives a function that takes the bytes of a server's side as they come. */
export function createWebSocketReader(handler: FrameHandler): (bytes: Buffer) => void {
  /** The beginning of a header whose end has not come. */
  let held: Buffer = nothing;
  /** Payload bytes that are still to come. */
  let rest = -1;
  let first = 0;
  let wanted = false;
  let parts: Buffer[] = [];

  return (chunk) => {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    held = nothing;
    let at = 0;
    while (at < bytes.length || rest === 0) {
      if (rest < 0) {
        const header = headerLength(bytes, at);
        if (at + header > bytes.length) {
          held = Buffer.from(bytes.subarray(at));
          return;
        }
        first = bytes[at]!;
        rest = payloadLength(bytes, at, header);
        at += header;
        wanted = (first & 8) !== 0 || handler.wants(rest);
      }
      const step = Math.min(rest, bytes.length - at);
      const part = wanted ? bytes.subarray(at, at + step) : nothing;
      at += step;
      rest -= step;
      if (rest > 0) {
        // The buffer is used again for the next bytes.
        if (wanted) parts.push(Buffer.from(part));
        return;
      }
      rest = -1;
      const payload = parts.length === 0 ? part : Buffer.concat([...parts, part]);
      if (parts.length > 0) parts = [];
      if ((first & 8) !== 0) handler.control(first & 15, payload);
      else handler.data(wanted ? payload : null, (first & 64) !== 0);
    }
  };
}

function headerLength(bytes: Buffer, at: number): number {
  if (at + 1 >= bytes.length) return 2;
  const short = bytes[at + 1]! & 127;
  return short === 126 ? 4 : short === 127 ? 10 : 2;
}

function payloadLength(bytes: Buffer, at: number, header: number): number {
  if (header === 2) return bytes[at + 1]! & 127;
  return header === 4 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6);
}

/** A frame of a client: masked, with a mask of zeros, so that the payload stays as it is. */
export function clientFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 6 : 8);
  header[0] = 128 | opcode;
  header[1] = 128 | (length < 126 ? length : 126);
  if (length >= 126) header.writeUInt16BE(length, 2);
  return Buffer.concat([header, payload]);
}
