// The rules, in the order in which every door asks them. docs/security.md shows them as a table of doors and rules.

import type { Clock } from '../base/clock.ts';
import type { Rule } from './guard.ts';
import type { Revocations } from './revocations.ts';
import { type AddressRateOptions, useAddressRate } from './use-address-rate.ts';
import { type AuthenticationOptions, useAuthentication } from './use-authentication.ts';
import { useExpiry } from './use-expiry.ts';
import { useHeaders } from './use-headers.ts';
import { type HostOptions, useHost } from './use-host.ts';
import { type IntrospectionOptions, useIntrospection } from './use-introspection.ts';
import { type OriginOptions, useOrigin } from './use-origin.ts';
import { type PersonRateOptions, usePersonRate } from './use-person-rate.ts';
import { usePreflight } from './use-preflight.ts';
import { useRevocation } from './use-revocation.ts';
import { useRoles } from './use-roles.ts';
import { type SocketsOptions, useSockets } from './use-sockets.ts';
import { useSoundInput } from './use-sound-input.ts';

export interface RuleOptions
  extends AuthenticationOptions,
    AddressRateOptions,
    PersonRateOptions,
    SocketsOptions,
    IntrospectionOptions,
    HostOptions,
    OriginOptions {
  revocations: Revocations;
  clock: Clock;
}

export function createRules(options: RuleOptions): readonly Rule[] {
  return [
    useHost(options),
    useHeaders(),
    useAddressRate(options),
    useOrigin(options),
    usePreflight(),
    useAuthentication(options),
    useRevocation(options),
    useExpiry(options),
    useRoles(),
    usePersonRate(options),
    useSockets(options),
    useSoundInput(),
    useIntrospection(options),
  ];
}
