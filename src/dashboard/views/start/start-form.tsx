// Start form: files or the sample, an instruction, which agents shall work, and with which brains.

import { lazy, Suspense, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { AddressField, addressesIn } from './address-field.tsx';
import { AgentChoice } from './agent-choice.tsx';
import { BrainChoice } from './brain-choice.tsx';
import { noWish } from './brains-wanted.ts';
import { FileDrop } from './file-drop.tsx';
import { type Sent, sendFiles } from './send-files.ts';
import { startJob } from './start-job.ts';
import { TemplateChoice } from './template-choice.tsx';
import type { Template } from './use-templates.ts';

const FileCheck = lazy(() => import('./file-check.tsx'));

const usual = 'Full estimate, exported as a workbook';
const ideas = [
  usual,
  'Only the take-off, no prices',
  'Full estimate for Indiana',
  'Estimate with 12 % overhead and profit, as PDF and CSV',
];

export function StartForm() {
  const [, goTo] = useLocation();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [addresses, setAddresses] = useState('');
  const urls = addressesIn(addresses);
  const count = files.length + urls.length;
  const [instructions, setInstructions] = useState(usual);
  const [agents, setAgents] = useState<readonly string[] | null>(null);
  const [template, setTemplate] = useState<Template | null>(null);
  const [brains, setBrains] = useState(noWish);
  const [doing, setDoing] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  /** The same click sent twice starts one workflow. */
  const key = useRef(crypto.randomUUID());
  const sent = useRef<Sent>({ sessionId: null, documentIds: new Map() });
  const id = useId();
  /** What the person asked to look at before anything runs. */
  const [checked, setChecked] = useState<readonly File[]>([]);
  const looked = checked.filter((file) => files.includes(file));

  async function check() {
    setRefusal(null);
    setRefusal(await sendFiles(files, sent.current, setDoing));
    setDoing(null);
    setChecked(files.filter((file) => sent.current.documentIds.has(file)));
  }

  async function start(sample: boolean) {
    setRefusal(null);
    const outcome = await startJob(
      {
        files: sample ? [] : files,
        urls: sample ? [] : urls,
        sent: sent.current,
        sample,
        instructions,
        agents,
        templateId: template?.id ?? null,
        brains,
        idempotencyKey: key.current,
      },
      setDoing,
    );
    setDoing(null);
    if ('sessionId' in outcome) return goTo(`/sessions/${encodeURIComponent(outcome.sessionId)}`);
    key.current = crypto.randomUUID();
    setRefusal(outcome.refusal);
  }

  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void start(count === 0);
      }}
    >
      <FileDrop files={files} onChange={setFiles} />
      {files.some((file) => !looked.includes(file)) && (
        <p className="row small soft">
          <button
            type="button"
            className="button small"
            disabled={doing !== null}
            onClick={() => void check()}
          >
            Look at the files first
          </button>
          sends them and shows which are price lists. Nothing runs yet.
        </p>
      )}
      {looked.length > 0 && (
        <Suspense fallback={null}>
          <FileCheck
            documents={looked.map((file) => ({
              id: sent.current.documentIds.get(file) ?? '',
              name: file.name,
            }))}
          />
        </Suspense>
      )}
      <AddressField value={addresses} onChange={setAddresses} />
      <div className="stack tight">
        <label htmlFor={`${id} what`}>
          <strong>What do you want?</strong>
        </label>
        <textarea
          id={`${id} what`}
          className="field"
          rows={2}
          required
          value={instructions}
          onChange={(event) => setInstructions(event.target.value)}
        />
        <div className="row ideas">
          {ideas.map((idea) => (
            <button
              key={idea}
              type="button"
              className="button small"
              aria-pressed={idea === instructions}
              onClick={() => setInstructions(idea)}
            >
              {idea}
            </button>
          ))}
        </div>
      </div>
      <AgentChoice
        chosen={agents}
        onChange={(chosen) => {
          setAgents(chosen);
          setTemplate(null);
        }}
      />
      <TemplateChoice
        chosen={template}
        agents={agents}
        onChange={(chosen) => {
          setTemplate(chosen);
          setAgents(chosen?.steps.map(({ agentName }) => agentName) ?? null);
        }}
      />
      <BrainChoice wanted={brains} onChange={setBrains} />
      {refusal !== null && (
        <p className="notice words" data-tone="bad" role="alert">
          {refusal}
        </p>
      )}
      <div className="row">
        {count > 0 && (
          <button type="submit" className="button main" disabled={doing !== null}>
            Estimate {count === 1 ? 'this file' : `these ${count} files`}
          </button>
        )}
        <button
          type="button"
          className={count > 0 ? 'button' : 'button main'}
          disabled={doing !== null}
          onClick={() => void start(true)}
        >
          Try the sample project
        </button>
        <span className="small soft" role="status">
          {doing}
        </span>
      </div>
    </form>
  );
}
