// The screen: lines above, one bar per agent at work below. Piped, it is lines only.

import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { printable } from './printable.ts';

export interface Screen {
  /** Columns that a line may take. */
  width: number;
  line(text: string): void;
  progress(agentName: string, percentage: number): void;
  /** Takes the bars away, so that something else can use the screen. */
  hold(): void;
  close(): void;
}

const pipedWidth = 120;

export function createScreen(stream: NodeJS.WriteStream): Screen {
  let bars: MultiBar | undefined;
  const shown = new Map<string, SingleBar>();

  function hold() {
    // Lines wait for the next drawing, and stopping would drop them.
    bars?.update();
    bars?.stop();
    bars = undefined;
    shown.clear();
  }

  if (!stream.isTTY) {
    return {
      width: pipedWidth,
      line: (text) => stream.write(`${printable(text)}\n`),
      progress: () => {},
      hold,
      close: hold,
    };
  }
  return {
    width: Math.max(60, stream.columns),
    line(text) {
      if (bars === undefined) stream.write(`${printable(text)}\n`);
      else bars.log(`${printable(text)}\n`);
    },
    progress(agentName, percentage) {
      bars ??= new MultiBar(
        {
          stream,
          hideCursor: true,
          clearOnComplete: true,
          format: '     {bar} {percentage}% {agent}',
          barsize: 30,
        },
        Presets.shades_classic,
      );
      const bar = shown.get(agentName) ?? bars.create(100, 0, { agent: printable(agentName) });
      shown.set(agentName, bar);
      bar.update(Math.round(percentage));
      if (percentage >= 100) {
        bars.remove(bar);
        shown.delete(agentName);
        if (shown.size === 0) hold();
      }
    },
    hold,
    close: hold,
  };
}
