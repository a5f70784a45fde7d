// Injection: text in a document that speaks to a program instead of a reader. It is flagged, and changes nothing.
//
//   N1. Finding nothing proves nothing: no text of a document is ever obeyed, whether it is flagged or not.
//   N2. Each pattern looks at a bounded stretch of text, so that a long one costs no more than its length.
//   N3. What is cut up is put together again: the lines of a text, the cells of a row (`injectionIn` of them joined), and
//       texts that follow one another (`createSequel`).

import type { Source } from '../documents/document.ts';
import type { EstimateIssue } from './estimate.ts';
import { foundIssue } from './found-issue.ts';

interface Pattern {
  what: string;
  pattern: RegExp;
}

const word = String.raw`[\p{L}\p{N}'’-]{1,20}`;
/** So many words may stand between. */
const between = (most: number) => `(?:\\s${word}){0,${most}}`;
const orders = '(?:instructions?|prompts?|directives?|guidelines?|rules?|commands?|programming|context)';
const earlier =
  '(?:previous|prior|above|earlier|preceding|foregoing|former|original|initial|all|any|your|system)';

const plain: Pattern[] = [
  {
    what: 'orders to forget orders',
    pattern: new RegExp(
      `\\b(?:ignore|disregard|forget|override|overrule|bypass|neglect|discard|stop following|do not follow|don['’]t follow)${between(2)}\\s${earlier}${between(2)}\\s${orders}\\b`,
      'u',
    ),
  },
  {
    what: 'the marks of a conversation with a model',
    pattern:
      /<\|[a-z_]{2,20}\|>|\[\/?inst\]|<<\/?sys>>|<\/?(?:system|assistant|developer|tool_call|function_call)(?:[_-](?:prompt|message|instructions?))?>|#{2,4} ?(?:system|instruction|assistant|response) ?:|\b(?:begin|end) (?:of )?(?:the )?system (?:prompt|message)\b/u,
  },
  {
    what: 'the marks of a conversation with a model',
    pattern:
      /(?:^|[\n"“«])\s{0,9}(?:system|assistant|developer|human)\s?:\s{0,3}(?:you\b|ignore\b|disregard\b|always\b|never\b|from now\b|new instruction|override\b|respond\b|reply\b|answer\b|approve\b|set (?:all|every|the (?:price|rate|total)|prices?|rates?|totals?)\b|the user\b|i (?:am|will|have)\b)/u,
  },
  {
    what: 'words to a model',
    pattern:
      /\byou are (?:now )?(?:an? )?(?:ai\b|artificial intelligence|(?:helpful |estimating |virtual )?assistant\b|(?:large )?language model|llm\b|chat ?gpt|gpt\b|claude\b|gemini\b|dan\b|chatbot\b)|\bas an? (?:ai|large language|language) (?:language )?model\b|\b(?:attention|note to|message to|message for|instructions? to|instructions? for|dear|hey|hello)[ ,:]{1,3}(?:the |any |all |every )?(?:ai\b|ais\b|llms?\b|language models?\b|chat ?gpt\b|gpt\b|claude\b|gemini\b|copilot\b|chatbots?\b|ai (?:model|agent|assistant|system|estimator)s?\b)|\bif you are (?:an? )?(?:ai\b|llm\b|language model)|\b(?:pretend (?:to be|you are|that you)|do anything now|developer mode|jailbreak)\b|\bact as (?:if you|an? (?:ai|unrestricted|different))\b/u,
  },
  {
    what: 'words to a model',
    pattern:
      /\b(?:reveal|print|show|repeat|output|disclose|leak|send|post|upload|email)\b[^.\n]{0,60}\b(?:system prompt|initial prompt|hidden prompt|your (?:prompt|instructions|rules)|api[ _-]?keys?|credentials|environment variables)\b/u,
  },
  {
    what: 'orders to forget orders',
    pattern:
      /\b(?:new|updated|revised|real|actual|secret) (?:system )?(?:instructions?|prompt) ?:|\bfrom now on,? you\b/u,
  },
  {
    what: 'orders about the figures',
    pattern:
      /\b(?:set|change|make|reduce|lower|replace|multiply|divide|report|treat|price|enter|put)\b(?:\s(?:all|every|each|any|the|of|these|your|unit|total|estimated)){0,4}\s(?:prices?|rates?|costs?|quantit(?:y|ies)|amounts?|totals?|line items?|mark-?ups?|estimate)(?:\s(?:is|are|should|must|be)){0,2}\s(?:to|as|by|at|with|equal to)\s(?:[$€£₹]?\s?(?:0|1)(?:[.,]0{1,4})?(?![\d.,])|zero\b|nil\b|nothing\b|one (?:dollar|euro|pound)\b|a million\b)/u,
  },
  {
    what: 'orders to keep something from people',
    pattern:
      /\b(?:do not|don['’]t|never|without) (?:tell(?:ing)?|inform(?:ing)?|alert(?:ing)?|ask(?:ing)?|notify(?:ing)?|mention(?:ing)? (?:this|it) to|reveal(?:ing)? (?:this|it) to)\s(?:the |any )?(?:user|human|person|operator|estimator|reviewer)s?\b|\bapprove\b[^.\n]{0,40}\bwithout (?:asking|review|approval|confirmation)\b|\b(?:answer|select|choose) (?:yes|approve|the default) (?:to|for) (?:all|every|any) (?:questions?|decisions?)\b/u,
  },
];

/** As said in other languages, each the commonest form. */
const abroad: Pattern[] = [
  /\bignorier(?:e|en sie|t)?\b[^.\n]{0,40}\b(?:anweisung|anleitung|instruktion|vorgabe)(?:en)?\b/u,
  /\bsetz(?:e|en sie|t)?\b[^.\n]{0,20}\b(?:preise|summen|kosten)\b[^.\n]{0,20}\bauf (?:0|null)\b/u,
  /\b(?:ignore[rz]?|oublie[rz]?)\b[^.\n]{0,30}\b(?:instructions|consignes)\b[^.\n]{0,20}(?:précédent|antérieur|ci-dessus)/u,
  /\b(?:mets|mettez|fixe[rz]?)\b[^.\n]{0,15}\bprix\b[^.\n]{0,10} à (?:0|zéro)/u,
  /\b(?:ignora|ignore|ignorar|olvida|olvide)\b[^.\n]{0,30}\b(?:instrucciones|indicaciones|órdenes)\b/u,
  /\b(?:pon|ponga|fija|establece)\b[^.\n]{0,15}\bprecios\b[^.\n]{0,10}\ba (?:0|cero)\b/u,
  /\b(?:ignore|ignora|esqueça)\b[^.\n]{0,30}\binstruções\b/u,
  /\b(?:ignora|ignorare|dimentica)\b[^.\n]{0,30}\bistruzioni\b/u,
  /\bnegeer\b[^.\n]{0,30}\binstructies\b/u,
  /\bzignoruj\b[^.\n]{0,30}(?:instrukcje|polecenia)/u,
  /(?:игнорируй|игнорируйте|забудь|забудьте)[^.\n]{0,30}(?:инструкции|указания|команды)/u,
  /(?:忽略|无视|忘记)[^。\n]{0,15}(?:指令|指示|说明|提示|规则)/u,
  /(?:以前|前|これまで|上記)の?[^。\n]{0,8}(?:指示|命令|プロンプト)[^。\n]{0,6}(?:無視|忘れ)/u,
  /(?:이전|앞선|위의)[^.\n]{0,8}(?:지시|명령|지침)[^.\n]{0,6}무시/u,
  /تجاهل[^.\n]{0,25}(?:التعليمات|الأوامر|تعليمات)/u,
  /निर्देश[^।\n]{0,20}(?:अनदेखा|नज़रअंदाज़|भूल)/u,
  /(?:talimatları|komutları)[^.\n]{0,20}(?:yok say|görmezden gel|unut)/u,
  /bỏ qua[^.\n]{0,25}(?:hướng dẫn|chỉ dẫn|lệnh)/u,
].map((pattern) => ({ what: 'orders to forget orders', pattern }));

/** With all that is not a letter left out, against l e t t e r s set apart and w-o-r-d-s cut up. */
const compact =
  /(?:ignore|disregard|forget)(?:all|any|the|your|my|of){0,4}(?:previous|prior|above|earlier|preceding)(?:instructions?|prompts?|rules?|orders?)/;

/** Characters that a person does not see, and that carry text all the same. */
const tags = /[\u{e0020}-\u{e007e}]{4,}/u;
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const isPlain = /^[\t\n\r -~]*$/;
/** Cyrillic and Greek letters that look like Latin ones. */
const lookalikes: Record<string, string> = Object.fromEntries(
  [...'аa еe оo рp сc уy хx іi јj ѕs ԁd ɡg οo αa νv τt'.split(' ')].map((pair) => [pair[0]!, pair[1]!]),
);
const mixedWord = /[a-z][\u0370-\u04ff\u0500-\u052f\u0261]|[\u0370-\u04ff\u0500-\u052f\u0261][a-z]/;

/** What a text tries, in words; null when it tries nothing that is known. */
export function injectionIn(text: string): string | null {
  if (text.length < 8) return null;
  if (!isPlain.test(text) && tags.test(text)) return 'text that nobody sees';
  const ascii = isPlain.test(text);
  const read = (ascii ? text : text.normalize('NFKC').replace(unseen, ''))
    .toLowerCase()
    .replace(/[ \t\r]+/g, ' ');
  return readingIn(read, ascii) ?? (read.includes('\n') ? readingIn(read.replace(/\s+/g, ' '), ascii) : null);
}

function readingIn(read: string, ascii: boolean): string | null {
  // Unaccented in a plain text.
  const known = ascii ? [...plain, ...abroad.slice(0, 10)] : [...plain, ...abroad];
  const found = known.find(({ pattern }) => pattern.test(read));
  if (found !== undefined) return found.what;
  if (!ascii && mixedWord.test(read)) {
    const latin = read.replace(/[\u0261\u0370-\u052f]/g, (letter) => lookalikes[letter] ?? letter);
    const disguised = plain.find(({ pattern }) => pattern.test(latin));
    if (disguised !== undefined) return disguised.what;
  }
  return compact.test(read.replace(/[^a-z]+/g, '')) ? 'orders to forget orders' : null;
}

/** Characters on either side of a seam that are looked at. */
const reach = 160;

/**
 * Takes texts in their order, each with what `injectionIn` says of it. Gives what one tries by itself, or else together with
 * those before it; null for nothing.
 */
export function createSequel(): (text: string, own: string | null) => string | null {
  let before = '';
  return (text, own) => {
    const what = own ?? (before === '' ? null : injectionIn(`${before} ${text.slice(0, reach)}`));
    before = what === null ? `${before} ${text.slice(-reach)}`.slice(-reach) : '';
    return what;
  };
}

/** The issue of a text that tries something: `what`, as `injectionIn` says it. */
export function injectionIssue(text: string, what: string, source: Source): EstimateIssue {
  return foundIssue(
    'high',
    'PROMPT_INJECTION',
    `A text in ${source.documentName} holds ${what}. It was read as text and changes nothing.`,
    { ...source, quote: source.quote ?? text.slice(0, 200) },
  );
}
