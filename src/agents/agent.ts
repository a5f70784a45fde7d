// Agents: workers with a name, needs and one result, driven from outside.
//
//   run(context) ──yield──▶ progress | question | problem | call     ──return──▶ result
//        ▲───────────── reply (answers of people and of models) ◀──┘
//
// An agent never sees the log, the engine or a socket, so that a test can drive it by hand.
//   A1. What an agent does depends on its context and the replies only: run again, it asks the same topics.
//   A2. Progress never falls within one run.

import type { z } from 'zod';
import type { Source } from '../documents/document.ts';
import type { ArtifactKind, DecisionOption, DecisionType, ModelTier, Severity } from '../events/shapes.ts';

export type { ArtifactKind } from '../events/shapes.ts';

/** A document of the session, with its bytes at hand. */
export interface DocumentHandle {
  id: string;
  name: string;
  kind: string;
  byteSize: number;
  sha256: string;
  bytes(): Promise<Uint8Array>;
}

/** How a decision was closed, as an agent sees it. */
export interface Reply {
  outcome: 'answered' | 'defaulted' | 'skipped' | 'expired' | 'withdrawn';
  /** The value of the option or options chosen, or free text; empty when skipped. */
  values: string[];
}

export interface AgentContext {
  documents: readonly DocumentHandle[];
  /** Results of the agents before, by kind, as they were returned. */
  inputs: Readonly<Partial<Record<ArtifactKind, unknown>>>;
  instructions: string;
  settings: EstimateSettings;
  /**
   * How a question that did not hold anything up was answered so far, in this workflow or in an earlier one on the
   * same documents; null while it is open or was never asked.
   */
  answerTo(topic: string): Reply | null;
  /**
   * The trade that a person gave to a line of these words, in any session, before this workflow began; null where
   * nobody did. Left out, nothing was learned.
   */
  learnedTrade?(text: string): string | null;
  /** Whether there is a language model to put anything to. Left out, there is none, and no question to one is made up. */
  hasModels?: boolean;
  /** For dates in results, so that the same work gives the same bytes. */
  startedAt: string;
  signal: AbortSignal;
}

/** What an instruction may set for the estimate. */
export interface EstimateSettings {
  /** ISO 4217. */
  currency: string;
  /** Name of a US state whose price level applies; null for the national average. */
  region: string | null;
  /** Mark-ups in percent by name, in the order they are applied. */
  markups: { name: string; percent: string }[];
  /** Formats to export. */
  formats: ('xlsx' | 'csv' | 'json' | 'pdf')[];
}

export interface Progress {
  kind: 'progress';
  /** Open vocabulary: processing, validating … */
  substep: string;
  /** 0–100. */
  percentage: number;
  operation: string;
  itemsProcessed: number | null;
  itemsTotal: number | null;
  /** Tokens of text read so far. */
  tokensProcessed: number;
  source: Source | null;
}

export interface Question {
  kind: 'question';
  /** Names the question within the workflow; asked again, it is the same question. */
  topic: string;
  decisionType: DecisionType;
  prompt: string;
  options: DecisionOption[];
  context: Record<string, unknown>;
  defaultOption: string | null;
  multiple: boolean;
  freeText: boolean;
  canSkip: boolean;
  /** False: the run goes on at once; the answer is found later by `answerTo`. */
  affectsWorkflow: boolean;
  /** True: never closed by the clock, such as an approval. */
  waitsForever: boolean;
}

/** Something went wrong that the agent can live with; told as a recovery story. */
export interface Problem {
  kind: 'problem';
  topic: string;
  errorCode: string;
  message: string;
  severity: Severity;
  /** Open vocabulary: analyzing_options, skip_file, retry, ask_user … */
  strategy: string;
  status: 'started' | 'in_progress' | 'recovered' | 'exhausted' | 'waiting_for_user';
}

/**
 * Something that rules are unsure of, put to a language model where there is one. Its answer is data: it is checked
 * against the schema, and whoever asked decides what follows from it.
 */
export interface Call {
  kind: 'call';
  /** Names the call within the run; asked again with the same words, it is the same call and is not paid twice. */
  topic: string;
  /** For people, such as «classifying 12 lines». */
  purpose: string;
  /** What it takes. */
  tier: Exclude<ModelTier, 'local'>;
  /** 0–1: how sure the rules are without it. */
  localConfidence: number;
  system: string;
  prompt: string;
  /** Null for plain text. */
  schema: z.ZodType | null;
  maxOutputTokens: number;
  /** What people are shown while the model speaks. */
  aloud: 'thinking' | 'message' | null;
  /** Of a message: whether what there is of it may be shown already. Left out, all may. */
  mayTell?(text: string): boolean;
}

/** What a model answered: of the shape that was asked for. */
export interface Answered {
  kind: 'answered';
  value: unknown;
  /** Such as openai/gpt-5-mini. */
  brain: string;
}

/** One thing that was made. `json` is stored as it is and handed to later agents. */
export type Output = { kind: ArtifactKind; name: string; mediaType: string } & (
  | { json: unknown }
  | { bytes: Uint8Array }
);

export interface AgentResult {
  outputs: Output[];
  /** One sentence for a person. */
  summary: string;
  /** 0–1 with its named parts, or null where there is none. */
  confidence: number | null;
  factors: string[];
  tokensProcessed: number;
  /** What the manager says to the person; `topic` names the call whose words were told while they came. */
  message?: { text: string; topic: string };
  /** What people's answers taught, for later workflows of any session. */
  lessons?: { text: string; trade: string }[];
  /** The work stopped on purpose because a person said so; nothing after it runs. */
  stop?: {
    reason: string /** There was nothing to work on, rather than somebody’s wish. */;
    failed?: boolean;
  };
}

/** The agent goes on when none of these questions, which others may have asked, is open any more. */
export interface Wait {
  kind: 'wait';
  topics: readonly string[];
}

export type AgentReport = Progress | Question | Problem | Wait | Call;
/** What an agent is told when it goes on. */
export type AgentInput = Reply | Answered | undefined;
/** A part of a run. */
export type Step<T> = AsyncGenerator<AgentReport, T, AgentInput>;
export type AgentRun = AsyncGenerator<AgentReport, AgentResult, AgentInput>;

export interface Agent {
  name: string;
  title: string;
  description: string;
  /** The manager's stage that it belongs to. */
  stage: 'Task Delegation' | 'Output Management';
  needs: readonly ArtifactKind[];
  gives: readonly ArtifactKind[];
  /** What is true of the pipeline when it is done; null for an agent beside it. */
  milestone: PipelineFlag | null;
  /** Working time allowed for one run, waiting for people not counted. */
  timeoutMs: number;
  maxAttempts: number;
  /** Whether the agents after it can do without its result. */
  skippable?: boolean;
  /** Works only when it is asked for, beside the pipeline, and is not listed among its agents. */
  onRequest?: boolean;
  run(context: AgentContext): AgentRun;
}

export type PipelineFlag =
  | 'filesProcessed'
  | 'tradesMapped'
  | 'scopeAnalyzed'
  | 'takeoffCalculated'
  | 'estimateGenerated'
  | 'exportReady';

/** Says it is an agent; nothing else. */
export function defineAgent(agent: Agent): Agent {
  return agent;
}

/** A progress report; what is left out is unknown. */
export function progress(
  substep: string,
  percentage: number,
  details: { operation: string } & Partial<Omit<Progress, 'kind' | 'substep' | 'percentage' | 'operation'>>,
): Progress {
  return {
    kind: 'progress',
    substep,
    percentage,
    itemsProcessed: null,
    itemsTotal: null,
    tokensProcessed: 0,
    source: null,
    ...details,
  };
}

/** What a question is when nothing else is said: it waits, for one of the options. */
const questionDefaults = {
  context: {},
  defaultOption: null,
  multiple: false,
  freeText: false,
  canSkip: false,
  affectsWorkflow: true,
  waitsForever: false,
};

type Asked = Pick<Question, 'topic' | 'decisionType' | 'prompt' | 'options'> & Partial<Question>;

/** A whole question, of what is special about it. */
export function createQuestion(asked: Asked): Question {
  return { ...questionDefaults, ...asked, kind: 'question' };
}

/** Asks a person and waits: `const reply = yield* ask({ … })`. Null when the question holds nothing up and is still open. */
export async function* ask(asked: Asked): AsyncGenerator<AgentReport, Reply | null, AgentInput> {
  const reply = yield createQuestion(asked);
  return reply !== undefined && 'outcome' in reply ? reply : null;
}

type Put<T> = Pick<Call, 'topic' | 'purpose' | 'system' | 'prompt'> &
  Partial<Omit<Call, 'schema'>> & { /** Null for plain text. */ schema: z.ZodType<T> | null };

/**
 * Puts something to a language model: `const answer = yield* think({ … })`. Null when there is none, when none could
 * answer, or when its price was not wanted: then the rules, or people, decide.
 */
export async function* think<T = string>(
  put: Put<T>,
): AsyncGenerator<AgentReport, Thought<T> | null, AgentInput> {
  const call: Call = {
    tier: 'low',
    localConfidence: 0,
    maxOutputTokens: 2000,
    aloud: null,
    ...put,
    kind: 'call',
  };
  const reply = yield call;
  return reply !== undefined && 'brain' in reply ? { value: reply.value as T, brain: reply.brain } : null;
}

/** A model's answer of a known shape. */
export interface Thought<T> {
  value: T;
  brain: string;
}

/** Waits until these questions are closed or were never asked; then `answerTo` tells: `yield* settled(topics)`. */
export async function* settled(topics: readonly string[]): AsyncGenerator<AgentReport, void, AgentInput> {
  if (topics.length > 0) yield { kind: 'wait', topics };
}
