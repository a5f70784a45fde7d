// Delivering: a subscription that was handed over goes to its client through an outlet.

import type { Logger } from '../base/logger.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Hub } from '../delivery/hub.ts';
import { groupKey } from '../delivery/key.ts';
import type { Outlet } from '../delivery/outlet.ts';
import { createRender } from '../delivery/render.ts';
import type { Context } from '../graphql/context.ts';
import type { Handover } from '../graphql/handover.ts';
import { payloadCursor } from '../graphql/stream.ts';
import { maskError } from './mask.ts';

export function deliver(
  hub: Hub,
  { stream, args }: NonNullable<Handover['subscription']>,
  outlet: Outlet,
  logger: Logger,
): Delivery {
  const { identity, services } = args.contextValue as Context;
  const mask = (error: unknown) => maskError(error, logger, services.tally);
  const delivery = hub.deliver({
    stream,
    key: groupKey(args, identity),
    render: () => createRender({ args, cursorOf: payloadCursor, mask }),
    cursorOf: payloadCursor,
    failure: (error) => JSON.stringify({ errors: [mask(error)] }),
    outlet,
  });
  const field = args.operation.selectionSet.selections.find((one) => one.kind === 'Field');
  const open = services.tally.open('operations', field?.name.value ?? 'other');
  void delivery.over.then(() => open[Symbol.dispose]());
  return delivery;
}
