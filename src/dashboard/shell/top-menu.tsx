// Top menu: what belongs to the whole page; on a phone it opens from a button.

import { useRef } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import { access } from '../api/access.ts';
import { Account } from '../views/access/account.tsx';
import { ThemeMenu } from './theme-menu.tsx';

export function TopMenu() {
  const panel = useRef<HTMLDivElement>(null);
  const isOut = useStore(access, (now) => now.state === 'barred' && now.viewer === null);
  const close = () => {
    if (panel.current?.matches(':popover-open') === true) panel.current.hidePopover();
  };
  return (
    <>
      <button type="button" className="button plain small narrow-only" popoverTarget="top-menu">
        Menu
      </button>
      <div ref={panel} id="top-menu" popover="auto" className="top-menu">
        {!isOut && (
          <Link href="/learned" className="button plain small" onClick={close}>
            Learned trades
          </Link>
        )}
        <a href="/graphql" className="button plain small">
          GraphiQL
        </a>
        <ThemeMenu />
        <Account />
      </div>
    </>
  );
}
