// What a question about an estimate asks for, by the words in it. Pure.

import { trades } from '../../estimating/trades.ts';
import { words } from '../../estimating/words.ts';

export type Asked =
  | 'why_so_much'
  | 'how_much'
  | 'largest'
  | 'unsure'
  | 'unpriced'
  | 'exclusions'
  | 'inclusions'
  | 'issues'
  | 'assumptions'
  | 'markups'
  | 'source'
  | 'summary';

export interface Understood {
  /** Null when the words say nothing that can be looked up. */
  asked: Asked | null;
  /** A trade that is named. */
  trade: string | null;
  /** The words that may name lines, without those of the question. */
  subject: string[];
}

/** The first that matches is asked. */
const cues: [Asked, RegExp][] = [
  [
    'why_so_much',
    /\b(why|how come|what makes|reason)\b.{0,400}\b(expensive|high|much|cost\w*|dear|pric\w+|more|total)\b|\bwhat (?:drives|explains)\b/i,
  ],
  [
    'source',
    /\b(where (?:does|do|did|is|are|was)|source|come from|comes from|based on|taken from|which (?:page|sheet|row|document|file))\b/i,
  ],
  ['unpriced', /\b(no price|without (?:a )?price|unpriced|not priced|missing price)/i],
  ['unsure', /\b(unsure|uncertain\w*|confiden\w+|least sure|risk\w*|doubt\w*|reliable|trust)\b/i],
  ['exclusions', /\b(exclu\w+|left out|not included|missing|gaps?)\b/i],
  ['inclusions', /\b(inclu\w+|in scope|covered|part of)\b/i],
  ['issues', /\b(issues?|problems?|warnings?|errors?|wrong|conflicts?|check)\b/i],
  ['assumptions', /\b(assum\w+|basis|class|accura\w+)\b/i],
  ['markups', /\b(mark-?ups?|contingency|overhead|profit|tax|percent\w*|region|price level)\b/i],
  ['largest', /\b(largest|biggest|highest|most expensive|dearest|top|main cost\w*|cost drivers?)\b/i],
  ['how_much', /\b(how much|what (?:does|do|is|are|will|would)|cost\w*|pric\w+|total|sum|amount|share)\b/i],
  ['summary', /\b(summar\w+|overview|explain|tell me|describe)\b/i],
];

const ofTheQuestion = new Set(
  words(
    'why how what which where who when is are does do did was were so much many the a an of for in it its this that these there come comes from expensive high cheap low cost costs price priced total sum amount line lines item items trade trades estimate bill please tell me about show list explain largest biggest top most',
  ),
);

/** Whether words ask to know something, rather than to have something done. */
export function isQuestion(text: string): boolean {
  const trimmed = text.trim();
  return (
    /\?\s*$/.test(trimmed) ||
    /^(?:why|what|which|where|who|when|how|is|are|was|were|does|do|did|tell me|explain|summari[sz]e|show me (?:the )?(?:largest|biggest|issues|exclusions|assumptions))\b/i.test(
      trimmed,
    )
  );
}

export function readQuestion(text: string): Understood {
  const asked = cues.find(([, cue]) => cue.test(text))?.[0] ?? null;
  const subject = [...new Set(words(text))].filter((word) => !ofTheQuestion.has(word) && !isCue(word));
  return { asked, trade: tradeIn(text, subject), subject };
}

const cueWords = new Set(
  words(
    'unsure uncertain confidence confident risk doubt exclusion excluded inclusion included missing gap issue problem warning error wrong assumption markup contingency overhead profit tax region summary overview source reason drive',
  ),
);
const isCue = (word: string) => cueWords.has(word);

/** A trade whose name is in the text, or whose phrase the subject is; the longest wins. */
function tradeIn(text: string, subject: readonly string[]): string | null {
  const said = ` ${words(text).join(' ')} `;
  const found = trades.flatMap((trade) =>
    [trade.name, trade.code.replaceAll('_', ' ')].flatMap((name) => {
      const spelled = words(name);
      const whole = ` ${spelled.join(' ')} `;
      if (said.includes(whole)) return [{ code: trade.code, length: whole.length + 100 }];
      // «Concrete» names «Concrete works» too.
      const first = spelled[0];
      return first !== undefined && subject.includes(first)
        ? [{ code: trade.code, length: first.length }]
        : [];
    }),
  );
  return found.sort((one, other) => other.length - one.length)[0]?.code ?? null;
}
