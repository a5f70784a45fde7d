// Delivering: a subscription that was handed over goes to its client through an outlet.
//
// What is kept as long as it lasts is the stream and its outlet; the operation and who asked for it are kept once for all
// that are told the same.

import type { ValidatedSubscriptionArgs } from 'graphql';
import type { Logger } from '../base/logger.ts';
import type { Tally } from '../base/tally.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Hub } from '../delivery/hub.ts';
import { groupKey } from '../delivery/key.ts';
import type { Outlet } from '../delivery/outlet.ts';
import { createRender, type Render } from '../delivery/render.ts';
import type { Context } from '../graphql/context.ts';
import type { Handover } from '../graphql/handover.ts';
import { payloadCursor } from '../graphql/stream.ts';
import { maskError } from './mask.ts';

/** `ended` is called once, when it is over. */
export type Deliver = (
  subscription: NonNullable<Handover['subscription']>,
  outlet: Outlet,
  ended: (how: Awaited<Delivery['over']>) => void,
) => Delivery;

export function createDeliver(hub: Hub, tally: Tally, logger: Logger): Deliver {
  const mask = (error: unknown) => maskError(error, logger, tally);
  const failure = (error: unknown) => JSON.stringify({ errors: [mask(error)] });

  // Not beside `ended`: functions that are made in one place keep what any of them needs.
  function renderOf(args: ValidatedSubscriptionArgs): () => Render {
    return () => {
      // Its root is each item; what it began with would be 1.1 kB a group.
      const lean = { ...args, rootValue: null, contextValue: leanContext(args.contextValue as Context) };
      return createRender({ args: lean, cursorOf: payloadCursor, mask });
    };
  }

  return ({ stream, args }, outlet, ended) => {
    const { identity } = args.contextValue as Context;
    const label = fieldOf(args);
    const delivery = hub.deliver({
      stream,
      key: groupKey(args, identity),
      render: renderOf(args),
      cursorOf: payloadCursor,
      failure,
      outlet,
    });
    tally.count('operations', label);
    void delivery.over.then((how) => {
      tally.count('operations', label, -1);
      ended(how);
    });
    return delivery;
  };
}

/** What resolvers are given, without what else came with the request. */
function leanContext({ services, actor, identity, access, lastEventId }: Context): Context {
  return { services, actor, identity, access, lastEventId, handover: null };
}

function fieldOf({ operation }: ValidatedSubscriptionArgs): string {
  const field = operation.selectionSet.selections.find((one) => one.kind === 'Field');
  return field?.name.value ?? 'other';
}
