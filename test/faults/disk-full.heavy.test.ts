// A full disk: what cannot be kept is refused by name, what is there is read on, and with room everything goes on.
//
// The server runs on a small disk of its own (a tmpfs in a mount namespace), half of which a ballast fills.

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { clientFor, followAnswering } from '../support/answering.ts';
import { postGraphQL, type Started, startMutation, upload } from '../support/server.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startOddly } from './odd-server.ts';

const shared = ['--mount', '--map-root-user'];
const canMount =
  spawnSync('unshare', [...shared, 'sh', '-c', 'mount -t tmpfs -o size=1m none /mnt']).status === 0;

/** Mounts the disk, runs the server on it, makes room when the file «room» is there, and leaves a copy behind. */
const script = `
  unshare ${shared.join(' ')} sh -c '
    mount -t tmpfs -o size=16m none "$DATA_DIR" && head -c 8000000 /dev/zero > "$DATA_DIR/ballast"
    (while [ ! -e "$WORK/room" ] && [ -e "$WORK" ]; do sleep 0.05; done; rm -f "$DATA_DIR/ballast") <&- >/dev/null 2>&1 &
    "$@" & server=$!
    trap "kill -TERM $server" TERM
    wait $server; wait $server
    touch "$WORK/room"; cp -r "$DATA_DIR" "$WORK/left"
  ' sh "$@" & space=$!
  trap "kill -TERM $space" TERM
  wait $space; wait $space`;

test.skipIf(!canMount)(
  'a full disk refuses writes by name, is read from, loses nothing, and takes more when there is room',
  async () => {
    using work = tempFolder();
    const folder = join(work.path, 'data');
    mkdirSync(folder);
    await using server = await startOddly({ folder, shell: script, environment: { WORK: work.path } });
    const sessionId = (await upload(server.url, 'a.csv', Buffer.from('a,b\n1,2\n'), null)).session!.id;

    const kept: string[] = [];
    let refused = '';
    for (let number = 0; number < 40 && refused === ''; number++) {
      const text = `item,quantity\n${randomBytes(400_000).toString('hex')},1\n`;
      await upload(server.url, `${number}.csv`, Buffer.from(text), sessionId).then(
        ({ document }) => kept.push(document!.id),
        (error: Error) => {
          refused = error.message;
        },
      );
    }
    expect(refused).toMatch(/A file cannot be stored: ENOSPC.*STORAGE_UNAVAILABLE/);
    expect(kept.length).toBeGreaterThan(2);

    const read = await postGraphQL<{ session: { documents: { id: string }[] } }>(
      server.url,
      'query ($id: ID!) { session(id: $id) { documents { id } } }',
      { id: sessionId },
    );
    expect(read.data?.session.documents.map((one) => one.id)).toEqual(expect.arrayContaining(kept));

    writeFileSync(join(work.path, 'room'), '');
    const { data } = await startWhenThereIsRoom(server.url);
    const client = clientFor(() => server.url, 0);
    const seen = await followAnswering(() => server.url, client, {
      sessionId: data!.startWorkflow.session.id,
    });
    await client.dispose();
    expect(seen.at(-1)?.status).toBe('SUCCEEDED');
    expect(seen.map((one) => one.sequence)).toEqual(seen.map((_, index) => index + 1));

    await server.stop();
    using database = new DatabaseSync(join(work.path, 'left', 'log.sqlite'));
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  },
  60_000,
);

async function startWhenThereIsRoom(url: string) {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const answer = await postGraphQL<Started>(url, startMutation, {
      input: { sample: true, instructions: 'Full estimate, exported as a workbook', idempotencyKey: 'once' },
    });
    if (answer.data?.startWorkflow.session !== undefined) return answer;
    expect(answer.data?.startWorkflow.code).toBe('STORAGE_UNAVAILABLE');
    if (performance.now() > deadline) throw new Error('there is no room');
  }
}

test('a data folder that cannot be used is named at the start, and the server does not begin', async () => {
  using work = tempFolder();
  const file = join(work.path, 'a-file');
  writeFileSync(file, 'not a folder');
  await expect(startOddly({ folder: file })).rejects.toThrow(
    /could not start: The data folder .*a-file cannot be used: it is a file/,
  );

  const folder = join(work.path, 'data');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'log.sqlite'),
    'this is no database, and long enough to be looked at as one'.repeat(20),
  );
  await expect(startOddly({ folder })).rejects.toThrow(
    /could not start: The log .* cannot be opened: .*not a database/,
  );
});

// Nothing is forbidden to root.
test.skipIf(process.getuid?.() === 0)('a data folder without rights is named at the start', async () => {
  using work = tempFolder();
  const folder = join(work.path, 'data');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  await expect(startOddly({ folder })).rejects.toThrow(/could not start: .*(permission|unable to open)/i);
});
