// Form: a multipart form with a file, read piece by piece. The file is copied once, to where it stays.

import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import { Fault } from '../base/fault.ts';

export interface FormLimits {
  /** Of the request. */
  maxBytes: number;
  /** Of the file. */
  maxFileBytes: number;
}

/** As much of FormData as reading it takes. */
export interface Form {
  /** Null for what is not there. */
  get(name: string): string | FormFile | null;
  /** Bytes of the request. */
  readonly byteSize: number;
}

const mostFields = 10;
const mostFieldBytes = 1_000_000;
const mostParts = 20;

/** A file in memory, in the shape of the web's File; `bytes` are not copied. */
export class FormFile implements Pick<File, 'name' | 'size' | 'type' | 'bytes' | 'arrayBuffer' | 'text'> {
  readonly name: string;
  readonly type: string;
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(name: string, type: string, bytes: Uint8Array<ArrayBuffer>) {
    this.name = name;
    this.type = type;
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.byteLength;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#bytes;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes.slice().buffer;
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(this.#bytes);
  }
}

/** One file at most. @throws PAYLOAD_TOO_LARGE; an error that says what is wrong with the form, or that it was cut off */
export async function readForm(request: IncomingMessage, limits: FormLimits): Promise<Form> {
  const { 'content-type': type = '', 'content-length': length } = request.headers;
  const parts = new Map<string, string | FormFile>();
  let failed: Error | null = null;
  const fail = (error: Error) => {
    failed ??= error;
  };
  const tooLarge = (most: number) => new Fault('PAYLOAD_TOO_LARGE', `At most ${most} bytes are taken.`);

  const parser = new Busboy({
    headers: { 'content-type': type },
    defCharset: 'utf-8',
    limits: {
      fields: mostFields,
      fieldSize: mostFieldBytes,
      files: 1,
      // Those without a name are neither fields nor files.
      parts: mostParts,
      // One more, which shows that there is more.
      fileSize: limits.maxFileBytes + 1,
    },
  });
  parser.on('error', (error) => fail(error as Error));
  parser.on('fieldsLimit', () => fail(new Error(`At most ${mostFields} fields are taken.`)));
  parser.on('partsLimit', () => fail(new Error(`At most ${mostParts} parts are taken.`)));
  parser.on('filesLimit', () => fail(new Error('One file is taken at a time.')));
  parser.on('field', (name, value, isNameCut, isValueCut) => {
    if (isNameCut || isValueCut) fail(new Error(`Fields of at most ${mostFieldBytes} bytes are taken.`));
    else parts.set(name, value);
  });
  parser.on('file', (name, file, fileName, _encoding, mediaType) => {
    // Pages that nobody writes to take no memory, so that this may be too much.
    const space = Buffer.allocUnsafeSlow(
      Math.min(Number(length ?? limits.maxBytes), limits.maxFileBytes + 1),
    );
    let size = 0;
    file.on('data', (piece: Buffer) => {
      size += piece.copy(space, size);
    });
    file.on('limit', () => fail(tooLarge(limits.maxFileBytes)));
    file.on('error', fail);
    file.on('end', () => parts.set(name, new FormFile(fileName || name, mediaType, space.subarray(0, size))));
  });
  const finished = once(parser, 'finish').catch(fail);

  let byteSize = 0;
  // The answer goes out on this connection, so leaving the loop must not destroy it.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    byteSize += (piece as Buffer).byteLength;
    if (byteSize > limits.maxBytes) throw tooLarge(limits.maxBytes);
    if (!parser.write(piece)) await Promise.race([once(parser, 'drain').catch(fail), finished]);
    if (failed !== null) throw failed;
  }
  parser.end();
  await finished;
  if (failed !== null) throw failed;
  return { get: (name) => parts.get(name) ?? null, byteSize };
}
