// Address rate: requests of one address in a minute, whoever they say they are. Asked before anything that costs.

import ipaddr from 'ipaddr.js';
import type { Rule } from './guard.ts';
import { createRate } from './rate.ts';

export interface AddressRateOptions {
  requestsPerMinute: number;
}

export function useAddressRate({ requestsPerMinute }: AddressRateOptions): Rule {
  const rate = createRate(requestsPerMinute, 60);
  return {
    name: 'address rate',
    doc: 'More requests of one address in a minute than are taken (an IPv6 network of 64 bits is one address).',
    covers: {
      graphql: true,
      sse: true,
      'graphql-ws': true,
      raw: true,
      ingest: true,
      tickets: true,
      artifacts: true,
      page: true,
      graphiql: true,
      health: 'whoever looks after the server has to be able to ask',
      metrics: true,
    },
    async request({ address }) {
      await rate.take(networkOf(address));
    },
  };
}

/** Who has one IPv6 address has as many as they like. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return (parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':');
}
