// Events: what happened, each as a sentence first.

import { useShown } from '../../session/use-live-session.ts';

export function Events() {
  const { recent } = useShown();
  return (
    <ol className="stack tight">
      {recent.slice(-100).map((event) => (
        <li key={event.sequence} className="small">
          {event.sequence} {event.__typename}
        </li>
      ))}
    </ol>
  );
}
