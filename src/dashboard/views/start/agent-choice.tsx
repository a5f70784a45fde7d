// Agent choice: leave it to the manager, or say which agents shall work.

import { useQuery } from 'urql';
import { inWords } from '../../components/words.ts';
import { graphql } from '../../generated/gql.ts';

const roster = graphql(`query Roster { agents { name title description needs gives } }`);

interface AgentChoiceProps {
  /** Null leaves it to the manager. */
  chosen: readonly string[] | null;
  onChange: (chosen: readonly string[] | null) => void;
}

export function AgentChoice({ chosen, onChange }: AgentChoiceProps) {
  const [{ data }] = useQuery({ query: roster });
  const agents = data?.agents ?? [];
  const toggle = (name: string, on: boolean) => {
    const now = new Set(chosen ?? []);
    if (on) now.add(name);
    else now.delete(name);
    const next = agents.map((agent) => agent.name).filter((one) => now.has(one));
    onChange(next.length === 0 ? null : next);
  };
  return (
    <details className="agent-choice">
      <summary>Agents: {chosen === null ? 'the manager decides' : chosen.map(inWords).join(', ')}</summary>
      <fieldset className="stack tight">
        <legend className="small soft">
          Tick what shall run. Agents whose results those need run too, unless the results are there already.
        </legend>
        {agents.map(({ name, title, description }) => (
          <label key={name} className="row agent-option">
            <input
              type="checkbox"
              checked={chosen?.includes(name) ?? false}
              onChange={(event) => toggle(name, event.target.checked)}
            />
            <span>
              <strong>{title}</strong> <span className="small soft">{description}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}
