import { describe, expect, it } from 'vitest';
import { projectNameOf, slugOf } from '../../../src/agents/export/project-name.ts';
import type { ReadDocument, Table } from '../../../src/documents/document.ts';

const documentWith = (...tables: [title: string | null, kind: Table['kind']][]): ReadDocument => ({
  ...{ documentId: 'd', name: 'd.xlsx', kind: 'xlsx', parts: 1, texts: [], notes: [] },
  tables: tables.map(([title, kind], index) => ({
    ...{ id: `${index}`, title, sheet: null, page: null, kind, columns: [], currency: null },
    ...{ lines: [], totals: [], arithmeticShare: null, confidence: 1 },
  })),
});

describe('the name of a project', () => {
  it('is what the title of a bill is about', () => {
    const read = [
      documentWith(['Door schedule – Annex', 'schedule']),
      documentWith(['Bill of Quantities – Riverside Community Workshop', 'bill']),
    ];
    expect(projectNameOf(read, [])).toBe('Riverside Community Workshop');
  });

  it('comes from a file name when titles only say what the paper is', () => {
    const files = [{ name: 'bill-of-quantities.xlsx' }, { name: 'north_pump-station.ifc' }];
    expect(projectNameOf([documentWith(['Bill No. 1', 'bill'], [null, 'bill'])], files)).toBe(
      'north pump station',
    );
  });

  it('is «Project» when nothing names it', () => {
    expect(projectNameOf([], [{ name: 'boq.xlsx' }, { name: '01.pdf' }])).toBe('Project');
  });

  it.each([
    ['Riverside Community Workshop', 'riverside-community-workshop'],
    ['  École à Zürich / Phase 2 ', 'ecole-a-zurich-phase-2'],
    ['../../etc/passwd', 'etc-passwd'],
    ['混凝土', 'project'],
  ])('%j makes a file name fit for everywhere', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('makes a file name of 60 letters at most', () => {
    expect(slugOf(`${'a'.repeat(59)} b c`)).toBe('a'.repeat(59));
  });
});
