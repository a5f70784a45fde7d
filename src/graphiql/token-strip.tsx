// Token strip: where the server asks for a token, the field for it, and who it is of; else nothing.

import './token-strip.css';
import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { access, forgetToken, useToken as take } from './token.ts';

const words: Record<string, string> = {
  UNAUTHENTICATED: 'This server lets in who shows a token.',
  AUTH_EXPIRED: 'The token has expired. With another one the streams go on.',
  PERMISSION_REVOKED: 'The token was revoked.',
};

export function TokenStrip({ url }: { url: string }) {
  const now = useStore(access);
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  if (now.state === 'asking') return null;
  if (now.state === 'in' && (now.token === null || now.viewer.expiresAt === null)) return null;
  return (
    <form
      className="token-strip"
      aria-label="Token"
      onSubmit={async (event) => {
        event.preventDefault();
        const refusal = await take(url, token);
        setProblem(refusal);
        if (refusal === null) setToken('');
      }}
    >
      {now.state === 'in' ? (
        <p>
          As <strong>{now.viewer.name}</strong>, {now.viewer.roles.join(', ')}, until{' '}
          <time dateTime={now.viewer.expiresAt ?? ''}>
            {new Date(now.viewer.expiresAt ?? 0).toLocaleString('en')}
          </time>
        </p>
      ) : (
        <p role="alert">
          {words[now.reason] ?? 'The server does not take the token.'} <code>{now.reason}</code>
        </p>
      )}
      <label htmlFor={id}>Token</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={token}
        onChange={({ target }) => setToken(target.value)}
      />
      <button type="submit">{now.state === 'in' ? 'Renew' : 'Use it'}</button>
      {now.state === 'in' && (
        <button type="button" onClick={forgetToken}>
          Sign out
        </button>
      )}
      {problem !== null && <p role="alert">{problem}</p>}
    </form>
  );
}
