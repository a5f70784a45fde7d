// Brain choice: a budget, and the models that are preferred; where there are no models, how to switch one on.

import { useId } from 'react';
import { useQuery } from 'urql';
import { NoModels } from '../../components/no-models.tsx';
import { inWords } from '../../components/words.ts';
import { graphql } from '../../generated/gql.ts';
import type { BudgetPolicy } from '../../generated/graphql.ts';
import { type BrainsWanted, everyAgent, wishWords } from './brains-wanted.ts';
import { type Model, ModelSelect } from './model-select.tsx';

const brainsThere = graphql(`
  query BrainsThere {
    models { name local available inputPricePerMillion { amount currency } outputPricePerMillion { amount currency } }
    agents { name title }
  }
`);

const policies: Record<BudgetPolicy, string> = {
  ASK: 'Ask me',
  DOWNGRADE_MODEL: 'Go on with cheaper models, then without',
  CANCEL: 'Stop, and keep what is finished',
};

interface BrainChoiceProps {
  wanted: BrainsWanted;
  onChange: (wanted: BrainsWanted) => void;
}

export function BrainChoice({ wanted, onChange }: BrainChoiceProps) {
  const [{ data }] = useQuery({ query: brainsThere });
  const id = useId();
  if (data === undefined) return null;
  // The first are the rules, which are always there.
  const models: readonly Model[] = data.models.slice(1);
  const prefer = (agent: string, name: string | null) => {
    const { [agent]: _before, ...others } = wanted.models;
    onChange({ ...wanted, models: name === null ? others : { ...others, [agent]: name } });
  };
  const forAll = wanted.models[everyAgent] ?? null;
  return (
    <details className="agent-choice">
      <summary>Models: {models.length === 0 ? 'none is switched on' : wishWords(wanted)}</summary>
      {models.length === 0 ? (
        <NoModels />
      ) : (
        <fieldset className="stack">
          <legend className="small soft">
            Rules come first and cost nothing. Models are asked for what the rules are unsure of.
          </legend>
          <div className="brain-fields">
            <div className="stack brain-field">
              <label htmlFor={`${id}-limit`}>Budget in USD</label>
              <input
                id={`${id}-limit`}
                className="field"
                inputMode="decimal"
                placeholder="No limit"
                value={wanted.limit}
                onChange={({ target }) => onChange({ ...wanted, limit: target.value })}
              />
            </div>
            <div className="stack brain-field">
              <label htmlFor={`${id}-policy`}>When it would be exceeded</label>
              <select
                id={`${id}-policy`}
                className="field"
                value={wanted.onExceeded}
                onChange={({ target }) => onChange({ ...wanted, onExceeded: target.value as BudgetPolicy })}
              >
                {Object.entries(policies).map(([policy, words]) => (
                  <option key={policy} value={policy}>
                    {words}
                  </option>
                ))}
              </select>
            </div>
          </div>
          <ModelSelect
            label="Model"
            none="The manager chooses"
            models={models}
            value={forAll}
            onChange={(name) => prefer(everyAgent, name)}
          />
          <details>
            <summary className="small">Another one for an agent</summary>
            <div className="brain-fields">
              {data.agents.map(({ name }) => (
                <ModelSelect
                  key={name}
                  label={inWords(name)}
                  none={forAll === null ? 'The manager chooses' : 'As above'}
                  models={models}
                  value={wanted.models[name] ?? null}
                  onChange={(model) => prefer(name, model)}
                />
              ))}
            </div>
          </details>
        </fieldset>
      )}
    </details>
  );
}
