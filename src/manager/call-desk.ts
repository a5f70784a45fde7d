// Call desk: puts the calls of agents to models, one step at a time, so that each step is in the log before the next.
//
//   recorded answer ─▶ reply
//   brain, budget, back-off … ─▶ append what follows, or wait
//   a brain that can take it ─▶ ask ─▶ append cost or recovery ─▶ reply, or the next brain
//
//   CD1. An answer that was recorded is never asked, and never paid, again.
//   CD2. What is in flight ends when its caller is stopped.
//   CD3. Everything but what is in flight is in the log: a process that wakes goes on with the same attempt and wait.
//   CD4. The same words of the same agent in a later workflow of the session get the answer that is there.

import { Big } from 'big.js';
import type { Answered, Call } from '../agents/agent.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import { type Brain, type BrainOutcome, nameOf } from '../brains/brain.ts';
import { type Brains, countTokens, mostUsage } from '../brains/brains.ts';
import { redact } from '../brains/redact.ts';
import { brainCurrency, noMoney } from '../events/cost.ts';
import type { Draft } from '../events/event.ts';
import type { Decision } from '../events/session.ts';
import type { Money } from '../events/shapes.ts';
import type { Log } from '../log/log.ts';
import { budgetQuestion, leftOf, saidOnBudget } from './budget.ts';
import {
  allocationOf,
  answeredDrafts,
  type Caller,
  callIdOf,
  exhaustedDraft,
  failedDrafts,
  limitedDrafts,
  longestWaitMs,
  recoveryIdOfCall,
} from './call-drafts.ts';
import { isTold, pauseAfter, type Words, wordsDraft } from './call-words.ts';
import { askDraft, replyOf, withdrawDrafts } from './decide.ts';
import { stateChange } from './drafts.ts';
import { localBrain } from './local-brain.ts';
import { costOfUse, type Offer, preferenceOf, type Residency, rank } from './offers.ts';

export interface CallDeskOptions {
  brains: Brains;
  residency: Residency;
  clock: Clock;
  log: Pick<Log, 'getBlob' | 'putBlob'>;
  logger: Logger;
  decisionTimeoutSeconds: number;
  /** Called when something in flight has news. */
  onNews(): void;
}

/** What the manager does about a call now. */
export type Attention =
  | { kind: 'reply'; answered: Answered | undefined }
  /** `done` once they are in the log. `asks`: a person is asked, and the caller waits. */
  | { kind: 'append'; drafts: Draft[]; asks?: string; done?: () => void }
  /** For news, for another event in the session, or until a time in milliseconds since 1970. */
  | { kind: 'wait'; until: number | null };

export interface CallDesk extends Disposable {
  attend(caller: Caller, callerId: string, call: Call): Promise<Attention>;
  /** Whether `attend` may have something else to say than it had: something was appended, is over, or is due. */
  isDue(callerId: string, lastSequence: number): boolean;
  /** When something is due by the clock; null for nothing. */
  until(): number | null;
  /** Whether a model is at work on a call of it, rather than a wait for people or for time. */
  isAsking(callerId: string): boolean;
  stop(callerId: string): void;
}

/** What was asked and answered, as it is kept and as a transcript shows it. */
export interface CallRecord {
  agentName: string;
  purpose: string;
  provider: string;
  model: string;
  system: string;
  prompt: string;
  answer: unknown;
  reasoning: string | null;
  inputTokens: number;
  outputTokens: number;
  repaired: boolean;
}

interface Flight {
  callId: string;
  brain: Brain;
  reserved: Money;
  stopping: AbortController;
  outcome: (BrainOutcome & { latencyMs: number }) | null;
  words: Words | null;
  told: string;
  begunAt: number;
  toldAt: number;
}

export function createCallDesk(options: CallDeskOptions): CallDesk {
  const { brains, clock, log, logger } = options;
  const flights = new Map<string, Flight>();
  const attended = new Map<string, { sequence: number; until: number | null }>();

  const reservedNow = () =>
    [...flights.values()].reduce((sum, one) => sum.plus(one.reserved.amount), new Big(0)).toFixed();

  function begin(callerId: string, callId: string, offer: Offer, call: Call): void {
    const stopping = new AbortController();
    const flight: Flight = {
      callId,
      brain: offer.brain,
      reserved: offer.cost ?? noMoney,
      stopping,
      outcome: null,
      words: null,
      told: '',
      begunAt: clock.now(),
      toldAt: clock.now(),
    };
    flights.set(callerId, flight);
    const { system, prompt, schema, maxOutputTokens, aloud } = call;
    const request = {
      system: redact(system),
      prompt: redact(prompt),
      schema,
      maxOutputTokens,
      ...(aloud === null
        ? {}
        : {
            onWords(words: Words) {
              flight.words = words;
              options.onNews();
            },
          }),
    };
    brains.ask(offer.brain, request, stopping.signal).then(
      (outcome) => {
        flight.outcome = outcome;
        options.onNews();
      },
      (error) => {
        if (stopping.signal.aborted) return;
        logger.error({ err: error, brain: nameOf(offer.brain) }, 'a brain threw');
        flight.outcome = {
          kind: 'failure',
          code: 'PROVIDER_FAILED',
          message: 'It stopped with an unexpected error; the server’s log has the details.',
          retryAfterMs: null,
          usage: { inputTokens: 0, outputTokens: 0 },
          latencyMs: 0,
        };
        options.onNews();
      },
    );
  }

  async function recorded(sha256: string, call: Call): Promise<Answered | null> {
    const record: CallRecord = JSON.parse(Buffer.from(await log.getBlob(sha256)).toString());
    const parsed =
      call.schema === null ? { success: true, data: record.answer } : call.schema.safeParse(record.answer);
    return parsed.success
      ? { kind: 'answered', value: parsed.data, brain: `${record.provider}/${record.model}` }
      : null;
  }

  /** CD4. Of this workflow, or of an earlier one of the session unless another model is wanted now. */
  async function knownAnswer({ session, workflow, agentName }: Caller, call: Call): Promise<Answered | null> {
    const preferred = preferenceOf(workflow, agentName);
    for (const one of [workflow, ...session.workflows.toReversed()]) {
      const known = one.calls?.[callIdOf(one, agentName, call)];
      const answer = known === undefined ? null : await recorded(known.result, call).catch(() => null);
      if (answer === null) continue;
      const [, model] = /^[^/]*\/(.*)$/.exec(answer.brain) ?? [];
      if (one === workflow || preferred === null || preferred === answer.brain || preferred === model)
        return answer;
    }
    return null;
  }

  /** What came of a call. It counts once it is in the log. */
  async function settle(caller: Caller, callerId: string, flight: Flight, call: Call): Promise<Attention> {
    const { brain, callId } = flight;
    const outcome = flight.outcome!;
    const done = () => flights.delete(callerId);
    if (outcome.kind === 'failure') {
      logger.warn(
        { brain: nameOf(brain), code: outcome.code, agent: caller.agentName },
        'a call of a model failed',
      );
      return { kind: 'append', drafts: failedDrafts(caller, callId, brain, outcome), done };
    }
    const record: CallRecord = {
      agentName: caller.agentName,
      purpose: call.purpose,
      provider: brain.provider,
      model: brain.model,
      system: redact(call.system),
      prompt: redact(call.prompt),
      answer: outcome.value,
      reasoning: outcome.reasoning,
      inputTokens: outcome.usage.inputTokens,
      outputTokens: outcome.usage.outputTokens,
      repaired: outcome.repaired,
    };
    const result = await log.putBlob(Buffer.from(JSON.stringify(record)));
    return { kind: 'append', drafts: answeredDrafts(caller, callId, brain, outcome, result), done };
  }

  async function offersFor(call: Call): Promise<Offer[]> {
    const inputTokens = await countTokens(`${call.system}\n${call.prompt}`);
    return brains.all.map((brain) => ({
      brain,
      standing: brains.standingOf(brain),
      inputTokens,
      cost: costOfUse(brain, mostUsage(inputTokens, call)),
    }));
  }

  async function attendNow(caller: Caller, callerId: string, call: Call): Promise<Attention> {
    const { session, workflow, agentName, now } = caller;
    if (brains.all.length === 0) return { kind: 'reply', answered: undefined };
    const callId = callIdOf(workflow, agentName, call);
    const answer = await knownAnswer(caller, call);
    if (answer !== null) return { kind: 'reply', answered: answer };
    const flight = flights.get(callerId);
    if (flight !== undefined)
      return flight.outcome === null
        ? sayWords(caller, flight, call)
        : settle(caller, callerId, flight, call);

    const story = workflow.recoveries[recoveryIdOfCall(callId)];
    if (story?.status === 'exhausted') return { kind: 'reply', answered: undefined };
    const retryAt =
      story?.status === 'in_progress' && story.nextRetryAt !== null ? Date.parse(story.nextRetryAt) : 0;
    if (retryAt > now) return { kind: 'wait', until: retryAt };

    const preferred = preferenceOf(workflow, agentName);
    const said = saidOnBudget(session, workflow);
    if (said?.status === 'open') return { kind: 'wait', until: null };
    const offers = await offersFor(call);
    const demand = {
      tier: call.tier,
      maxOutputTokens: call.maxOutputTokens,
      left: leftOf(session, workflow, { amount: reservedNow(), currency: brainCurrency }),
      onlyFree: said !== undefined && replyOf(said).values[0] === 'local',
      preferred,
      givenUp: story?.givenUp ?? [],
      residency: options.residency,
      retrying: story?.strategy === 'retry_with_backoff' ? story.model : null,
      now,
    };
    const ranked = rank(offers, demand);
    const retried =
      story?.strategy === 'retry_with_backoff'
        ? ranked.find((one) => one.rejectedBecause === null && nameOf(one.offer.brain) === story.model)
        : undefined;
    const best = retried ?? (ranked[0]?.rejectedBecause === null ? ranked[0] : undefined);
    const before = workflow.brains?.[agentName];
    const wasModel =
      before === undefined || before.provider === localBrain.provider
        ? null
        : `${before.provider}/${before.model}`;
    if (best === undefined) {
      const dear = ranked.find((one) => one.tooDear);
      const bound = dear === undefined ? null : overBudget(caller, call, dear.offer.cost, said);
      if (bound !== null) return bound;
      const limited = ranked
        .filter((one) => one.limitedUntil !== null && one.limitedUntil - now <= longestWaitMs)
        .sort((one, other) => one.limitedUntil! - other.limitedUntil!)[0];
      if (limited !== undefined)
        return {
          kind: 'append',
          drafts: limitedDrafts(caller, callId, limited.offer.brain, limited.limitedUntil!),
        };
      const away = story === undefined && ranked.find((one) => one.isAway);
      const told: Draft[] = [
        ...(away
          ? [exhaustedDraft(caller, callId, { errorCode: 'PROVIDER_UNREACHABLE', attempt: 1 })]
          : story === undefined || story.status === 'recovered'
            ? []
            : [exhaustedDraft(caller, callId, story)]),
        ...(wasModel === null ? [] : [allocationOf(caller, call, ranked, wasModel)]),
      ];
      // Told once: the next look finds the story ended, and the rules in the model's place.
      return told.length === 0 ? { kind: 'reply', answered: undefined } : { kind: 'append', drafts: told };
    }
    const ordered = [best, ...ranked.filter((one) => one !== best)];
    const start = () => begin(callerId, callId, best.offer, call);
    if (wasModel === nameOf(best.offer.brain)) {
      start();
      return { kind: 'wait', until: null };
    }
    const fallbackFrom = story?.givenUp.length ? (story.model ?? wasModel) : wasModel;
    return { kind: 'append', drafts: [allocationOf(caller, call, ordered, fallbackFrom)], done: start };
  }

  /** What follows when only brains are left that the budget does not reach for; null to go on with the rules. */
  function overBudget(
    caller: Caller,
    call: Call,
    wanted: Money | null,
    said: Decision | undefined,
  ): Attention | null {
    const { session, workflow, agentName, now } = caller;
    const { onExceeded, limit } = workflow.request!.budget!;
    if (said !== undefined)
      return replyOf(said).values[0] === 'cancel'
        ? cancelling(caller, 'It was stopped for its budget.')
        : null;
    // A budget of nothing says by itself that nothing is to be paid.
    if (onExceeded === 'downgrade_model' || Number(limit.amount) === 0) return null;
    if (onExceeded === 'cancel') return cancelling(caller, `The budget does not reach for: ${call.purpose}.`);
    const question = budgetQuestion(session, workflow, wanted ?? noMoney, call.purpose);
    const asking = askDraft(session, workflow, agentName, question, options.decisionTimeoutSeconds, now);
    return { kind: 'append', drafts: [asking], asks: question.prompt };
  }

  function cancelling({ session, workflow, now }: Caller, reason: string): Attention {
    const nodes = Object.fromEntries(
      workflow.visualization.nodes
        .filter((one) => one.status !== 'succeeded' && one.status !== 'skipped')
        .map((one) => [one.agentName, { status: 'cancelled' as const }]),
    );
    return {
      kind: 'append',
      drafts: [
        ...withdrawDrafts(session, workflow.id, now),
        stateChange(workflow, now, { changeType: 'cancelled', status: 'cancelled', reason, nodes }),
      ],
    };
  }

  function sayWords(caller: Caller, flight: Flight, call: Call): Attention {
    const { words, callId, brain } = flight;
    if (words === null || words.text === flight.told) return { kind: 'wait', until: null };
    const dueAt = flight.toldAt + pauseAfter(flight.toldAt - flight.begunAt);
    if (caller.now < dueAt) return { kind: 'wait', until: dueAt };
    const done = () => {
      flight.told = words.text;
      flight.toldAt = caller.now;
    };
    if (isTold(words, call))
      return { kind: 'append', drafts: [wordsDraft(caller, callId, brain, words, call)], done };
    done();
    return { kind: 'wait', until: null };
  }

  const desk: CallDesk = {
    async attend(caller, callerId, call) {
      const attention = await attendNow(caller, callerId, call).catch((error): Attention => {
        logger.error(
          { err: error, agent: caller.agentName, reason: messageOf(error) },
          'a call could not be made',
        );
        throw error;
      });
      attended.set(callerId, {
        sequence: caller.session.lastSequence,
        until: attention.kind === 'wait' ? attention.until : null,
      });
      if (attention.kind === 'reply') attended.delete(callerId);
      return attention;
    },
    isDue(callerId, lastSequence) {
      const last = attended.get(callerId);
      if (last === undefined || last.sequence !== lastSequence) return true;
      const flight = flights.get(callerId);
      if (flight !== undefined && flight.outcome !== null) return true;
      if (last.until !== null) return last.until <= clock.now();
      return flight !== undefined && flight.words !== null && flight.words.text !== flight.told;
    },
    until() {
      const times = [...attended.values()].flatMap((one) => one.until ?? []);
      return times.length === 0 ? null : Math.min(...times);
    },
    isAsking: (callerId) => flights.has(callerId),
    stop(callerId) {
      flights.get(callerId)?.stopping.abort();
      flights.delete(callerId);
      attended.delete(callerId);
    },
    [Symbol.dispose]() {
      for (const id of [...flights.keys()]) desk.stop(id);
    },
  };
  return desk;
}
