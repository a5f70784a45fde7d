// Token form: a field to paste a token into, and what the server says of it.

import { useId, useState } from 'react';
import { signIn } from '../../api/access.ts';

interface TokenFormProps {
  /** What the button says. */
  action: string;
  /** Called when the server has taken the token. */
  onDone?: () => void;
}

export function TokenForm({ action, onDone }: TokenFormProps) {
  const [token, setToken] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();

  async function submit() {
    if (isAsking) return;
    setIsAsking(true);
    setProblem(null);
    const refusal = await signIn(token);
    setIsAsking(false);
    setProblem(refusal);
    if (refusal !== null) return;
    setToken('');
    onDone?.();
  }

  return (
    <form
      className="stack tight token-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label htmlFor={id}>Token</label>
      <div className="token-line">
        <input
          id={id}
          type="password"
          className="field"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== null || undefined}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          value={token}
          onChange={({ target }) => setToken(target.value)}
        />
        <button type="submit" className="button main" aria-disabled={isAsking}>
          {isAsking ? 'Asking …' : action}
        </button>
      </div>
      {problem !== null && (
        <p id={`${id}-problem`} className="notice words small" data-tone="bad" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
