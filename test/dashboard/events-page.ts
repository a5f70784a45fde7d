// Events page: what the list in a browser shows, read by scrolling through it as a person would.

import type { Page } from 'playwright-core';
import { said, substep } from '../support/drafts.ts';
import type { Server } from '../support/server.ts';

export const sessionId = 'listed';

/** A session with so many events, every tenth a step of an agent. */
export async function openSession(
  { services: { log } }: Pick<Server, 'services'>,
  count: number,
): Promise<void> {
  await log.createSession({ id: sessionId, title: 'A long session', createdAt: '2026-01-01T00:00:00.000Z' });
  await happens({ services: { log } }, count);
}

/** So many more events, appended in batches. */
export async function happens(
  { services: { log } }: { services: Pick<Server['services'], 'log'> },
  count: number,
): Promise<number> {
  let { lastSequence } = (await log.head(sessionId))!;
  const end = lastSequence + count;
  while (lastSequence < end) {
    const drafts = Array.from({ length: Math.min(500, end - lastSequence) }, (_, n) => {
      const sequence = lastSequence + n + 1;
      return sequence % 10 === 0 ? substep('file_reader', 50) : said(`This is event ${sequence}.`);
    });
    ({ lastSequence } = await log.append(sessionId, lastSequence, drafts));
  }
  return lastSequence;
}

export const eventsAddress = (url: string) => `${url}/sessions/${sessionId}/events`;

/** Resolves when the newest row of the list is this one. */
export const showsLast = (page: Page, sequence: number) =>
  page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll<HTMLElement>('[data-sequence]')].at(-1)?.dataset.sequence === wanted,
    String(sequence),
  );

/** The sequences of all rows, from the first event to the end, in the order of the page. */
export function allListed(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const scroller = document.querySelector<HTMLElement>('[data-virtuoso-scroller]')!;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const shown = () =>
      [...scroller.querySelectorAll<HTMLElement>('[data-sequence]')].map(({ dataset }) =>
        Number(dataset.sequence),
      );
    const end = performance.now() + 30_000;
    const inTime = (where: string) => {
      if (performance.now() < end) return;
      const state = document.querySelector<HTMLElement>('[data-state]')?.dataset.state;
      throw new Error(
        `${where}: ${state}, at ${scroller.scrollTop} of ${scroller.scrollHeight}, rows ${shown()[0]} to ${shown().at(-1)}, begins «${scroller.textContent!.slice(0, 30)}»`,
      );
    };
    // The hand goes on for as long as it takes, as a person's does whose list follows what happens.
    while (!scroller.textContent!.includes('The beginning') || scroller.scrollTop > 0) {
      inTime('on the way to the beginning');
      scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, bubbles: true }));
      scroller.scrollTop = 0;
      await frame();
    }
    const listed: number[] = [];
    for (let still = 0; still < 10; ) {
      inTime('on the way to the end');
      const rows = shown();
      // What is twice in the page is told here, what is missing by what is returned.
      if (rows.some((sequence, index) => index > 0 && sequence <= rows[index - 1]!))
        throw new Error(`out of order: ${rows.join(' ')}`);
      listed.push(...rows.filter((sequence) => sequence > (listed.at(-1) ?? 0)));
      const before = scroller.scrollTop;
      scroller.scrollTop += scroller.clientHeight * 0.9;
      await frame();
      still =
        scroller.scrollTop === before && !scroller.textContent!.includes('Later events') ? still + 1 : 0;
    }
    return listed;
  });
}
