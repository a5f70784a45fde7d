// Lookers on: says what role it takes, in the place of what somebody may not do.

import { useSignedIn } from '../../api/access.ts';
import { type Change, needed } from '../../api/may.ts';

/** `what`: «Starting work». */
export function LookersOn({ what, change }: { what: string; change: Change }) {
  const needs = needed[change];
  const viewer = useSignedIn();
  return (
    <p className="notice small words" data-needs={needs}>
      {what} takes the role «{needs}»
      {viewer === null ? '' : `, which the token of ${viewer.name} does not give`}. You can look on.
    </p>
  );
}
