// Model select: one of the models that are switched on, with its price, or none.

import { useId } from 'react';
import { type Money, moneyOf } from '../../components/words.ts';
import { noModel } from './brains-wanted.ts';

export interface Model {
  name: string;
  local: boolean;
  available: boolean;
  inputPricePerMillion: Money | null;
  outputPricePerMillion: Money | null;
}

interface ModelSelectProps {
  label: string;
  /** What it is called when nothing is preferred. */
  none: string;
  models: readonly Model[];
  /** Null when nothing is preferred. */
  value: string | null;
  onChange: (name: string | null) => void;
}

export function ModelSelect({ label, none, models, value, onChange }: ModelSelectProps) {
  const id = useId();
  return (
    <div className="stack brain-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="field"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{none}</option>
        {models.map((model) => (
          <option key={model.name} value={model.name}>
            {model.name}: {priceOf(model)}
            {!model.available && ', not available just now'}
          </option>
        ))}
        <option value={noModel}>None: rules only</option>
      </select>
    </div>
  );
}

function priceOf({ local, inputPricePerMillion: read, outputPricePerMillion: written }: Model): string {
  if (local) return 'free, on this machine or network';
  if (read === null || written === null) return 'price unknown';
  return `${moneyOf(read)} read, ${moneyOf(written)} written, per million tokens`;
}
