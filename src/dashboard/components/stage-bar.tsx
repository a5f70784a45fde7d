// Stage bar: the manager's stages in order, and which of them it is in.

import './stage-bar.css';
import { memo } from 'react';
import type { ExecutionStatus, VisualizationPartsFragment } from '../generated/graphql.ts';
import { StatusMark } from './status-mark.tsx';

interface StageBarProps {
  visualization: Pick<VisualizationPartsFragment, 'stages' | 'currentStageIndex'>;
  /** Of the workflow, which is that of the current stage. */
  status: ExecutionStatus;
}

export function StageBar({ visualization: { stages, currentStageIndex }, status }: StageBarProps) {
  if (stages.length === 0) return null;
  return <Stages stages={JSON.stringify(stages)} current={currentStageIndex} status={status} />;
}

interface StagesProps {
  /** As JSON, so that equal ones are the same. */
  stages: string;
  current: number;
  status: ExecutionStatus;
}

const Stages = memo(function Stages({ stages, current, status }: StagesProps) {
  return (
    <ol className="stage-bar" aria-label="Stages">
      {(JSON.parse(stages) as string[]).map((stage, index, all) => {
        const place = index < current ? 'before' : index === current ? 'here' : 'after';
        const mark = place === 'before' ? 'SUCCEEDED' : place === 'here' ? status : 'QUEUED';
        return (
          <li key={stage} data-place={place} aria-current={place === 'here' ? 'step' : undefined}>
            <StatusMark status={mark} />
            <span className="stage-bar-name clamped">
              <span className="stage-bar-place number" aria-hidden="true">
                {`${index + 1} of ${all.length} · `}
              </span>
              {stage}
            </span>
            <span className="hidden-text">
              {place === 'before' ? ': done' : place === 'here' ? ': current stage' : ': to come'}
            </span>
          </li>
        );
      })}
    </ol>
  );
});
