// Handover: how a door that delivers by itself gets the stream behind a subscription.
//
// It puts one into the context; what subscribes (gateway/use-delivery.ts) then leaves the stream there instead of
// executing each of its items.

import type { ValidatedSubscriptionArgs } from 'graphql';
import type { LiveStream, Placed } from '../feed/live.ts';

export interface Handover {
  subscription: { stream: LiveStream<Placed>; args: ValidatedSubscriptionArgs } | null;
  /** Whose place is kept, when the subscription gave a name. */
  subscriber: { sessionId: string; name: string } | null;
}

export function createHandover(): Handover {
  return { subscription: null, subscriber: null };
}
