// Resume over a server that is killed: clients of every kind, and a producer who delivers again until it is acknowledged.

import { expect, test } from 'vitest';
import { clients, named } from '../support/following-clients.ts';
import { postEvents, spoken } from '../support/producer.ts';
import { random } from '../support/random.ts';
import { createReceived } from '../support/received.ts';
import { freePort, startProcess } from '../support/server-process.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { dense, seed, toldAgain } from '../support/under-fire.ts';

test('over a server that is killed five times each client is told each event once, and one that names itself misses none', async () => {
  using folder = tempFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let server = await startProcess(folder.path, port, { DURABILITY: 'normal' });
  const below = random(seed);
  let restarted = Promise.resolve();
  let last = 0;

  /** Again until it is acknowledged; the key makes that harmless. */
  async function deliver(key: string): Promise<void> {
    const events = Array.from({ length: 1 + below(20) }, (_, n) => spoken(`${key} ${n}`));
    for (;;) {
      try {
        const { status, body } = await postEvents(url, 'fire', events, { 'idempotency-key': key });
        expect(status).toBe(200);
        last = Math.max(last, body.last_sequence ?? 0);
        return;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        await restarted;
      }
    }
  }

  await deliver('first');
  const told = Object.values(clients).map(() => createReceived(40_000));
  await using opened = new AsyncDisposableStack();
  for (const [n, follow] of Object.values(clients).entries()) opened.use(follow(url, 'fire', told[n]!));
  const [byName, connections] = [createReceived(40_000), [] as number[]];
  opened.use(named(url, 'fire', byName, () => connections.push(byName.sequences.length)));
  for (let kill = 1; kill <= 5; kill++) {
    // Ended when some client, another each time, is in the middle of what is being delivered.
    const delivering = (async () => {
      for (let n = 0; n < 10; n++) await deliver(`${kill} ${n}`);
    })();
    await told[kill % told.length]!.upTo(last + 1 + below(40));
    restarted = server.kill().then(async () => {
      server = await startProcess(folder.path, port, { DURABILITY: 'normal' });
    });
    await delivering;
    await restarted;
  }
  await deliver('last');
  await Promise.all(told.map((one) => one.upTo(last)));
  for (const one of told) expect(one.sequences).toEqual(dense(last));
  await byName.upTo(last);
  toldAgain(byName.sequences, connections);
  // A kill may meet it on its way back.
  expect(connections.length).toBeGreaterThan(3);
  await opened.disposeAsync();
  expect(await server.stop()).toBe(0);
}, 60_000);
