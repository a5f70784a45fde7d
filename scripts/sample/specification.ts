// Specification: the words of the sample job, with what is left out of it and what is still open.

import { Document, HeadingLevel, Packer, Paragraph } from 'docx';
import { withZipDates } from '../../src/agents/export/zip-dates.ts';
import { project } from './project.ts';

type Chapter = [heading: string, ...paragraphs: string[]];

const chapters: Chapter[] = [
  [
    'Scope of work',
    'The work is a single-story community workshop of 64 ft by 40 ft with an office corner and two restrooms.',
    'The contractor shall provide all labor, material and equipment for earthwork, concrete, masonry, carpentry, roofing, insulation, doors and windows, finishes and plumbing as listed in the bill of quantities.',
    'Quantities are measured net. Waste and laps are to be covered by the rates.',
  ],
  [
    'Exclusions',
    'Heating, ventilation and air conditioning will be installed by others.',
    'Furniture and workshop machines are not in contract (N.I.C.).',
    'Utility connections beyond 5 ft outside the building are excluded.',
    'Building permit fees will be paid by the owner.',
    'Scaffolding to walls will be provided by others.',
    'Painting of doors and frames is excluded; they are painted by the owner.',
    'Toilet accessories will be supplied and installed by the owner.',
  ],
  [
    'Provisional sums and alternates',
    'Include a provisional sum of $38,000.00 for the electrical installation.',
    'Alternate 1: epoxy floor coating in the workshop in lieu of the concrete floor sealer. State the difference in price.',
    'Paint colors: TBD by the owner before work on finishes begins.',
  ],
  [
    'Earthwork',
    'Strip topsoil to a depth of 6 in. within 10 ft of the building and stockpile it on site.',
    'Compact the aggregate base under the slab to 95 percent of the maximum dry density.',
  ],
  [
    'Concrete',
    'Footings: 3000 psi at 28 days. Slab on grade and sidewalk: 4000 psi at 28 days, air-entrained where exposed.',
    'Reinforcing bars: grade 60. Cut control joints within 12 hours after placing, at most 12 ft apart.',
  ],
  [
    'Masonry',
    'Exterior walls: concrete masonry units of 8 in., reinforced with vertical bars at 48 in. centers and grouted at bars.',
    'Provide a grouted bond beam at the top of all exterior walls and lintels over all openings.',
  ],
  [
    'Carpentry',
    'Roof trusses are designed by the supplier for a ground snow load of 20 psf and delivered with sealed drawings.',
    'Wood in contact with masonry or concrete shall be pressure-treated.',
  ],
  [
    'Roofing and insulation',
    'Standing seam metal roofing of 24 gauge steel with a factory finish, over synthetic underlayment.',
    'Attic insulation shall reach R-38 after settling. Fill stud partitions with fiberglass batts, R-13.',
  ],
  [
    'Doors and windows',
    'Doors are listed in the door schedule. Each door shall be furnished with hinges, a lever lockset, a closer where scheduled, and a wall stop.',
    'Windows are fixed, with double glazing and thermally broken aluminum frames.',
  ],
  [
    'Finishes',
    'Gypsum board shall be taped and finished to level 4.',
    'Seal the exposed concrete floor of the workshop with two coats of a clear penetrating sealer.',
  ],
  [
    'Plumbing',
    'Provide fixtures, water heater, and water and drain pipes inside the building and up to 5 ft outside of it.',
  ],
];

/** DOCX. */
export async function makeSpecification(): Promise<Uint8Array> {
  const children = [
    new Paragraph({ text: `${project.name} – Specification`, heading: HeadingLevel.TITLE }),
    new Paragraph(`Owner: ${project.owner}. Location: ${project.place}.`),
    ...chapters.flatMap(([heading, ...paragraphs], index) => [
      new Paragraph({ text: `${index + 1}. ${heading}`, heading: HeadingLevel.HEADING_1 }),
      ...paragraphs.map((text) => new Paragraph(text)),
    ]),
  ];
  const document = new Document({ sections: [{ children }] });
  const bytes = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties() },
  ]);
  return withZipDates(bytes, project.date);
}

/** The library would write the time of the run. */
function coreProperties(): string {
  const date = project.date.replace('.000', '');
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${project.name} – Specification</dc:title><dc:creator>${project.owner}</dc:creator>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${date}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${date}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
}
