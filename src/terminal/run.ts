// The demo: starts a workflow on a server, shows it live, lets the person answer, and sums up.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Client, createTerminalClient } from './client.ts';
import { eventLine } from './event-line.ts';
import * as operations from './operations.ts';
import { answerByRule, askPerson, type Question } from './question.ts';
import { createScreen, type Screen } from './screen.ts';
import { estimateSummary, messageSummary, type Result } from './summary.ts';
import { wrap } from './wrap.ts';

export interface DemoOptions {
  url: string;
  /** Empty takes the sample. */
  files: string[];
  instructions: string;
  /** Watches this session instead of starting one. */
  sessionId: string | null;
  /** Answers by rule instead of asking. */
  yes: boolean;
  /** Where exports are put. */
  out: string;
}

const ended = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** True when the workflow succeeded. */
export async function runDemo(
  options: DemoOptions,
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<boolean> {
  const screen = createScreen(stream);
  const client = createTerminalClient(options.url, signal);
  try {
    screen.line(
      '🚀 pip-stream: an AI manager at work, live\n============================================================\n',
    );
    screen.line(`🔌 Connecting to ${options.url} …`);
    const { __type: kinds } = await client.query(operations.features, {});
    screen.line(
      `✅ Connected\n${wrap(`🎯 Available streaming features: ${(kinds?.enumValues ?? []).map((one) => one.name.toLowerCase()).join(', ')}`, screen.width - 1, 3)}\n`,
    );
    const { sessionId, workflowId, cursor } = await begin(client, options, screen);
    screen.line('📊 Monitoring real-time streaming messages …');
    const counts = await watch(client, { sessionId, workflowId, cursor }, options, screen);
    screen.hold();
    if (signal.aborted) {
      screen.line('\n⏹  Stopped watching.');
      return false;
    }
    const { workflow } = await client.query(operations.result, { id: workflowId });
    if (workflow === null) throw new Error('the server no longer knows the workflow');
    for (const line of [...messageSummary(counts), ...estimateSummary(workflow, screen.width)])
      screen.line(line);
    await saveExports(client, workflow, join(options.out, sessionId), screen);
    screen.line(
      workflow.status === 'SUCCEEDED'
        ? '\n✅ The workflow succeeded.'
        : `\n❌ The workflow ended as ${workflow.status.toLowerCase()}: ${workflow.reason ?? 'no reason was given'}`,
    );
    return workflow.status === 'SUCCEEDED';
  } finally {
    screen.close();
    client.close();
  }
}

interface Begun {
  sessionId: string;
  workflowId: string;
  cursor: string | null;
}

async function begin(
  client: Client,
  { sessionId: watched, files, instructions }: DemoOptions,
  screen: Screen,
): Promise<Begun> {
  if (watched !== null) {
    const { session } = await client.query(operations.current, { id: watched });
    if (session?.currentWorkflow == null) throw new Error(`there is no session ${watched} with a workflow`);
    return { sessionId: watched, workflowId: session.currentWorkflow.id, cursor: null };
  }
  let sessionId: string | null = null;
  for (const path of files) {
    sessionId = await client.upload(sessionId, path, await readFile(path));
    screen.line(`📄 ${path}`);
  }
  const input = { sessionId, instructions, sample: files.length === 0 };
  const { startWorkflow } = await client.query(operations.start, { input });
  if (startWorkflow.__typename !== 'WorkflowStarted') throw new Error(startWorkflow.message);
  screen.line(
    `💬 Session ${startWorkflow.session.id}\n🎯 Workflow ${startWorkflow.workflow.id}: «${instructions}»\n`,
  );
  return {
    sessionId: startWorkflow.session.id,
    workflowId: startWorkflow.workflow.id,
    cursor: startWorkflow.cursor,
  };
}

/** Shows everything until the workflow has ended; returns how many messages of each type there were. */
async function watch(
  client: Client,
  { sessionId, workflowId, cursor }: Begun,
  { yes }: DemoOptions,
  screen: Screen,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { events: event } of client.subscribe(operations.watch, { sessionId, after: cursor })) {
    const type = event.type.toLowerCase();
    counts.set(type, (counts.get(type) ?? 0) + 1);
    screen.line(eventLine(event, screen.width));
    if (event.__typename === 'AgentSubstep') screen.progress(event.agentName, event.progressPercentage);
    if (event.__typename === 'UserDecisionNeeded' && event.decision.status === 'OPEN')
      await answer(client, event, yes, screen);
    if (
      event.__typename === 'WorkflowStateChange' &&
      event.workflowId === workflowId &&
      ended.includes(event.status)
    )
      break;
  }
  return counts;
}

async function answer(client: Client, event: Question, yes: boolean, screen: Screen): Promise<void> {
  screen.hold();
  if (yes)
    screen.line(
      wrap(
        `       ${event.options.map((one) => (one.value === event.defaultOption ? `[${one.label}]` : one.label)).join(' · ')}`,
        screen.width - 1,
        7,
      ),
    );
  const given = yes ? answerByRule(event) : await askPerson(event);
  if (given === null) throw new Error('stopped at a question; it stays open on the server');
  const input = { decisionId: event.decisionId, answer: given };
  const { answerDecision } = await client.query(operations.answer, {
    input,
  });
  if (answerDecision.__typename !== 'DecisionAnswered') screen.line(`  ⚠️  ${answerDecision.message}`);
}

async function saveExports(
  client: Client,
  { artifacts }: Result,
  folder: string,
  screen: Screen,
): Promise<void> {
  const exports = artifacts.filter((one) => one.kind.startsWith('EXPORT_'));
  if (exports.length === 0) return;
  await mkdir(folder, { recursive: true });
  screen.line('\n📦 Files:');
  for (const { name, url } of exports) {
    // The name comes from a server: only its last part is used.
    const path = join(folder, name.replace(/[/\\]/g, '_').replace(/^\.+/, ''));
    await writeFile(path, await client.download(url));
    screen.line(`  ${resolve(path)}`);
  }
}
