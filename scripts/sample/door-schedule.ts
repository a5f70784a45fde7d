// Door schedule: the doors of the sample job as a drawn table, one more than the bill has.

import PDFDocument from 'pdfkit';
import { project } from './project.ts';

const columns = [
  { header: 'Mark', left: 54 },
  { header: 'Description', left: 100 },
  { header: 'Width', left: 300 },
  { header: 'Height', left: 350 },
  { header: 'Qty', left: 405 },
  { header: 'Unit', left: 440 },
  { header: 'Location', left: 480 },
] as const;

const doors = [
  ['D1', 'Hollow metal exterior door and frame', '3\'-0"', '7\'-0"', '2', 'EA', 'East, west'],
  ['D2', 'Wood interior door, solid core, with frame', '3\'-0"', '7\'-0"', '7', 'EA', 'Inside'],
  ['D3', 'Overhead sectional door, insulated', '10\'-0"', '10\'-0"', '2', 'EA', 'North'],
];

const notes = [
  'D2 leads to office 1, office 2, restroom 1, restroom 2, tool room, store and janitor closet.',
  'D1 with panic device and closer. D2 with lever lockset. D3 with electric operator by the door supplier.',
];

/** PDF of one page; not compressed, since deflate differs between builds of zlib. */
export async function makeDoorSchedule(): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'LETTER',
    margin: 54,
    compress: false,
    info: { Title: `${project.name} – Door schedule`, CreationDate: new Date(project.date) },
  });
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => pdf.on('end', resolve));

  pdf.font('Helvetica-Bold').fontSize(14).text(`${project.name} – Door Schedule`, 54, 54);
  pdf.font('Helvetica').fontSize(9).text(`Owner: ${project.owner}. Location: ${project.place}.`, 54, 76);
  let top = 110;
  pdf.font('Helvetica-Bold');
  writeRow(columns.map((column) => column.header));
  pdf.font('Helvetica');
  for (const door of doors) writeRow(door);
  pdf.font('Helvetica-Bold');
  writeRow(['', 'Total', '', '', '11', 'EA', '']);
  pdf.font('Helvetica');
  for (const [index, note] of notes.entries()) pdf.text(`${index + 1}. ${note}`, 54, top + 16 + index * 16);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);

  function writeRow(cells: string[]): void {
    for (const [index, cell] of cells.entries()) {
      if (cell !== '') pdf.text(cell, columns[index]!.left, top, { lineBreak: false });
    }
    pdf
      .moveTo(54, top + 13)
      .lineTo(558, top + 13)
      .lineWidth(0.5)
      .stroke();
    top += 20;
  }
}
