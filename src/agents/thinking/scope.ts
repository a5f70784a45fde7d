// What free texts say of the scope where no cue gives it away, as a model reads it.
//
// A note counts only with words that stand in the text as they are quoted, so that it keeps its source.

import { z } from 'zod';
import type { Source } from '../../documents/document.ts';
import { cueOf } from '../../estimating/cues.ts';
import { type Step, think } from '../agent.ts';
import { clipped, dataRule, harmless, mostCalls, thinkingRoom } from './rules.ts';

export interface FreeText {
  text: string;
  source: Source;
}

export interface NoteByModel {
  kind: 'inclusion' | 'exclusion' | 'qualification';
  text: string;
  source: Source;
  brain: string;
}

const answer = z.object({
  notes: z.array(
    z.object({
      text: z.int(),
      quote: z.string().min(8).max(400),
      kind: z.enum(['included', 'excluded', 'question']),
    }),
  ),
});

const kinds = { included: 'inclusion', excluded: 'exclusion', question: 'qualification' } as const;

const system = `You read texts of construction documents for their scope: what the contractor's price has to include, what it need not, and what is left open. Quote the deciding words exactly, at least three words, one note for each. Leave out what says nothing of the scope. ${dataRule}`;

/** Characters of one call, about 3,000 tokens. */
const charactersPerCall = 12_000;
/** Shorter texts are headings and labels. */
const shortest = 40;

/** Reads texts in which the rules found no cue, in their order, as far as the calls reach. */
export async function* scopeByModel(texts: readonly FreeText[]): Step<NoteByModel[]> {
  const silent = harmless(
    texts.filter(({ text }) => text.length >= shortest && cueOf(text) === null),
    ({ text }) => text,
  );
  const notes: NoteByModel[] = [];
  for (const [portion, some] of byLength(silent).entries()) {
    const thought = yield* think({
      topic: `scope:${portion}`,
      purpose: `reading ${some.length} texts for their scope`,
      tier: 'medium',
      system,
      prompt: `DATA\n${some.map(({ text }, number) => `${number}. ${clipped(text, 2000)}`).join('\n')}`,
      schema: answer,
      maxOutputTokens: 2500 + thinkingRoom,
    });
    if (thought === null) break;
    for (const { text: number, quote, kind } of thought.value.notes) {
      const from = some[number];
      const found = from === undefined ? null : wordsIn(from.text, quote);
      if (from === undefined || found === null) continue;
      notes.push({
        kind: kinds[kind],
        text: found,
        source: { ...from.source, quote: found },
        brain: thought.brain,
      });
    }
  }
  return notes;
}

function byLength(texts: readonly FreeText[]): FreeText[][] {
  const all: FreeText[][] = [];
  let length = charactersPerCall;
  for (const one of texts) {
    const own = Math.min(one.text.length, 2000);
    if (length + own > charactersPerCall) {
      if (all.length === mostCalls) break;
      all.push([]);
      length = 0;
    }
    all.at(-1)!.push(one);
    length += own;
  }
  return all;
}

/** The words as they stand in the text; null when they do not. */
function wordsIn(text: string, quote: string): string | null {
  const plain = text.replace(/\s+/g, ' ');
  const wanted = quote.replace(/\s+/g, ' ').trim();
  const at = plain.toLowerCase().indexOf(wanted.toLowerCase());
  return at < 0 || wanted.split(' ').length < 3 ? null : plain.slice(at, at + wanted.length);
}
