// Account: who is signed in, what they may do and until when; a newer token, and the way out.

import './access.css';
import { useRef } from 'react';
import { signOut, useSignedIn } from '../../api/access.ts';
import { dayOf } from '../../components/words.ts';
import { rolesInWords } from './access-words.ts';
import { TokenForm } from './token-form.tsx';

export function Account() {
  const viewer = useSignedIn();
  const panel = useRef<HTMLDivElement>(null);
  if (viewer === null) return null;
  const { name, tenant, roles, expiresAt } = viewer;
  return (
    <>
      <button type="button" className="button plain small account-name" popoverTarget="account">
        <span className="hidden-text">Signed in as </span>
        <span className="account-ellipsis">{name}</span>
      </button>
      <div ref={panel} id="account" popover="auto" className="account stack tight">
        <p className="words">
          <strong>{name}</strong>
          {tenant !== null && <span className="soft"> of {tenant}</span>}
        </p>
        <p className="small soft words">
          May {rolesInWords(roles)}.
          {expiresAt !== null && (
            <>
              {' '}
              The token is good until <time dateTime={expiresAt}>{dayOf(expiresAt)}</time>.
            </>
          )}
        </p>
        <TokenForm action="Renew" onDone={() => panel.current?.hidePopover()} />
        <button type="button" className="button" onClick={signOut}>
          Sign out
        </button>
      </div>
    </>
  );
}
