// Address: which web addresses a document may be fetched from, and which addresses of the network a name may lead to.

import ipaddr from 'ipaddr.js';
import { Fault } from '../../base/fault.ts';

/** All addresses of a name. */
export type Resolve = (name: string, signal: AbortSignal) => Promise<readonly string[]>;

/** Where a connection goes, whatever the name leads to afterwards. */
export interface Place {
  url: URL;
  address: string;
  family: 4 | 6;
}

const ports = new Set(['', '80', '443', '8080', '8443']);
/** A public address at which a cloud answers its machines only. */
const metadata = new Set(['168.63.129.16']);
const publicIPv6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/** False for everything that is not one machine of the open internet, in any spelling. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || metadata.has(address)) return false;
  const parsed = ipaddr.parse(address);
  // A tunnelled or translated IPv4 address has a range of its own, and so is refused with it.
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(publicIPv6);
}

/**
 * `allowed`: hosts as `name:port` that may be inside the network.
 * @throws ADDRESS_REFUSED; ADDRESS_UNREACHABLE when the name leads nowhere
 */
export async function placeOf(
  text: string,
  allowed: ReadonlySet<string>,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<Place> {
  const url = URL.parse(text);
  if (url === null) throw refused('It is not a web address.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refused('Only http and https are fetched from.');
  if (url.username !== '' || url.password !== '')
    throw refused('An address with a user name or password is not fetched from.');
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const isAllowed = allowed.has(`${url.hostname}:${port}`);
  if (!isAllowed && !ports.has(url.port)) throw refused(`Port ${url.port} is not fetched from.`);
  const addresses = await addressesOf(url.hostname, resolve, signal);
  // All of them: a name that leads outside and inside is no mistake.
  if (!isAllowed && !addresses.every(isPublic)) throw refused('It leads into a network that is not public.');
  const address = addresses[0]!;
  return { url, address, family: ipaddr.parse(address).kind() === 'ipv4' ? 4 : 6 };
}

async function addressesOf(host: string, resolve: Resolve, signal: AbortSignal): Promise<readonly string[]> {
  const literal = host.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(literal)) return [literal];
  let found: readonly string[] = [];
  try {
    found = await resolve(host, signal);
  } catch {
    // As if it led nowhere: why is not for whoever asks.
  }
  if (found.length === 0 || !found.every((one) => ipaddr.isValid(one)))
    throw new Fault('ADDRESS_UNREACHABLE', 'The name of the host is not known.');
  return found;
}

function refused(message: string): Fault {
  return new Fault('ADDRESS_REFUSED', message);
}
