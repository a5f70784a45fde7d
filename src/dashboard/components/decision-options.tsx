// Decision options: what can be answered, and what each would change.

import type { DecisionPartsFragment } from '../generated/graphql.ts';
import { changeOf } from './decision-words.ts';
import { LongWords } from './long-words.tsx';

type Option = DecisionPartsFragment['options'][number];
type Of = Pick<DecisionPartsFragment, 'defaultOption' | 'expiresAt' | 'multiple' | 'options'>;

interface DecisionOptionsProps {
  decision: Of;
  name: string;
  chosen: readonly string[];
  onChoose: (value: string) => void;
}

export function DecisionOptions({ decision, name, chosen, onChoose }: DecisionOptionsProps) {
  return decision.options.map((option, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: options do not change, and a manager elsewhere may repeat a value
    <label key={index} className="decision-option">
      <input
        type={decision.multiple ? 'checkbox' : 'radio'}
        name={name}
        value={option.value}
        checked={chosen.includes(option.value)}
        onChange={() => onChoose(option.value)}
      />
      <OptionWords option={option} decision={decision} />
      {index < 9 && (
        <span className="decision-key" aria-hidden="true">
          {index + 1}
        </span>
      )}
    </label>
  ));
}

/** As they were, where nothing can be answered. */
export function OptionList({ decision }: { decision: Of }) {
  return (
    <ul className="decision-options" aria-label="Possible answers">
      {decision.options.map((option, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={index} className="decision-option" data-still>
          <OptionWords option={option} decision={decision} />
        </li>
      ))}
    </ul>
  );
}

function OptionWords({
  option: { value, label, effect, costDelta },
  decision: { defaultOption, expiresAt },
}: {
  option: Option;
  decision: Of;
}) {
  return (
    <div className="decision-words">
      <LongWords text={label} className="decision-label" />
      {effect !== null && effect !== '' && <LongWords text={effect} className="small soft" />}
      {(costDelta !== null || value === defaultOption) && (
        <span className="row decision-marks">
          {costDelta !== null && (
            <span className={Number(costDelta.amount) === 0 ? 'small soft' : 'chip number'}>
              {changeOf(costDelta)}
            </span>
          )}
          {value === defaultOption && (
            <span className="small soft">
              {expiresAt === null ? 'suggested' : 'chosen when nobody answers'}
            </span>
          )}
        </span>
      )}
    </div>
  );
}
