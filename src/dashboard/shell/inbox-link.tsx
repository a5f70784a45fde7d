// Inbox link: how many answers are waited for, over all sessions.

import { useEffect } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import { inbox } from '../api/inbox.ts';
import { openAttention } from './attention.ts';

export function InboxLink() {
  const count = useStore(inbox, ({ open }) => open?.length ?? 0);
  useEffect(openAttention, []);
  return (
    <Link href="/inbox" className="button plain small inbox-link">
      Inbox
      {count > 0 && (
        <span className="badge number" data-count={count}>
          {count}
          <span className="hidden-text"> open {count === 1 ? 'question' : 'questions'}</span>
        </span>
      )}
    </Link>
  );
}
