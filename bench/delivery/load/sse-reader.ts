// Reader of server-sent events: counts `event: next` in the raw response, and looks at an event only when that is wanted.

export interface EventHandler {
  wants(): boolean;
  /** An event; its data is there when it was wanted and came in one piece. */
  data(data: Buffer | null): void;
}

const mark = Buffer.from('event: next');
const dataMark = Buffer.from('data: ');
const nothing = Buffer.alloc(0);

/** Gives a function that takes the bytes of the response as they come. */
export function createSseReader(handler: EventHandler): (bytes: Buffer) => void {
  /** An end of the bytes before that may be the beginning of a mark. */
  let tail: Buffer = nothing;
  return (chunk) => {
    const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    let at = bytes.indexOf(mark);
    let end = 0;
    while (at >= 0) {
      end = at + mark.length;
      handler.data(handler.wants() ? dataAfter(bytes, end) : null);
      at = bytes.indexOf(mark, end);
    }
    tail = Buffer.from(bytes.subarray(Math.max(end, bytes.length - mark.length + 1)));
  };
}

function dataAfter(bytes: Buffer, from: number): Buffer | null {
  const begin = bytes.indexOf(dataMark, from);
  const end = bytes.indexOf(10, begin);
  return begin < 0 || end < 0 ? null : bytes.subarray(begin + dataMark.length, end);
}
