// Connections: how many are taken at once, so that there are always descriptors left for the log, files and readers.
//
//   C1. Up to `most` are served. One that comes then is let in to be told so, and closed: `SERVER_FULL`.
//   C2. Of those that are to be told at most `spare` are open; for one more the oldest is closed, which has asked nothing.
//   C3. One that is to be told and asks nothing is closed after a while. One that asks when there is room again is served.

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Fault } from '../base/fault.ts';

export interface Connections {
  /** @throws SERVER_FULL when the connection of the request is one too many */
  admit(request: IncomingMessage): void;
}

export interface ConnectionsOptions {
  /** Of connections that are served; infinite where there is no limit. */
  most: number;
  onRefused(): void;
}

/** Connections that are open only to be told. */
const spare = 32;
/** Descriptors that are nobody's connection: databases, files, pipes to the readers of documents. */
const own = 96;
const fewest = 16;
const patienceMs = 2000;
const retryAfterSeconds = 5;

/** Connections for which the process has descriptors (`ulimit -n`); infinite where there is no such limit. */
export function connectionsAllowed(): number {
  const report = process.report as NodeJS.ProcessReport & { excludeNetwork: boolean };
  const before = report.excludeNetwork;
  // It would look up the names of all who are connected.
  report.excludeNetwork = true;
  const { userLimits } = report.getReport() as { userLimits?: { open_files?: { soft: number | string } } };
  report.excludeNetwork = before;
  const limit = userLimits?.open_files?.soft;
  return typeof limit === 'number' ? Math.max(fewest, limit - own - spare) : Number.POSITIVE_INFINITY;
}

export function limitConnections(http: Server, { most, onRefused }: ConnectionsOptions): Connections {
  let served = 0;
  const waiting = new Map<Duplex, NodeJS.Timeout>();

  http.on('connection', (socket) => {
    if (served < most) return serve(socket);
    // Kept alive, and with nothing to do.
    http.closeIdleConnections();
    if (waiting.size >= spare) {
      onRefused();
      // The one that has asked nothing for longest; who asks is answered and gone.
      for (const oldest of waiting.keys()) {
        drop(oldest);
        break;
      }
    }
    waiting.set(
      socket,
      setTimeout(() => drop(socket), patienceMs),
    );
    socket.once('close', () => leave(socket));
  });

  function serve(socket: Duplex): void {
    served++;
    socket.on('close', left);
  }

  // One for all connections: of each its own would be 0.2 kB.
  function left() {
    served--;
  }

  function leave(socket: Duplex): void {
    clearTimeout(waiting.get(socket));
    waiting.delete(socket);
  }

  function drop(socket: Duplex): void {
    leave(socket);
    socket.destroy();
  }

  return {
    admit({ socket }) {
      if (!waiting.has(socket)) return;
      if (served >= most) {
        onRefused();
        throw new Fault('SERVER_FULL', `As many connections are open as may be: ${most}.`, {
          retryAfterSeconds,
        });
      }
      leave(socket);
      serve(socket);
    },
  };
}
