// Sign in: what stands in the place of every view until the server lets somebody in.

import './access.css';
import type { Reason } from '../../api/access.ts';
import { reasonWords } from './access-words.ts';
import { TokenForm } from './token-form.tsx';

export default function SignIn({ reason }: { reason: Reason }) {
  return (
    <section className="card stack sign-in" aria-labelledby="sign-in-head">
      <h1 id="sign-in-head">Sign in</h1>
      <p className="soft">
        {reasonWords[reason]} Paste {reason === 'NO_TOKEN' ? 'yours' : 'another'}: it stays in this tab of the
        browser, until you sign out or close it.
      </p>
      <TokenForm action="Sign in" />
      <details className="small">
        <summary>Where do I get one?</summary>
        <p className="soft words">
          From whoever runs this server. On its machine,{' '}
          <code>npm run -s token -- --sub ann --roles operator</code> prints one for trying out.
        </p>
      </details>
    </section>
  );
}
