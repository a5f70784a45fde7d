// Agent task: one run of an agent in this process, driven one report at a time.
//
// The agent is not asked for its next report before the last one is in the log, so nothing piles up between them.
// Its working time is limited; waiting for a person does not count.

import type { Agent, AgentContext, AgentInput, AgentReport, AgentResult } from '../agents/agent.ts';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';

/** What came of the agent's last turn. */
export type Turn =
  | { kind: 'report'; report: AgentReport }
  | { kind: 'result'; result: AgentResult }
  | { kind: 'failure'; error: unknown };

export interface AgentTask {
  executionId: string;
  agent: Agent;
  attempt: number;
  /** Milliseconds since 1970. */
  begunAt: number;
  /** What the manager has to deal with; null while the agent is at work. */
  turn: Turn | null;
  /** Lets the agent go on; `turn` is null until it has something to say. */
  goOn(reply?: AgentInput): void;
  /** Ends it at once, whether or not the agent listens to its signal. */
  stop(): void;
}

export interface AgentTaskOptions {
  executionId: string;
  agent: Agent;
  attempt: number;
  timeoutMs: number;
  clock: Clock;
  contextFor(signal: AbortSignal): AgentContext;
  /** Called when `turn` is set. */
  onTurn(): void;
}

export function createAgentTask(options: AgentTaskOptions): AgentTask {
  const { executionId, agent, attempt, clock } = options;
  const stopping = new AbortController();
  const run = agent.run(options.contextFor(stopping.signal));
  let leftMs = options.timeoutMs;

  const task: AgentTask = {
    executionId,
    agent,
    attempt,
    begunAt: clock.now(),
    turn: null,
    goOn(reply) {
      task.turn = null;
      takeTurn(reply).then((turn) => {
        if (stopping.signal.aborted && !(stopping.signal.reason instanceof Fault)) return;
        task.turn = turn;
        options.onTurn();
      });
    },
    stop() {
      stopping.abort();
      // What it holds is released when it gets there; nobody waits for it.
      run.return(undefined as never).catch(() => {});
    },
  };

  async function takeTurn(reply: AgentInput): Promise<Turn> {
    const begun = clock.now();
    const { promise: late, reject } = Promise.withResolvers<never>();
    using _deadline = clock.at(begun + leftMs, () => {
      const fault = new Fault(
        'AGENT_TIMEOUT',
        `${agent.title} did not finish within ${Math.round(options.timeoutMs / 1000)} s.`,
      );
      reject(fault);
      stopping.abort(fault);
    });
    try {
      const { done, value } = await Promise.race([run.next(reply), late]);
      leftMs -= clock.now() - begun;
      return done ? { kind: 'result', result: value } : { kind: 'report', report: value };
    } catch (error) {
      return {
        kind: 'failure',
        error: stopping.signal.reason instanceof Fault ? stopping.signal.reason : error,
      };
    }
  }

  return task;
}
