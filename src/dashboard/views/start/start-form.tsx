// Start form: files or the sample, an instruction, and which agents shall work.

import { useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { AgentChoice } from './agent-choice.tsx';
import { FileDrop } from './file-drop.tsx';
import { type Sent, startJob } from './start-job.ts';

const usual = 'Full estimate for Indiana, exported as a workbook';
const ideas = [
  usual,
  'Only the take-off, no prices',
  'Estimate with 12 % overhead and profit, as PDF and CSV',
];

export function StartForm() {
  const [, goTo] = useLocation();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [instructions, setInstructions] = useState(usual);
  const [agents, setAgents] = useState<readonly string[] | null>(null);
  const [doing, setDoing] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  /** The same click sent twice starts one workflow. */
  const key = useRef(crypto.randomUUID());
  const sent = useRef<Sent>({ sessionId: null, documentIds: new Map() });
  const id = useId();

  async function start(sample: boolean) {
    setRefusal(null);
    const outcome = await startJob(
      {
        files: sample ? [] : files,
        sent: sent.current,
        sample,
        instructions,
        agents,
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
        void start(files.length === 0);
      }}
    >
      <FileDrop files={files} onChange={setFiles} />
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
      <AgentChoice chosen={agents} onChange={setAgents} />
      {refusal !== null && (
        <p className="notice words" data-tone="bad" role="alert">
          {refusal}
        </p>
      )}
      <div className="row">
        {files.length > 0 && (
          <button type="submit" className="button main" disabled={doing !== null}>
            Estimate {files.length === 1 ? 'this file' : `these ${files.length} files`}
          </button>
        )}
        <button
          type="button"
          className={files.length > 0 ? 'button' : 'button main'}
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
