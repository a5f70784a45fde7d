// Remark row: what the stream left out at this place, in its own words.

import type { Remark } from '../../session/remark.ts';

export function RemarkRow({ remark }: { remark: Remark }) {
  return (
    <p className="events-remark small soft" data-remark={remark.kind}>
      {remarkWords(remark)}
    </p>
  );
}

export function remarkWords(remark: Remark): string {
  if (remark.kind === 'conflated')
    return remark.count === 1
      ? '1 step was merged into a newer one'
      : `${remark.count} steps were merged into newer ones`;
  return remark.fromSequence === remark.toSequence
    ? `Event ${remark.fromSequence} was cleaned up by the server`
    : `Events ${remark.fromSequence} to ${remark.toSequence} were cleaned up by the server`;
}
