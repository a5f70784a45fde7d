// At work: the agents that have something in hand, and what.

import { AgentProgress } from '../../components/agent-progress.tsx';
import { own } from '../../components/own.ts';
import { inWords } from '../../components/words.ts';
import type { ExecutionStatus } from '../../generated/graphql.ts';
import { statusWords } from '../../session/status.ts';
import type { View } from '../../session/view.ts';
import { type AgentShown, inHand, nobodyWords } from './now-words.ts';

interface AtWorkProps {
  agents: readonly AgentShown[];
  substeps: View['substeps'];
  /** Of the workflow. */
  status: ExecutionStatus;
  moment: number | undefined;
}

export function AtWork({ agents, substeps, status, moment }: AtWorkProps) {
  const busy = inHand(agents);
  return (
    <section className="card stack tight" aria-labelledby="now-at-work">
      <h3 id="now-at-work">At work</h3>
      {busy.map((node) => {
        const step = own(substeps, node.agentName);
        return step === undefined ? (
          <p key={node.agentName} className="row apart words">
            <strong>{inWords(node.agentName)}</strong>
            <span className="small soft">{statusWords[node.status]}</span>
          </p>
        ) : (
          <AgentProgress key={node.agentName} step={step} status={node.status} moment={moment} />
        );
      })}
      {busy.length === 0 && <p className="soft">{nobodyWords(status, agents)}</p>}
    </section>
  );
}
