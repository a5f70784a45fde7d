// Price lists: those of a document, read from the file itself, so that they can be looked at before any workflow runs.
//
//   P1. A document is read in a reader process like any other, in its turn and within the limits of all documents.
//   P2. Several who ask for one document at a time wait for one reading; the newest readings are kept.

import { LRUCache } from 'lru-cache';
import { isFault } from '../base/fault.ts';
import type { Table } from '../documents/document.ts';
import { readDocument } from '../documents/read.ts';
import { isPriceList, type PriceListReading, readPriceList } from '../estimating/price-list.ts';
import type { Log, StoredDocument } from '../log/log.ts';

export interface PriceList extends PriceListReading {
  place: Pick<Table, 'title' | 'sheet' | 'page'>;
}

export interface PriceLists {
  /** In the order of the document; null when it cannot be read, of which the workflow says why. */
  of(document: StoredDocument): Promise<readonly PriceList[] | null>;
}

/** Kinds that hold tables of words. */
const tabular = new Set(['xlsx', 'xls', 'ods', 'csv', 'text', 'pdf', 'docx', 'html']);
/** About what a row takes in memory. */
const bytesOfRow = 1000;

/** Keeps about so many bytes of readings; a document whose reading is larger is read each time. */
export function createPriceLists(log: Log, closing: AbortSignal, keepBytes = 20_000_000): PriceLists {
  const kept = new LRUCache<string, readonly PriceList[]>({ maxSize: keepBytes });
  const underWay = new Map<string, Promise<readonly PriceList[] | null>>();

  const read = async (document: StoredDocument) => {
    const bytes = await log.getBlob(document.sha256);
    try {
      const { tables } = await readDocument(
        { documentId: document.id, name: document.name, bytes },
        { signal: closing },
      );
      const lists = tables.filter(isPriceList).map((table): PriceList => {
        const { title, sheet, page } = table;
        return { ...readPriceList(table), place: { title, sheet, page } };
      });
      const rows = lists.reduce((sum, { taken, left }) => sum + taken.length + left.length, 1);
      kept.set(document.id, lists, { size: rows * bytesOfRow });
      return lists;
    } catch (error) {
      if (isFault(error) || closing.aborted) return null;
      throw error;
    }
  };

  return {
    async of(document) {
      if (!tabular.has(document.kind)) return [];
      // The same file in two sessions has other ids in its places.
      const known = kept.get(document.id);
      if (known !== undefined) return known;
      let reading = underWay.get(document.id);
      if (reading === undefined) {
        reading = read(document).finally(() => underWay.delete(document.id));
        underWay.set(document.id, reading);
      }
      return reading;
    },
  };
}
