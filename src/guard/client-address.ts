// Client address: from which address a request comes, also through proxies.
//
//   A1. Only what a trusted proxy says counts: X-Forwarded-For is read from its end, where the proxy that is the peer has
//       written, for as long as those who wrote are trusted too. What a client put in front of that is never reached.
//   A2. It is always an address. Where a proxy wrote something else, its own address stands for whoever is behind it.

import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type ClientAddress = (request: IncomingMessage) => string;

/** More are in no honest chain. */
const mostProxies = 32;

/** Whoever is at the other end of the connection; an IPv4 address as such, also where it is told as one of IPv6. */
export const peerAddress: ClientAddress = ({ socket }) => addressIn(socket.remoteAddress ?? '') ?? '';

/** `trusted`: addresses and networks (10.0.0.0/8) of proxies. None: the header is never looked at. */
export function createClientAddress(trusted: readonly string[]): ClientAddress {
  if (trusted.length === 0) return peerAddress;
  const networks = trusted.map(networkIn);
  const isTrusted = (address: string) => {
    const parsed = ipaddr.parse(address);
    return networks.some(
      ([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits),
    );
  };
  return (request) => {
    let nearest = peerAddress(request);
    const said = request.headers['x-forwarded-for'];
    if (nearest === '' || typeof said !== 'string') return nearest;
    const hops = said.split(',').slice(-mostProxies).reverse();
    for (const hop of hops) {
      if (!isTrusted(nearest)) break;
      const next = addressIn(hop.trim());
      if (next === null) break;
      nearest = next;
    }
    return nearest;
  };
}

/** Of `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`; null for anything else. */
function addressIn(text: string): string | null {
  const bare =
    /^\[([0-9a-f:.]{2,45})\](?::\d{1,5})?$/i.exec(text)?.[1] ?? /^([\d.]{7,15}):\d{1,5}$/.exec(text)?.[1];
  const address = bare ?? text;
  // A zone names an interface of the machine that wrote it.
  if (isIP(address) === 0) return null;
  return ipaddr.process(address.split('%')[0]!).toString();
}

function networkIn(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
