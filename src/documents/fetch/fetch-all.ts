// All addresses of one start: either every one gives a document, or it is said of each why it gives none.

import { Fault, isFault } from '../../base/fault.ts';
import type { FetchDocument, FetchedDocument } from './fetch-document.ts';

const mostAddresses = 20;
const atOnce = 4;

/** In the order of the addresses. @throws INVALID_INPUT or the code of the first, with `detail.issues` at `urls` and their places */
export async function fetchAll(urls: readonly string[], fetchOne: FetchDocument): Promise<FetchedDocument[]> {
  if (urls.length > mostAddresses)
    throw new Fault('INVALID_INPUT', `At most ${mostAddresses} addresses are taken at once.`, {
      path: ['urls'],
    });
  const fetched: FetchedDocument[] = [];
  const refused: { fault: Fault; path: string[] }[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let at = next++; at < urls.length; at = next++) {
      try {
        fetched[at] = await fetchOne(urls[at]!);
      } catch (error) {
        if (!isFault(error)) throw error;
        refused.push({ fault: error, path: ['urls', String(at)] });
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  refused.sort((a, b) => Number(a.path[1]) - Number(b.path[1]));
  const [first] = refused;
  if (first === undefined) return fetched;
  throw new Fault(first.fault.code, first.fault.message, {
    path: first.path,
    issues: refused.map(({ fault, path }) => ({ path, message: fault.message, code: fault.code })),
  });
}
