// A price list is looked at before any workflow runs.

import { describe, expect, it } from 'vitest';
import { startServer } from '../support/server.ts';

const list = `Code,Description,Unit,Low rate,Rate,High rate
,MASONRY,,,,
M1,Brick wall 4 in thick,sf,12,14.20,17
M2,Lintels,blob,18,20,25
M3,Coping stones,m,9,10,12
M4,Sills,m,,on request,
`;

const query = `query Lists($id: ID!) {
  node(id: $id) {
    ... on Document {
      priceLists {
        sheet currency takenCount leftCount leftBecause
        taken(first: 1) { code description section unit low likely high trade source { documentName row } }
        left { description reason because source { row } }
      }
    }
  }
}`;

interface Lists {
  node: { priceLists: { takenCount: number }[] | null };
}

describe('the price lists of a document', () => {
  it('say what was taken, with a guess of the trade, and what was not and why, before a workflow', async () => {
    await using server = await startServer();
    const { document } = await server.upload('rates.csv', Buffer.from(list));
    const { data, errors } = await server.post<Lists>(query, { id: document?.id });
    expect(errors).toBeUndefined();
    expect(data?.node.priceLists).toEqual([
      {
        ...{ sheet: null, currency: null, takenCount: 2, leftCount: 2 },
        leftBecause: '1 with a unit that is not known (row 4); 1 with no rate (row 6)',
        taken: [
          {
            ...{ code: 'M1', description: 'Brick wall 4 in thick', section: 'MASONRY', unit: 'ft2' },
            ...{ low: '12', likely: '14.2', high: '17', trade: 'masonry' },
            source: { documentName: 'rates.csv', row: 3 },
          },
        ],
        left: [
          {
            ...{ description: 'Lintels', reason: 'UNKNOWN_UNIT', source: { row: 4 } },
            because: '«blob» is not a unit that is known',
          },
          {
            ...{ description: 'Sills', reason: 'NO_RATE', source: { row: 6 } },
            because: 'no rate, but «Rate: on request»',
          },
        ],
      },
    ]);
  });

  it('are none in a bill, and unknown in a file that cannot be read', async () => {
    await using server = await startServer();
    const bill = await server.upload(
      'bill.csv',
      Buffer.from('Item,Description,Quantity,Unit,Rate\n1,Brick wall,10,m2,40\n2,Lintels,4,m,20\n'),
    );
    const broken = await server.upload('broken.pdf', Buffer.from('%PDF-1.7\n1 0 obj <<'));
    const of = async (id?: string) => (await server.post<Lists>(query, { id })).data?.node.priceLists;
    expect(await of(bill.document?.id)).toEqual([]);
    expect(broken.document?.kind).toBe('pdf');
    expect(await of(broken.document?.id)).toBeNull();
  });
});
