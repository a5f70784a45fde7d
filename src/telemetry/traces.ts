// Traces: one for each workflow, with a span for each attempt of an agent and each call of a model.
//
//   T1. Spans are made from events alone, with their times, so whatever runs the workflow, its trace looks the same.
//   T2. The trace's id is the workflow's own (events/trace.ts). After a restart the workflow has another span in the same trace.
//   T3. Nothing that was said or read is in a span: names, numbers and states only.
//   T4. Where nobody takes spans, nothing is kept.

import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { Event } from '../events/event.ts';
import { hasEnded, type Session } from '../events/session.ts';
import type { ExecutionStatus } from '../events/shapes.ts';
import { rootSpanIdOf, traceIdOf } from '../events/trace.ts';
import type { Follower } from './follow-log.ts';

interface Run {
  span: Span;
  agentName: string;
  attempt: number;
  context: Context;
}

interface Open {
  span: Span;
  context: Context;
  /** By execution. */
  runs: Map<string, Run>;
}

/** Workflows with open spans; of more than that the oldest are not told to their end. */
const mostOpen = 20_000;

export function createTraces(tracer: Tracer): Follower & Disposable {
  const workflows = new Map<string, Open>();

  function workflowOf(sessionId: string, id: string, startedAt: string): Open | null {
    const known = workflows.get(id);
    if (known !== undefined) return known;
    const parent = trace.setSpanContext(ROOT_CONTEXT, {
      traceId: traceIdOf(id),
      spanId: rootSpanIdOf(id),
      traceFlags: 1,
      isRemote: true,
    });
    const attributes = { 'pip_stream.session_id': sessionId, 'pip_stream.workflow_id': id };
    const span = tracer.startSpan('workflow', { startTime: new Date(startedAt), attributes }, parent);
    if (!span.isRecording()) return null;
    const open = { span, context: trace.setSpan(parent, span), runs: new Map() };
    workflows.set(id, open);
    if (workflows.size > mostOpen) workflows.delete(workflows.keys().next().value!);
    return open;
  }

  function runOf(open: Open, executionId: string, agentName: string, attempt: number, at: string): Run {
    const known = open.runs.get(executionId);
    if (known !== undefined && known.attempt >= attempt) return known;
    if (known !== undefined) end(known.span, 'failed', at);
    const span = tracer.startSpan(
      `agent ${agentName}`,
      {
        startTime: new Date(at),
        attributes: {
          'gen_ai.operation.name': 'invoke_agent',
          'gen_ai.agent.name': agentName,
          'pip_stream.execution_id': executionId,
          'pip_stream.attempt': attempt,
        },
      },
      open.context,
    );
    const run = { span, agentName, attempt, context: trace.setSpan(open.context, span) };
    open.runs.set(executionId, run);
    return run;
  }

  function onState(open: Open, { data, timestamp, workflowId }: Event<'workflow_state_change'>) {
    const { changedAgent, changedExecution, status } = data;
    const node = data.workflowVisualization.nodes.find((one) => one.agentName === changedAgent);
    if (changedAgent !== null && changedExecution !== null && node !== undefined) {
      if (hasEnded(node.status)) {
        const run = open.runs.get(changedExecution);
        if (run !== undefined) end(run.span, node.status, timestamp);
        open.runs.delete(changedExecution);
      } else {
        const attempt = open.runs.get(changedExecution)?.attempt ?? 1;
        const run = runOf(open, changedExecution, changedAgent, attempt, timestamp);
        run.span.addEvent(node.status, new Date(timestamp));
      }
    }
    if (!hasEnded(status)) return;
    for (const { span } of open.runs.values()) end(span, status, timestamp);
    end(open.span, status, timestamp);
    workflows.delete(workflowId!);
  }

  function onCall(open: Open, { data, timestamp }: Event<'cost_incurred'>) {
    const runs = [...open.runs.values()].filter((one) => one.agentName === data.agentName);
    const took = data.latencyMs ?? 0;
    const ended = Date.parse(timestamp);
    const span = tracer.startSpan(
      `chat ${data.model}`,
      {
        startTime: new Date(ended - took),
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.provider.name': data.provider,
          'gen_ai.request.model': data.model,
          'gen_ai.usage.input_tokens': data.inputTokens,
          'gen_ai.usage.output_tokens': data.outputTokens,
          'pip_stream.cost': Number(data.cost.amount),
        },
      },
      runs.at(-1)?.context ?? open.context,
    );
    span.end(new Date(ended));
  }

  return {
    session(session: Session) {
      for (const { id, status, startedAt } of session.workflows)
        if (!hasEnded(status)) workflowOf(session.id, id, startedAt);
    },
    event(event) {
      const { type, sessionId, workflowId, timestamp } = event;
      if (workflowId === null) return;
      if (type !== 'workflow_state_change' && type !== 'agent_substep' && type !== 'cost_incurred') return;
      // A workflow that has ended is not begun again by what is said after it.
      if (!workflows.has(workflowId) && (type !== 'workflow_state_change' || hasEnded(event.data.status)))
        return;
      const open = workflowOf(sessionId, workflowId, timestamp);
      if (open === null) return;
      if (type === 'workflow_state_change') onState(open, event);
      else if (type === 'cost_incurred') onCall(open, event);
      else if (event.data.substep !== 'completed' && event.data.substep !== 'failed') {
        const { executionId, agentName, attempt } = event.data;
        runOf(open, executionId, agentName, attempt, timestamp);
      }
    },
    /** What is open is told as it is: its work goes on elsewhere, or after a restart. */
    [Symbol.dispose]() {
      for (const { span, runs } of workflows.values()) {
        for (const run of runs.values()) run.span.end();
        span.end();
      }
      workflows.clear();
    },
  };
}

function end(span: Span, status: ExecutionStatus, at: string): void {
  span.setAttribute('pip_stream.status', status);
  if (status === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
  else if (status === 'succeeded') span.setStatus({ code: SpanStatusCode.OK });
  span.end(new Date(at));
}
