// Agents whose work a seed decides: steps, questions of every make, failures, waits, and now and then no end.
//
// As every agent (A1) they ask the same when they run again; only how often they fail is remembered, by the world.

import { type Agent, type AgentRun, ask, progress, settled } from '../../src/agents/agent.ts';
import { sha256 } from '../../src/base/id.ts';
import { done, fakeRoster, type Work } from '../support/fake-agents.ts';
import { type Random, random } from '../support/random.ts';
import type { Owner, World } from './world.ts';

/** How often each agent of each workflow has still to fail; the same over all processes. */
export type Failures = Map<string, number>;

const options = ['a', 'b', 'c'].map((value) => ({ value, label: value, effect: '', costDelta: null }));

export function simulatedRoster(world: World, process: Owner, seed: number, failures: Failures): Agent[] {
  const workOf = (name: string): Work =>
    async function* (context): AgentRun {
      const key = `${name} ${context.documents[0]?.id} ${context.startedAt}`;
      const draw = random(Number.parseInt(sha256(`${seed} ${key}`).slice(0, 8), 16));
      const fails = draw(4) === 0 ? draw(6) : 0;
      const early: string[] = [];
      for (let part = 1 + draw(4); part > 0; part--) {
        await world.turn(process);
        if (draw(3) === 0) yield* question(`${name}-${part}`, draw, early);
        else yield progress('processing', 50, { operation: `part ${part}` });
      }
      const left = failures.get(key) ?? fails;
      if (left > 0) {
        failures.set(key, left - 1);
        if (left === 3) await world.turn({ alive: false });
        throw new Error('as planned');
      }
      if (draw(3) > 0) yield* settled(early);
      await world.turn(process);
      return draw(40) === 0 ? done({ stop: { reason: 'enough', failed: draw(2) === 0 } }) : done();
    };
  const names = ['file_reader', 'trade_mapper', 'takeoff_calculator', 'exporter'];
  return fakeRoster(Object.fromEntries(names.map((name) => [name, workOf(name)])));
}

async function* question(topic: string, draw: Random, early: string[]) {
  const affectsWorkflow = draw(3) > 0;
  if (!affectsWorkflow) early.push(topic);
  yield* ask({
    topic,
    decisionType: draw(4) === 0 ? 'approve_estimate' : 'clarification',
    prompt: topic,
    options,
    affectsWorkflow,
    defaultOption: draw(2) === 0 ? 'a' : null,
    canSkip: draw(3) === 0,
    multiple: draw(4) === 0,
    freeText: draw(4) === 0,
    waitsForever: draw(8) === 0,
  });
}
