// Start: hand over documents or take the sample, say what is wanted, and go.

import './start.css';
import { useMay } from '../../api/may.ts';
import { LookersOn } from '../access/lookers-on.tsx';
import { SessionList } from './session-list.tsx';
import { StartForm } from './start-form.tsx';

export function Start() {
  const mayStart = useMay('startWorkflow', 'uploadDocument');
  return (
    <div className="start">
      <div className="stack">
        <h1>What shall be estimated?</h1>
        <p className="soft">
          The manager reads your documents, plans the work, asks you when it must, and hands over a priced
          estimate. You watch all of it.
        </p>
        {mayStart ? <StartForm /> : <LookersOn what="Starting work" change="startWorkflow" />}
      </div>
      <SessionList />
    </div>
  );
}
