// Result: the estimate, and what there is to take away.

import { ArtifactList } from '../../components/artifact-list.tsx';
import { useShown } from '../../session/use-live-session.ts';

export function Result() {
  const { artifacts } = useShown().view.session;
  return (
    <div className="stack">
      <ArtifactList artifacts={artifacts} />
    </div>
  );
}
