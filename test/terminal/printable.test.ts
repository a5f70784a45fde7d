// What a document or a person said cannot steer the terminal that shows it, nor make lines of its own in the log.

import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import pino from 'pino';
import { expect, test } from 'vitest';
import { eventLine, type WatchedEvent } from '../../src/terminal/event-line.ts';
import { printable } from '../../src/terminal/printable.ts';
import { createScreen } from '../../src/terminal/screen.ts';

test.each([
  ['colours', '\u001b[31mred\u001b[0m', 'red'],
  ['a screen that is wiped', '\u001b[2J\u001b[Hgone', 'gone'],
  ['a title', '\u001b]0;evil\u0007title', 'title'],
  ['a link', '\u001b]8;;http://evil\u001b\\text\u001b]8;;\u001b\\', 'text'],
  ['the eight-bit form', '\u009b31mred', 'red'],
  ['a line written over', 'honest\rlies', 'honestlies'],
  ['text turned around', 'a\u202egpj.exe', 'agpj.exe'],
  ['what is ordinary', 'Wände\t3 m²\nnext 👷', 'Wände\t3 m²\nnext 👷'],
])('%s', (_name, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('whatever an event says, its line on the screen is one line without control characters', () => {
  const out = new PassThrough();
  const screen = createScreen(out as unknown as NodeJS.WriteStream);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const event = { __typename: 'ChatMessage', role: 'USER', text, timestamp: '2026-01-01T00:00:00.000Z' };
      screen.line(eventLine(event as unknown as WatchedEvent, 120));
      const line = String(out.read());
      expect(line.slice(0, -1)).not.toMatch(/\p{Cc}/u);
      expect(line.endsWith('\n')).toBe(true);
    }),
  );
});

test('a log line stays one line, and is read back as what was said', () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const reason = `a\n{"level":60,"msg":"forged"}\u001b[2J${text.toWellFormed()}`;
      logger.info({ reason }, 'a message was refused');
      const line = lines.pop()!;
      expect(line.slice(0, -1)).not.toMatch(/\p{Cc}(?<!\u007f|[\u0080-\u009f])/u);
      expect(JSON.parse(line).reason).toBe(reason);
    }),
  );
});
