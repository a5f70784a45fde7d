// Event list: rows of which only those in sight are in the page; it stays at the newest while the person does.

import {
  forwardRef,
  type HTMLAttributes,
  memo,
  type UIEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type WheelEvent,
} from 'react';
import { flushSync } from 'react-dom';
import { type ContextProp, Virtuoso } from 'react-virtuoso';
import { EventRow } from './event-row.tsx';
import { RemarkRow } from './remark-row.tsx';
import { isRemark, keyOf, type Row, shiftOf } from './rows.ts';

export interface EventListProps {
  rows: readonly Row[];
  hasEarlier: boolean;
  hasLater: boolean;
  /** The first event that the server still has. */
  firstSequence: number;
  /** The place in the past that is shown; null is now. */
  at: number | null;
  /** The person is at the newest, and wants to stay there. */
  atEnd: boolean;
  onAtEnd: (atEnd: boolean) => void;
  onStart: () => void;
  onEnd: () => void;
  onNewest: () => void;
  onShow: (sequence: number) => void;
}

interface Context {
  open: ReadonlySet<number>;
  toggle: (sequence: number) => void;
  at: number | null;
  onShow: (sequence: number) => void;
  hasEarlier: boolean;
  hasLater: boolean;
  firstSequence: number;
}

/** After a hand moved a wheel, a key, a finger or the bar, the list scrolls on for a while. */
const handMs = 1500;
/** Pixels. */
const nearEnd = 24;
/** Of the first row, with room for all that may come before it. */
const middle = 1_000_000_000;

export const EventList = memo(function EventList({
  rows,
  hasEarlier,
  hasLater,
  firstSequence,
  at,
  atEnd,
  onAtEnd,
  onStart,
  onEnd,
  onNewest,
  onShow,
}: EventListProps) {
  const scroller = useRef<HTMLElement | null>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (sequence: number) => {
      // Who reads an event does not want it to run away.
      onAtEnd(false);
      setOpen((now) => {
        const next = new Set(now);
        if (!next.delete(sequence)) next.add(sequence);
        return next;
      });
      requestAnimationFrame(() =>
        scroller.current
          ?.querySelector(`[data-sequence="${sequence}"] .events-opened`)
          ?.scrollIntoView({ block: 'nearest' }),
      );
    },
    [onAtEnd],
  );

  // Rows that come or go at the start shift the others, so that what is in sight stays there.
  const [placed, setPlaced] = useState({ rows, first: middle });
  let { first } = placed;
  if (placed.rows !== rows) {
    first += shiftOf(placed.rows, rows);
    setPlaced({ rows, first });
  }

  // Virtuoso's own following takes rows that are not measured yet for a person who left the end, and pulls back one who
  // just did; and it scrolls by itself. So who leaves is known by scrolling up with a hand in it.
  const following = useRef(atEnd);
  const hand = useRef(0);
  const top = useRef(0);
  const touched = () => {
    hand.current = performance.now() + handMs;
  };
  const leave = () => {
    following.current = false;
    if (atEnd) flushSync(() => onAtEnd(false));
  };
  const onScroll = ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent<HTMLElement>) => {
    const [by, byHand] = [scrollTop - top.current, performance.now() < hand.current];
    top.current = scrollTop;
    const isNearEnd = scrollHeight - clientHeight - scrollTop <= nearEnd;
    if (isNearEnd && by > 0 && !hasLater) onAtEnd(true);
    else if (!isNearEnd && by < -1 && byHand) leave();
  };
  const onWheel = ({ currentTarget, deltaY }: WheelEvent<HTMLElement>) => {
    touched();
    if (deltaY < 0 && currentTarget.scrollTop > nearEnd) leave();
  };
  const frame = useRef(0);
  const follow = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      if (following.current && scroller.current !== null)
        scroller.current.scrollTop = scroller.current.scrollHeight;
    });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows when there are other rows
  useLayoutEffect(() => {
    following.current = atEnd;
    follow();
  }, [rows, atEnd, follow]);
  useEffect(() => {
    if (scroller.current === null) return;
    const watching = new ResizeObserver(follow);
    watching.observe(scroller.current);
    return () => watching.disconnect();
  }, [follow]);

  // The start may have been reached while it followed.
  const sight = useRef(Number.POSITIVE_INFINITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only who leaves the end is new at the start
  useEffect(() => {
    if (!atEnd && sight.current <= first) onStart();
  }, [atEnd]);

  const newer = useNewer(rows, atEnd);
  const toNewest = () => {
    onNewest();
    onAtEnd(true);
  };

  return (
    <div className="events-list">
      <Virtuoso<Row, Context>
        scrollerRef={(element) => {
          scroller.current = element as HTMLElement | null;
        }}
        data={rows}
        firstItemIndex={first}
        context={{ open, toggle, at, onShow, hasEarlier, hasLater, firstSequence }}
        computeItemKey={keyOfRow}
        itemContent={contentOf}
        components={parts}
        defaultItemHeight={45}
        increaseViewportBy={{ top: 900, bottom: 300 }}
        onScroll={onScroll}
        onWheel={onWheel}
        onTouchMove={touched}
        onPointerDown={touched}
        onKeyDown={touched}
        onFocus={touched}
        totalListHeightChanged={follow}
        endReached={onEnd}
        rangeChanged={({ startIndex }) => {
          sight.current = startIndex;
          // Virtuoso itself tells of its start once, on a slow machine before it follows.
          if (!following.current && startIndex <= first) onStart();
          keepFocus(scroller.current);
        }}
        aria-label="Events"
      />
      {!atEnd && (
        <button type="button" className="button small main events-jump" onClick={toNewest}>
          <span className="number">
            {newer > 0 ? `${newer}${hasLater ? '+' : ''} new` : at === null ? 'To the newest' : 'To the end'}
          </span>
          <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  );
});

/** How many events came after the person left the end. */
function useNewer(rows: readonly Row[], atEnd: boolean): number {
  const last = rows.findLast((row) => !isRemark(row));
  const lastPlace = last === undefined || isRemark(last) ? 0 : last.sequence;
  const [left, setLeft] = useState<number | null>(null);
  if (atEnd && left !== null) setLeft(null);
  if (!atEnd && left === null) setLeft(lastPlace);
  if (left === null) return 0;
  let count = 0;
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index]!;
    if (isRemark(row)) continue;
    if (row.sequence <= left) break;
    count++;
  }
  return count;
}

/** Where the focus was in the list. */
let focused: HTMLElement | null = null;

/** A row that had the focus and is scrolled out of the page leaves it to the list, so that keys go on working. */
function keepFocus(scroller: HTMLElement | null): void {
  if (scroller === null) return;
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && scroller.contains(activeElement)) focused = activeElement;
  else if (focused !== null && !focused.isConnected && activeElement === document.body) {
    focused = null;
    scroller.focus({ preventScroll: true });
  }
}

const keyOfRow = (_index: number, row: Row) => keyOf(row);

const contentOf = (_index: number, row: Row, { open, toggle, at, onShow }: Context) =>
  isRemark(row) ? (
    <RemarkRow remark={row} />
  ) : (
    <EventRow
      event={row}
      open={open.has(row.sequence)}
      here={row.sequence === at}
      onToggle={toggle}
      onShow={onShow}
    />
  );

const parts = {
  List: forwardRef<HTMLDivElement, HTMLAttributes<HTMLDivElement> & ContextProp<Context>>(function List(
    { context: _, ...props },
    ref,
  ) {
    return <div {...props} ref={ref} role="feed" aria-label="What happened, oldest first" />;
  }),
  Header: ({ context }: ContextProp<Context>) => (
    <p className="events-end small soft">
      {context.hasEarlier
        ? 'Earlier events …'
        : context.firstSequence > 1
          ? `Earlier events, up to ${context.firstSequence - 1}, were cleaned up by the server.`
          : 'The beginning'}
    </p>
  ),
  Footer: ({ context }: ContextProp<Context>) =>
    context.hasLater ? <p className="events-end small soft">Later events …</p> : null,
};
