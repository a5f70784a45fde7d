// Template choice: an arrangement of agents by its name; to take, to save the present one as, to delete.

import './template-choice.css';
import { useId, useState } from 'react';
import { useMay } from '../../api/may.ts';
import { inWords } from '../../components/words.ts';
import { type Template, useTemplates } from './use-templates.ts';

interface TemplateChoiceProps {
  chosen: Template | null;
  /** The agents that are ticked; null leaves it to the manager. */
  agents: readonly string[] | null;
  onChange: (chosen: Template | null) => void;
}

const longestName = 80;

export function TemplateChoice({ chosen, agents, onChange }: TemplateChoiceProps) {
  const { templates, save, remove } = useTemplates();
  const [name, setName] = useState('');
  const [said, setSaid] = useState<{ words: string; isBad: boolean } | null>(null);
  const maySave = useMay('saveWorkflowTemplate');
  const mayDelete = useMay('deleteWorkflowTemplate');
  const id = useId();
  if (templates === null) return null;

  async function saveAs() {
    if (name.trim() === '') return setSaid({ words: 'Give it a name first.', isBad: true });
    const steps = chosen?.steps ?? (agents ?? []).map((agentName) => ({ agentName }));
    const saved = await save(name, steps);
    if ('refusal' in saved) return setSaid({ words: saved.refusal, isBad: true });
    setName('');
    setSaid({ words: `Saved as «${saved.name}», version ${saved.version}.`, isBad: false });
    onChange(saved);
  }

  async function drop(template: Template) {
    const refusal = await remove(template);
    setSaid({ words: refusal ?? `Deleted «${template.name}».`, isBad: refusal !== null });
    if (refusal === null) onChange(null);
  }

  return (
    <details className="agent-choice">
      <summary>Template: {chosen?.name ?? 'none'}</summary>
      <fieldset className="stack tight">
        <legend className="small soft">An arrangement of agents with a name.</legend>
        <div className="stack brain-field">
          <label htmlFor={`${id}-template`}>Take</label>
          <select
            id={`${id}-template`}
            className="field"
            value={chosen?.id ?? ''}
            onChange={({ target }) => {
              setSaid(null);
              onChange(templates.find((one) => one.id === target.value) ?? null);
            }}
          >
            <option value="">None</option>
            {templates.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
        {chosen !== null && (
          <div className="row template-chosen">
            <ol className="template-steps small">
              {chosen.steps.map((step) => (
                <li key={step.agentName}>
                  {inWords(step.agentName)}
                  {step.requiresApproval && ', after approval'}
                  {step.optional && ', may be missing'}
                </li>
              ))}
            </ol>
            {!chosen.ships && mayDelete && (
              <button
                type="button"
                className="button small"
                aria-label={`Delete ${chosen.name}`}
                onClick={() => void drop(chosen)}
              >
                Delete
              </button>
            )}
          </div>
        )}
        {!maySave ? null : agents === null ? (
          <p className="small soft">Tick agents above to save them as a template.</p>
        ) : (
          <div className="stack brain-field">
            <label htmlFor={`${id}-name`}>Save this arrangement as</label>
            <div className="row template-save">
              <input
                id={`${id}-name`}
                className="field"
                maxLength={longestName}
                value={name}
                onChange={({ target }) => setName(target.value)}
                onKeyDown={(event) => {
                  // Enter saves the template; it starts nothing.
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  void saveAs();
                }}
              />
              <button type="button" className="button" onClick={() => void saveAs()}>
                Save
              </button>
            </div>
          </div>
        )}
        {said?.isBad === true && (
          <p className="notice words" data-tone="bad" role="alert">
            {said.words}
          </p>
        )}
        <p className="small words" role="status">
          {said?.isBad === false && said.words}
        </p>
      </fieldset>
    </details>
  );
}
