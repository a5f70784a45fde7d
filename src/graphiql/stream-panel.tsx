// Stream panel: what a subscription told, the newest last, with what holds it, empties it and ends it.

import { useCallback, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { useStore } from 'zustand';
import type { OpenStream } from './open-stream.ts';
import { mostKept, type Phase, type Received } from './stream.ts';
import { StreamEntry } from './stream-entry.tsx';

const phases: Record<Phase, string> = {
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Reconnecting…',
  complete: 'Complete',
  stopped: 'Stopped',
  failed: 'Failed',
};

const counted = new Intl.NumberFormat('en');

export function StreamPanel({ stream }: { stream: OpenStream }) {
  const { phase, shown, held, total } = useStore(stream.state);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [atEnd, setAtEnd] = useState(true);
  const list = useRef<VirtuosoHandle>(null);

  const toggle = useCallback((number: number) => {
    setOpened((before) => {
      const after = new Set(before);
      if (!after.delete(number)) after.add(number);
      return after;
    });
  }, []);

  const fallen = total - shown.length - (held ?? 0);
  return (
    <section className="stream" aria-label="Results of the subscription">
      <header className="stream-head">
        <span className={`stream-phase stream-phase-${held === null ? phase : 'held'}`} role="status">
          {phases[phase]}
          {held !== null && ', paused'}
        </span>
        <span className="stream-count">
          {counted.format(total)} {total === 1 ? 'result' : 'results'}
          {fallen > 0 && `, the newest ${counted.format(mostKept)} are kept`}
        </span>
        <span className="stream-buttons">
          {held === null && stream.isOpen() && (
            <button type="button" onClick={stream.pause}>
              Pause
            </button>
          )}
          {held !== null && (
            <button type="button" className="stream-main" onClick={stream.resume}>
              Resume{held > 0 && ` (${counted.format(held)} waiting)`}
            </button>
          )}
          <button type="button" onClick={stream.clear} disabled={total === 0}>
            Clear
          </button>
          {stream.isOpen() && (
            <button type="button" onClick={stream.stop}>
              Stop
            </button>
          )}
        </span>
      </header>
      {shown.length === 0 && <p className="stream-nothing">{nothingYet(phase, held)}</p>}
      <Virtuoso
        ref={list}
        className="stream-list"
        data={shown}
        // What fell away at the top moves nothing that is looked at.
        firstItemIndex={shown[0]?.number ?? 1}
        computeItemKey={keyOf}
        itemContent={(_index, received) => (
          <StreamEntry
            received={received}
            decisions={stream.decisions}
            isOpen={opened.has(received.number)}
            onToggle={toggle}
          />
        )}
        components={parts}
        initialTopMostItemIndex={{ index: 'LAST', align: 'end' }}
        followOutput="auto"
        atBottomStateChange={setAtEnd}
        atBottomThreshold={40}
        increaseViewportBy={200}
      />
      {!atEnd && shown.length > 0 && (
        <button
          type="button"
          className="stream-newest"
          onClick={() => list.current?.scrollToIndex({ index: 'LAST', align: 'end' })}
        >
          Newest ↓
        </button>
      )}
    </section>
  );
}

const keyOf = (_index: number, { number }: Received) => number;

const parts = {
  List: (props: object) => <ol {...props} />,
  Item: (props: object) => <li {...props} />,
};

function nothingYet(phase: Phase, held: number | null): string {
  if (held !== null && held > 0) return 'What came waits until you resume.';
  if (phase === 'connecting' || phase === 'reconnecting') return phases[phase];
  return phase === 'live'
    ? 'Nothing has happened yet. Results appear here as they come.'
    : 'There are no results.';
}
