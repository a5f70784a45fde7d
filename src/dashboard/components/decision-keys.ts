// Decision keys: the keys that are pressed in a card, told by what they mean.

import { type RefObject, useEffect, useRef } from 'react';
import { type KeyMeaning, type KeyPress, meaningOf } from './key-meaning.ts';

function pressOf(event: KeyboardEvent, card: Element): KeyPress {
  const { target } = event;
  const isText =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox') ||
    target instanceof HTMLSelectElement;
  return {
    key: event.key.length === 1 ? event.key.toLowerCase() : event.key,
    modified: event.ctrlKey || event.metaKey || event.altKey || event.isComposing,
    on: isText ? 'text' : target === card ? 'card' : 'control',
  };
}

/** Hands each key with a meaning to `act`, which says whether it used it. */
export function useKeys(
  within: RefObject<Element | null>,
  act: (meaning: KeyMeaning, event: KeyboardEvent) => boolean,
) {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    const element = within.current;
    if (element === null) return;
    const onKey = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.defaultPrevented) return;
      const card = event.target instanceof Element ? event.target.closest('.decision') : null;
      const meaning = card === null ? null : meaningOf(pressOf(event, card));
      if (meaning !== null && newest.current(meaning, event)) event.preventDefault();
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [within]);
}
