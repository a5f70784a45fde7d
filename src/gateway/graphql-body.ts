// GraphQL body: what is posted to GraphQL, read within its limits before Yoga sees it.
//
//   B1. Nothing of an upload is read before there is room for it: the client is held back by its own connection.
//   B2. What says no length is counted while it is read, and takes the room of the largest meanwhile.
//   B3. Room is given back when the answer is out or the client is gone, but not while an operation works with the file.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { Fault, isFault } from '../base/fault.ts';
import type { Services } from '../graphql/context.ts';
import type { Visit } from '../guard/guard.ts';
import { personOf } from '../guard/identity.ts';
import { createUploadRoom } from '../guard/upload-room.ts';
import { networkOf } from '../guard/use-address-rate.ts';
import { type Form, readForm } from './form.ts';
import type { Doorway } from './graphql.ts';
import { isCutOff, readBody } from './ingest/body.ts';

export interface GraphQLBodyOptions {
  maxBodyBytes: number;
  maxUploadBytes: number;
  /** 0: three times `maxUploadBytes`. */
  uploadRoomBytes: number;
  uploadWaitSeconds: number;
  services: Pick<Services, 'tally' | 'draining' | 'retryAfterMs'>;
}

/** As much of a Request as Yoga's parsers ask for. */
export interface GraphQLBody {
  text(): Promise<string>;
  json(): Promise<unknown>;
  formData(): Promise<Form>;
  /** Around each operation; null where nothing is held. */
  during: During | null;
}

type During = <Result>(run: () => Result | Promise<Result>) => Promise<Result>;

/** Null when the client is gone. @throws PAYLOAD_TOO_LARGE, RATE_LIMITED, SERVER_DRAINING */
export type ReadGraphQLBody = (
  visit: Visit,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<GraphQLBody | null>;

/** Room in an upload for what is beside the file. */
const beside = 1_000_000;

export function createGraphQLBody(options: GraphQLBodyOptions): ReadGraphQLBody {
  const { maxBodyBytes, maxUploadBytes, uploadWaitSeconds, services } = options;
  const largest = maxUploadBytes + beside;
  const room = createUploadRoom({
    ...{ largest, waitSeconds: uploadWaitSeconds, tally: services.tally },
    mostBytes: options.uploadRoomBytes || 3 * largest,
  });

  async function readUpload(visit: Visit, request: IncomingMessage, response: ServerResponse, bytes: number) {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, services.draining]);
    const place = await room.take(whoOf(visit), bytes, signal);
    try {
      const form = await readForm(request, { maxBytes: largest, maxFileBytes: maxUploadBytes });
      place.shrink(form.byteSize);
      return bodyOf(async () => form, holdWhile(place, response));
    } catch (error) {
      place[Symbol.dispose]();
      if (isFault(error) || isCutOff(request)) throw error;
      // The rest is passed over, and Yoga's parser says what is wrong.
      request.resume();
      return bodyOf(() => Promise.reject(error), null);
    }
  }

  return async (visit, request, response) => {
    const { headers } = request;
    const isUpload = headers['content-type']?.startsWith('multipart/form-data') === true;
    const most = isUpload ? largest : maxBodyBytes;
    const length = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : null;
    if (length !== null && length > most) {
      const message = `The request has ${length} bytes, at most ${most} are taken.`;
      throw new Fault('PAYLOAD_TOO_LARGE', message);
    }
    try {
      if (isUpload) return await readUpload(visit, request, response, length ?? most);
      return textBody((await readBody(request, most)).toString());
    } catch (error) {
      if (isFault(error)) throw error;
      if (isCutOff(request) || response.closed) return null;
      if (!services.draining.aborted) throw error;
      const retryAfterSeconds = services.retryAfterMs() / 1000;
      throw new Fault('SERVER_DRAINING', 'The server is shutting down.', { retryAfterSeconds });
    }
  };
}

/** Yoga's parsers get what was read already. */
export function useGraphQLBody(): Plugin<object, Partial<Doorway>> {
  return {
    onRequestParse({ requestParser, setRequestParser, serverContext }) {
      const body = serverContext.body;
      if (requestParser !== undefined && body !== undefined)
        setRequestParser(() => requestParser(body as unknown as Request));
    },
    onExecute({ executeFn, setExecuteFn, args }) {
      const during = (args.contextValue as Partial<Doorway>).body?.during ?? null;
      if (during !== null) setExecuteFn((given) => during(() => executeFn(given)));
    },
  };
}

/** Where nobody is told apart by who they are, they are by where they come from. */
function whoOf({ identity, address }: Visit): string {
  const person = identity === null ? '' : personOf(identity);
  return identity?.isConfined === true ? person : `${person} ${networkOf(address)}`;
}

/** An operation goes on when its client is gone, and its file is in memory until it is done. */
function holdWhile(place: Disposable, response: ServerResponse): During {
  let running = 0;
  let isOver = response.closed;
  const letGo = () => {
    if (isOver && running === 0) place[Symbol.dispose]();
  };
  response.once('close', () => {
    isOver = true;
    letGo();
  });
  letGo();
  return async (run) => {
    running++;
    try {
      return await run();
    } finally {
      running--;
      letGo();
    }
  };
}

const notAForm = () => Promise.reject(new Error('The body is not a form.'));

function bodyOf(formData: () => Promise<Form>, during: During | null): GraphQLBody {
  const notText = () => Promise.reject(new Error('The body is a form.'));
  return { text: notText, json: notText, formData, during };
}

/** The text is given once: a stream that it asks for may be open for days. */
function textBody(text: string): GraphQLBody {
  let left = text;
  const take = () => {
    const all = left;
    left = '';
    return all;
  };
  return { text: async () => take(), json: async () => JSON.parse(take()), formData: notAForm, during: null };
}
