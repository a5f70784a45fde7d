// PDF port: what the two halves of the PDF library talk over inside of one process.
//
// The library's own port clones every message as if it went to another thread, which is a quarter of the time that
// a long document takes. This one copies plain data by itself and leaves the rest to the platform.

import { getResolvedPDFJS } from 'unpdf';

type Listener = (event: { data: unknown }) => void;

interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(name: string, listener: Listener, options?: { signal?: AbortSignal } | null): void;
  removeEventListener(name: string, listener: Listener): void;
  terminate(): void;
}

interface Halves {
  PDFWorker: new (options: { port: Port }) => unknown;
}

interface WorkerHalf {
  pdfjsWorker: { WorkerMessageHandler: { initializeFromPort(port: Port): void } };
}

/** A worker to open one document with, as `worker` among its options. */
export async function createPdfWorker(): Promise<unknown> {
  const { PDFWorker } = (await getResolvedPDFJS()) as unknown as Halves;
  const [here, there] = portPair();
  const worker = new PDFWorker({ port: here });
  (globalThis as unknown as WorkerHalf).pdfjsWorker.WorkerMessageHandler.initializeFromPort(there);
  return worker;
}

/** Two ends; what is sent into one comes out of the other, in order and in a turn of its own. */
function portPair(): [Port, Port] {
  const listeners = [new Set<Listener>(), new Set<Listener>()] as const;
  const end = (own: number): Port => ({
    postMessage(message, transfer) {
      const data = sentOf(message, transfer ?? []);
      queueMicrotask(() => {
        for (const listener of listeners[1 - own] ?? []) listener({ data });
      });
    },
    addEventListener(name, listener, options) {
      if (name !== 'message') return;
      listeners[own]?.add(listener);
      options?.signal?.addEventListener('abort', () => listeners[own]?.delete(listener), { once: true });
    },
    removeEventListener: (_name, listener) => void listeners[own]?.delete(listener),
    terminate: () => listeners[own]?.clear(),
  });
  return [end(0), end(1)];
}

/**
 * A part of a stream holds lists of what was drawn. Its sender empties and fills the lists again, and never touches
 * what it once put in.
 */
function sentOf(message: unknown, given: readonly Transferable[]): unknown {
  const { chunk, ...others } = (message ?? {}) as Record<string, unknown>;
  if (!isPlain(chunk)) return copyOf(message, given);
  const parts = Object.entries(chunk as object).map(([name, part]) => [
    name,
    Array.isArray(part) ? [...part] : copyOf(part, given),
  ]);
  return { ...(copyOf(others, given) as object), chunk: Object.fromEntries(parts) };
}

/** What its sender may change afterwards is copied; memory that it gives away is handed over as it is. */
function copyOf(value: unknown, given: readonly Transferable[]): unknown {
  if (typeof value !== 'object' || value === null || given.includes(value as Transferable)) return value;
  if (Array.isArray(value)) return value.map((item) => copyOf(item, given));
  if (ArrayBuffer.isView(value)) {
    if (given.includes(value.buffer as ArrayBuffer) || value instanceof DataView) return value;
    // A clone would take all the memory along that it is a part of.
    return Reflect.construct(value.constructor, [value]);
  }
  const kind = Object.getPrototypeOf(value);
  if (value instanceof Map || value instanceof Set || value instanceof Error) return structuredClone(value);
  // Glyphs and references, by the hundred thousand, which neither half changes.
  if (kind !== Object.prototype && kind !== null) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    copy[key] = copyOf((value as Record<string, unknown>)[key], given);
  }
  return copy;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
