// Fetching: a document from a web address, as bytes and a name. Whether it can be read is found out as of an upload.
//
//   A1. A connection goes to the very address that was checked: nothing is looked up a second time.
//   A2. Each redirect is an address like the first, and checked like it.
//   A3. Nothing is sent that tells who asks; nothing is unpacked; nothing runs on beyond its size or time.

import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Fault, isFault } from '../../base/fault.ts';
import { readUpTo } from '../../base/read-up-to.ts';
import { type Place, placeOf, type Resolve } from './address.ts';

export interface FetchedDocument {
  /** The last part of the path that was asked for. */
  name: string;
  bytes: Uint8Array;
}

export interface FetchOptions {
  /** Of one document. */
  maxBytes: number;
  /** For all of one address, redirects among it. */
  timeoutMs: number;
  /** Hosts as `name:port` that may be inside the network. */
  allowedHosts: readonly string[];
  /** Instead of the system's. */
  resolve?: Resolve;
}

/** @throws ADDRESS_REFUSED, ADDRESS_UNREACHABLE, DOCUMENT_TOO_LARGE */
export type FetchDocument = (url: string) => Promise<FetchedDocument>;

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

export function createFetchDocument(options: FetchOptions): FetchDocument {
  const { maxBytes, timeoutMs, resolve = resolveBySystem } = options;
  const allowed = new Set(options.allowedHosts);

  return async (asked) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      let next = asked;
      for (let hops = 0; hops <= mostRedirects; hops++) {
        const place = await placeOf(next, allowed, resolve, signal);
        const response = await open(place, signal);
        const { statusCode = 0, headers } = response;
        if (redirects.has(statusCode) && headers.location !== undefined) {
          response.destroy();
          next = URL.parse(headers.location, place.url)?.href ?? '';
          continue;
        }
        if (statusCode !== 200) {
          response.destroy();
          throw new Fault('ADDRESS_UNREACHABLE', `It answered ${statusCode}.`);
        }
        return { name: nameOf(asked, place.url), bytes: await take(response, maxBytes) };
      }
      throw new Fault('ADDRESS_REFUSED', `It leads on more than ${mostRedirects} times.`);
    } catch (error) {
      if (isFault(error)) throw error;
      const why = signal.aborted ? `It took longer than ${timeoutMs / 1000} s.` : 'It cannot be reached.';
      throw new Fault('ADDRESS_UNREACHABLE', why);
    }
  };
}

async function resolveBySystem(name: string, signal: AbortSignal): Promise<readonly string[]> {
  const aborted = new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
  const found = await Promise.race([lookup(name, { all: true, order: 'ipv4first' }), aborted]);
  return found.map(({ address }) => address);
}

function open({ url, address, family }: Place, signal: AbortSignal): Promise<IncomingMessage> {
  const pinned: LookupFunction = (_name, { all }, done) =>
    all === true ? done(null, [{ address, family }]) : done(null, address, family);
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, {
      // No agent: a connection that was kept may go elsewhere than was checked.
      agent: false,
      lookup: pinned,
      signal,
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'pip-stream' },
      maxHeaderSize: 16_384,
    });
    request.once('error', reject).once('response', resolve).end();
  });
}

/** @throws DOCUMENT_TOO_LARGE; ADDRESS_UNREACHABLE when it is cut off */
async function take(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => {
    response.destroy();
    return new Fault('DOCUMENT_TOO_LARGE', `It is larger than the ${maxBytes} bytes that are taken.`);
  };
  if (![undefined, 'identity'].includes(response.headers['content-encoding'])) {
    response.destroy();
    throw new Fault('ADDRESS_REFUSED', 'It answered packed, though it was asked not to.');
  }
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  return readUpTo(response, maxBytes, tooLarge);
}

/** Of the address that was asked for; of the one that answered where that has none; then the host's. */
function nameOf(asked: string, answered: URL): string {
  for (const { pathname } of [new URL(asked), answered]) {
    const last = pathname.split('/').at(-1) ?? '';
    if (last === '') continue;
    try {
      return decodeURIComponent(last);
    } catch {
      return last;
    }
  }
  return answered.hostname;
}
