// Files: the sample project, file by file.

import { makeAddendum } from './addendum.ts';
import { makeBill } from './bill.ts';
import { makeDoorSchedule } from './door-schedule.ts';
import { makeEarlierBill } from './earlier-bill.ts';
import { makeModel } from './model.ts';
import { makeSpecification } from './specification.ts';

export interface SampleFile {
  name: string;
  bytes: Uint8Array;
}

/** All files of the sample project; the same bytes at every call. */
export async function makeSampleFiles(): Promise<SampleFile[]> {
  return [
    { name: 'bill-of-quantities.xlsx', bytes: await makeBill() },
    { name: 'bill-of-quantities-rev-a.csv', bytes: makeEarlierBill() },
    { name: 'specification.docx', bytes: await makeSpecification() },
    { name: 'door-schedule.pdf', bytes: await makeDoorSchedule() },
    { name: 'workshop.ifc', bytes: makeModel() },
    { name: 'damaged-addendum.xlsx', bytes: await makeAddendum() },
  ];
}
