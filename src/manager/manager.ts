// Manager: drives a session until there is nothing to do.
//
//   fold ─▶ next ─▶ append ─▶ fold …        the log is the only memory
//     └──▶ agents at work in this process report; each report becomes an append
//
// Whoever else writes to the session (an answer, a cancel) makes an append of the manager fail as WRITER_LOST; it
// then folds again and thinks again. So every append is based on all that happened before it.

import type { AgentContext, AgentReport, AgentResult, Call, Problem, Question } from '../agents/agent.ts';
import { createBell } from '../base/bell.ts';
import { type Clock, timestampOf } from '../base/clock.ts';
import { isFault } from '../base/fault.ts';
import type { Logger } from '../base/logger.ts';
import type { Brains } from '../brains/brains.ts';
import type { Drive, Engine, Rest } from '../engine/engine.ts';
import type { Draft } from '../events/event.ts';
import { type Execution, hasEnded, openDecisions, type Workflow } from '../events/session.ts';
import type { LearnedTrades } from '../learned/learned.ts';
import type { Log } from '../log/log.ts';
import type { Sessions } from '../log/sessions.ts';
import { documentsOf, readInputs, settingsOf, storeOutputs } from './agent-material.ts';
import { type AgentTask, createAgentTask, type Turn } from './agent-task.ts';
import { saidOnBudget } from './budget.ts';
import { createCallDesk } from './call-desk.ts';
import { decisionOn, rememberedOn, replyOf } from './decide.ts';
import { heardFrom, hearingOf } from './hear.ts';
import type { Understanding } from './intent.ts';
import { next } from './next.ts';
import type { Residency } from './offers.ts';
import {
  answeredDraft,
  failureDrafts,
  problemDraft,
  problemIdOf,
  progressDraft,
  questionDrafts,
  type Reporter,
  resultDrafts,
  type StoredOutput,
  waitingDraft,
} from './react.ts';
import type { ManagerRules } from './rules.ts';
import { stepOf } from './steps.ts';
import { transcriptOf } from './transcript.ts';
import { withRecommendations } from './with-recommendations.ts';

export interface ManagerOptions extends ManagerRules {
  log: Log;
  sessions: Sessions;
  clock: Clock;
  engine: Pick<Engine, 'wakeAt'>;
  logger: Logger;
  /** Left out, nothing is learned across sessions. */
  learned?: LearnedTrades;
  /** Language models, where there are any. */
  brains: Brains;
  /** Where the words of documents may go. */
  residency: Residency;
  /** Progress of one execution is written at most this often; steps and ends always. */
  progressEveryMs: number;
}

/** The drive of one session, for an engine. */
export function createManager(options: ManagerOptions): Drive {
  return (sessionId, signal, rest) => driveSession(options, sessionId, signal, rest);
}

async function driveSession(
  options: ManagerOptions,
  sessionId: string,
  signal: AbortSignal,
  rest: Rest,
): Promise<void> {
  const { log, sessions, clock, engine, logger } = options;
  const tasks = new Map<string, AgentTask>();
  const lastProgress = new Map<string, { substep: string; at: number }>();
  const bell = createBell(clock);
  let ownTurn = false;
  using _watch = log.watch(sessionId, bell.ring);
  signal.addEventListener('abort', bell.ring);
  using desk = createCallDesk({ ...options, onNews: bell.ring });
  let session = await sessions.get(sessionId);
  const heard = new Map<string, Understanding>();
  // Whose session it is decides whose lessons count.
  const learned = options.learned?.of((await log.head(sessionId))?.owner?.scope ?? '');

  try {
    while (!signal.aborted) {
      bell.reset();
      session = await sessions.get(sessionId);
      if (await hear()) continue;
      const action = next(session, clock.now(), new Set(tasks.keys()), { ...options, heard });
      const told = [...tasks.values()].find((task) => task.turn !== null && isDue(task));
      if (action.kind === 'stop') for (const id of action.executionIds) stop(id);
      // Reports and the manager's own appends take turns, and so do the agents: a chatty one keeps nobody waiting.
      else if (told !== undefined && !(ownTurn && action.kind === 'append')) {
        ownTurn = true;
        tasks.delete(told.executionId);
        tasks.set(told.executionId, told);
        await handle(told);
      } else if (action.kind === 'append') {
        ownTurn = false;
        await append(await withRecommendations(action.drafts, session, options, clock.now()));
      } else if (action.kind === 'start')
        for (const name of action.agentNames) await start(action.workflow, name);
      else if (tasks.size > 0) {
        const onlyAsks = [...tasks.values()].every(
          (task) => task.turn !== null && !desk.isAsking(task.executionId),
        );
        const until = earlier(action.until, desk.until());
        // Waiting for people is no work: others may have this drive's place meanwhile.
        await (onlyAsks ? rest(bell.rung(until)) : bell.rung(until));
      } else {
        if (action.until !== null) engine.wakeAt(sessionId, action.until);
        return;
      }
    }
  } finally {
    signal.removeEventListener('abort', bell.ring);
    for (const id of tasks.keys()) stop(id);
  }

  /** False when somebody else wrote first: then it is decided anew. */
  async function append(drafts: Draft[]): Promise<boolean> {
    try {
      await log.append(sessionId, session.lastSequence, drafts);
      return true;
    } catch (error) {
      if (isFault(error, 'WRITER_LOST')) return false;
      throw error;
    }
  }

  /** Has a model read an instruction that the rules cannot. True when something was appended, or waited for. */
  async function hear(): Promise<boolean> {
    const workflow = session.workflows.at(-1);
    if (options.brains.all.length === 0 || workflow === undefined || heard.has(workflow.id)) return false;
    if (hasEnded(workflow.status) || workflow.status === 'paused') {
      desk.stop(workflow.id);
      return false;
    }
    const call = hearingOf(session, workflow);
    if (call === null) return false;
    const caller = { session, workflow, agentName: 'manager', now: clock.now() };
    const attention = await desk.attend(caller, workflow.id, call);
    if (attention.kind === 'reply') {
      const value = attention.answered?.value ?? null;
      heard.set(workflow.id, heardFrom(session, workflow, value));
      return false;
    }
    if (attention.kind === 'wait') {
      // A person's answer, or the clock, may end the wait for a decision about the budget.
      const expiries = openDecisions(session).flatMap((one) =>
        one.expiresAt === null ? [] : [Date.parse(one.expiresAt)],
      );
      if (expiries.some((at) => at <= clock.now())) return false;
      const rung = bell.rung(earlier(attention.until, expiries.length === 0 ? null : Math.min(...expiries)));
      await (desk.isAsking(workflow.id) ? rung : rest(rung));
      return true;
    }
    if (await append(attention.drafts)) attention.done?.();
    return true;
  }

  async function start(workflow: Workflow, agentName: string): Promise<void> {
    const agent = options.roster.find((one) => one.name === agentName)!;
    const execution = workflow.executions[agentName]!;
    // An execution that has told of itself before was cut off, or failed: this is another attempt.
    const attempt = execution.operation === '' ? execution.attempt : execution.attempt + 1;
    const step = stepOf(workflow, agentName);
    let inputs: AgentContext['inputs'] = {};
    let broken: Turn | null = null;
    try {
      inputs = await readInputs(log, session, workflow);
    } catch (error) {
      if (isFault(error, 'STORAGE_UNAVAILABLE')) throw error;
      broken = { kind: 'failure', error };
    }
    const task = createAgentTask({
      executionId: execution.id,
      agent,
      attempt,
      clock,
      timeoutMs: step?.timeoutSeconds == null ? agent.timeoutMs : step.timeoutSeconds * 1000,
      contextFor: (stopSignal) => contextFor(workflow, inputs, stopSignal),
      onTurn: bell.ring,
    });
    tasks.set(task.executionId, task);
    const beginning: AgentReport = {
      kind: 'progress',
      substep: 'initializing',
      percentage: 0,
      operation: `${agent.title} begins`,
      itemsProcessed: null,
      itemsTotal: null,
      tokensProcessed: 0,
      source: null,
    };
    task.turn = broken ?? { kind: 'report', report: beginning };
  }

  function stop(executionId: string) {
    tasks.get(executionId)?.stop();
    tasks.delete(executionId);
    desk.stop(executionId);
    lastProgress.delete(executionId);
  }

  function contextFor(
    workflow: Workflow,
    inputs: AgentContext['inputs'],
    stopSignal: AbortSignal,
  ): AgentContext {
    return {
      documents: documentsOf(log, workflow),
      inputs,
      instructions: workflow.request!.instructions,
      settings: settingsOf(workflow),
      answerTo(topic) {
        const decision = decisionOn(session, workflow.id, topic) ?? rememberedOn(session, workflow, topic);
        return decision === undefined || decision.status === 'open' ? null : replyOf(decision);
      },
      learnedTrade: (text) => learned?.find(text, workflow.startedAt, timestampOf(clock.now())) ?? null,
      get hasModels() {
        return options.brains.all.length > 0;
      },
      startedAt: workflow.startedAt,
      signal: stopSignal,
    };
  }

  /** What an agent said is dealt with at once, but for what people have to say first. */
  function isDue(task: AgentTask): boolean {
    const { turn, agent } = task;
    const workflow = session.workflows.at(-1);
    if (turn?.kind !== 'report' || workflow === undefined) return true;
    const { report } = turn;
    if (report.kind === 'call') return desk.isDue(task.executionId, session.lastSequence);
    if (report.kind === 'question' && report.affectsWorkflow)
      return decisionOn(session, workflow.id, report.topic)?.status !== 'open';
    // A wait is told once, and over when nothing is open any more.
    if (report.kind === 'wait')
      return !isOpen(workflow, report.topics) || statusOf(workflow, agent.name) === 'running';
    return true;
  }

  function isOpen(workflow: Workflow, topics: readonly string[]): boolean {
    return topics.some((topic) => decisionOn(session, workflow.id, topic)?.status === 'open');
  }

  /** Null when the log no longer knows the task as one at work. */
  function reporterOf(task: AgentTask): Reporter | null {
    const workflow = session.workflows.at(-1);
    const execution: Execution | undefined = workflow?.executions[task.agent.name];
    if (workflow === undefined || execution?.id !== task.executionId) return null;
    return { session, workflow, execution, agent: task.agent, now: clock.now() };
  }

  /** Turns what a task said into events. When they could not be written, the task's turn stands and comes again. */
  async function handle(task: AgentTask): Promise<void> {
    const { turn } = task;
    const reporter = reporterOf(task);
    if (turn === null) return;
    if (reporter === null) return stop(task.executionId);
    if (turn.kind === 'failure') {
      logger.warn({ err: turn.error, agent: task.agent.name, sessionId }, 'an agent failed');
      if (await append(failureDrafts(reporter, turn.error, options.decisionTimeoutSeconds)))
        stop(task.executionId);
    } else if (turn.kind === 'result') {
      let outputs: StoredOutput[];
      try {
        outputs = await storeOutputs(log, {
          ...turn.result,
          outputs: [...turn.result.outputs, ...(await transcriptOf(log, reporter.workflow, task.agent.name))],
        });
      } catch (error) {
        if (isFault(error, 'STORAGE_UNAVAILABLE')) throw error;
        task.turn = { kind: 'failure', error };
        return;
      }
      // Before the append: a run that is repeated after a crash teaches again under the same key, which counts once.
      teach(task, turn.result);
      if (await append(resultDrafts(reporter, turn.result, outputs, task.attempt))) stop(task.executionId);
    } else await handleReport(task, reporter, turn.report);
  }

  function teach(task: AgentTask, { lessons = [] }: AgentResult): void {
    const { request } = session.workflows.at(-1) ?? {};
    if (lessons.length === 0 || request?.forkedFrom != null) return;
    const at = timestampOf(clock.now());
    learned?.teach(lessons, { at, from: sessionId, key: task.executionId });
  }

  async function handleReport(task: AgentTask, reporter: Reporter, report: AgentReport): Promise<void> {
    switch (report.kind) {
      case 'progress': {
        const last = lastProgress.get(task.executionId);
        // Completion is told with the result, by the manager.
        const soon =
          report.substep === 'completed' ||
          (last?.substep === report.substep && reporter.now - last.at < options.progressEveryMs);
        if (!soon && !(await append([progressDraft(reporter, report, task.attempt, task.begunAt)]))) return;
        if (!soon) lastProgress.set(task.executionId, { substep: report.substep, at: reporter.now });
        return task.goOn();
      }
      case 'problem':
        if (!isToldAlready(reporter, report) && !(await append([problemDraft(reporter, report)]))) return;
        return task.goOn();
      case 'question':
        return handleQuestion(task, reporter, report);
      case 'wait':
        return handleWait(task, reporter, report.topics);
      case 'call':
        return handleCall(task, reporter, report);
    }
  }

  async function handleCall(task: AgentTask, reporter: Reporter, call: Call): Promise<void> {
    const waiting = statusOf(reporter.workflow, task.agent.name) === 'waiting_for_decision';
    if (waiting && saidOnBudget(session, reporter.workflow)?.status !== 'open') {
      await append([answeredDraft(reporter)]);
      return;
    }
    const attention = await desk.attend({ ...reporter, agentName: task.agent.name }, task.executionId, call);
    if (attention.kind === 'wait') return;
    if (attention.kind === 'reply') return task.goOn(attention.answered);
    const { drafts, asks, done } = attention;
    const told = asks === undefined ? drafts : [...drafts, waitingDraft(reporter, asks)];
    if (await append(told)) done?.();
  }

  async function handleWait(task: AgentTask, reporter: Reporter, topics: readonly string[]): Promise<void> {
    const waiting = statusOf(reporter.workflow, task.agent.name) === 'waiting_for_decision';
    if (isOpen(reporter.workflow, topics)) {
      if (!waiting) await append([waitingDraft(reporter, 'Answers to open questions are needed first.')]);
    } else if (!waiting || (await append([answeredDraft(reporter)]))) task.goOn();
  }

  async function handleQuestion(task: AgentTask, reporter: Reporter, question: Question): Promise<void> {
    const decision = decisionOn(session, reporter.workflow.id, question.topic);
    if (decision === undefined) {
      const remembered = rememberedOn(session, reporter.workflow, question.topic);
      if (remembered !== undefined) return task.goOn(replyOf(remembered));
      const drafts = questionDrafts(reporter, question, options.decisionTimeoutSeconds);
      if ((await append(drafts)) && !question.affectsWorkflow) task.goOn();
    } else if (decision.status === 'closed') {
      if (
        statusOf(reporter.workflow, task.agent.name) === 'waiting_for_decision' &&
        !(await append([answeredDraft(reporter)]))
      )
        return;
      task.goOn(replyOf(decision));
    } else if (!question.affectsWorkflow) task.goOn();
  }
}

/** A run that begins again meets the same problems; their story is told once. */
function isToldAlready({ workflow, execution }: Reporter, problem: Problem): boolean {
  const told = workflow.recoveries[problemIdOf(execution, problem)];
  const order = ['started', 'in_progress', 'waiting_for_user', 'exhausted', 'recovered'];
  return told !== undefined && order.indexOf(told.status) >= order.indexOf(problem.status);
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other);
}

function statusOf(workflow: Workflow, agentName: string) {
  return workflow.visualization.nodes.find((one) => one.agentName === agentName)?.status;
}
