// A TCP proxy that cuts its connections after a random number of bytes, in either direction, until it has made its cuts.
//
// A cut falls anywhere: in a handshake, in the middle of a frame, between two. Half of the cuts are a reset, half an end
// without a word. What was cut off is gone, as is what was under way the other way.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Random } from './random.ts';

export interface CuttingProxy extends AsyncDisposable {
  /** As the server's, with the proxy's port. */
  readonly url: string;
  /** Made so far. */
  readonly cuts: number;
  /** All planned cuts are made; who connects now stays connected. */
  readonly done: boolean;
  /** Resolves with the next cut; at once when all are made. */
  cut(): Promise<void>;
  /** Cuts what is connected now. */
  cutAll(): void;
  /** What is connected now passes nothing more, and stays open. */
  freeze(): void;
}

export interface CuttingOptions {
  random: Random;
  cuts: number;
  /** Most bytes towards the client before a cut. */
  mostDown?: number;
  /** Most bytes towards the server before a cut. */
  mostUp?: number;
}

interface Pair {
  cut(): void;
  freeze(): void;
  close(): void;
}

export async function openCuttingProxy(target: string, options: CuttingOptions): Promise<CuttingProxy> {
  const { random, mostDown = 6000, mostUp = 800 } = options;
  const { hostname, port } = new URL(target);
  const pairs = new Set<Pair>();
  let cuts = 0;
  let ring = Promise.withResolvers<void>();

  /** How many bytes may pass; on one connection in four also few of what the client says. */
  function allowance(): { up: number; down: number } {
    const all = Number.POSITIVE_INFINITY;
    if (cuts >= options.cuts) return { up: all, down: all };
    return { up: random(4) === 0 ? random(mostUp) : all, down: random(mostDown) };
  }

  function join(client: Socket): Pair {
    const upstream = connect({ host: hostname, port: Number(port), noDelay: true });
    const left = allowance();
    const sockets = [client.setNoDelay(true), upstream];
    let over = false;
    let frozen = false;
    const pair: Pair = {
      cut() {
        if (over) return;
        over = true;
        cuts++;
        const reset = random(2) === 0;
        for (const socket of sockets) reset ? socket.resetAndDestroy() : socket.destroy();
        ring.resolve();
        ring = Promise.withResolvers();
      },
      freeze() {
        frozen = true;
      },
      close() {
        for (const socket of sockets) socket.destroy();
      },
    };
    const pass = (from: Socket, to: Socket, direction: 'up' | 'down') => {
      from.on('data', (bytes: Buffer) => {
        if (frozen || left[direction] < 0) return;
        const passing = bytes.subarray(0, Math.min(bytes.length, left[direction]));
        left[direction] -= bytes.length;
        if (left[direction] < 0) to.write(passing, () => pair.cut());
        else if (!to.write(passing)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      });
      from.on('error', () => {});
      from.once('close', () => {
        pairs.delete(pair);
        to.destroySoon();
      });
    };
    pass(client, upstream, 'up');
    pass(upstream, client, 'down');
    return pair;
  }

  const server = createServer((client) => pairs.add(join(client))).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return cuts;
    },
    get done() {
      return cuts >= options.cuts;
    },
    cut: () => (cuts >= options.cuts ? Promise.resolve() : ring.promise),
    cutAll() {
      for (const pair of [...pairs]) pair.cut();
    },
    freeze() {
      for (const pair of pairs) pair.freeze();
    },
    async [Symbol.asyncDispose]() {
      for (const pair of [...pairs]) pair.close();
      server.close();
      await once(server, 'close');
    },
  };
}
