// Sniff: what a file is, by looking inside; its name decides only between kinds of text.

import { fileTypeFromBuffer } from 'file-type';
import { archiveNames, archiveText } from './archive.ts';
import { compoundNames } from './compound.ts';
import { guessDelimiter } from './delimiter.ts';
import type { DocumentKind } from './document.ts';
import { decodeText, looksLikeText } from './encoding.ts';

export interface Sniffed {
  kind: DocumentKind;
  mediaType: string;
}

/** Bytes at the beginning that tell what a text is. */
const probe = 64 * 1024;
const longestType = 200;
/** Drawings that cannot be read: DXF in its binary form, and DWG. */
export const binaryDrawing = 'image/vnd.dxf; format=binary';
export const closedDrawing = 'image/vnd.dwg';

const mediaTypes: Partial<Record<DocumentKind, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  csv: 'text/csv',
  ifc: 'application/x-step',
  dxf: 'image/vnd.dxf',
  html: 'text/html',
  text: 'text/plain',
  zip: 'application/zip',
  encrypted_office: 'application/x-cfb',
};

/** Tells the kind of content. Reads the beginning and, of a zip file, the directory; unpacks nothing large. Never throws. */
export async function sniffDocument(bytes: Uint8Array, name: string): Promise<Sniffed> {
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return sniffZip(bytes);
  if (isCompound(bytes)) return sniffCompound(bytes);
  // The mark of a PDF may stand behind some bytes of a mail gateway.
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return as('pdf');
  if (startsWith(bytes, 'AutoCAD Binary DXF')) return { kind: 'unknown', mediaType: binaryDrawing };
  if (/^AC10\d\d|^AC1\.\d/.test(Buffer.from(bytes.subarray(0, 6)).toString('latin1')))
    return { kind: 'unknown', mediaType: closedDrawing };
  const known = await typeOf(bytes);
  if (known?.mime.startsWith('image/') === true) return { kind: 'image', mediaType: known.mime };
  if (looksLikeText(bytes)) return sniffText(bytes, name, known?.mime ?? null);
  return { kind: 'unknown', mediaType: known?.mime ?? 'application/octet-stream' };
}

async function sniffZip(bytes: Uint8Array): Promise<Sniffed> {
  const names = await archiveNames(bytes);
  if (names !== null) {
    const has = (wanted: RegExp) => names.some((entry) => wanted.test(entry));
    if (has(/^xl\/workbook\.(xml|bin)$/i)) return as('xlsx');
    if (has(/^word\/document\d*\.xml$/i)) return as('docx');
    // OpenDocument files name their type in a small file of its own.
    const type = has(/^mimetype$/) ? await archiveText(bytes, 'mimetype', longestType) : null;
    if (type?.startsWith('application/vnd.oasis.opendocument.spreadsheet') === true) return as('ods');
    if (has(/^(xl|word)\//i)) return as(has(/^xl\//i) ? 'xlsx' : 'docx');
    return as('zip');
  }
  const known = await typeOf(bytes);
  const cut = (['xlsx', 'docx', 'ods'] as const).find((kind) => mediaTypes[kind] === known?.mime);
  return as(cut ?? 'zip');
}

/** OLE compound files are told apart by the names of their streams. */
function sniffCompound(bytes: Uint8Array): Sniffed {
  const names = compoundNames(bytes);
  const holds = (stream: string) => names.has(stream);
  if (holds('EncryptedPackage')) return as('encrypted_office');
  if (holds('Workbook') || holds('Book')) return as('xls');
  const mediaType = holds('WordDocument') ? 'application/msword' : 'application/x-cfb';
  return { kind: 'unknown', mediaType };
}

function sniffText(bytes: Uint8Array, name: string, known: string | null): Sniffed {
  const { text } = decodeText(bytes.subarray(0, probe));
  const start = text.slice(0, 4096).trimStart();
  if (/^ISO-10303-21\s*;/.test(start)) return as('ifc');
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(start)) return as('xls');
  if (
    /^(<\?xml[^>]*>\s*)?(<!--((?!-->)[\s\S])*-->\s*)*(<!doctype html|<html|<head|<body|<table|<meta)/i.test(
      start,
    )
  )
    return as('html');
  if (/^<\?xml|^<[a-z][^>]*xmlns/i.test(start)) return { kind: 'unknown', mediaType: 'application/xml' };
  if (/^\{\\rtf/.test(start)) return { kind: 'unknown', mediaType: 'application/rtf' };
  // Remarks of the program that wrote it may come first.
  if (/^\s*(999[ \t]*\r?\n.*\r?\n[ \t]*)*0[ \t]*\r?\n[ \t]*SECTION[ \t]*\r?\n/.test(start)) return as('dxf');
  if (known !== null && !known.startsWith('text/')) return { kind: 'unknown', mediaType: known };
  const guess = guessDelimiter(text);
  if (/\.(csv|tsv|tab)$/i.test(name) && guess !== null) return as('csv');
  const lines = text.split(/\r\n|\n|\r/, 3).filter((line) => line.trim() !== '').length;
  const even = guess !== null && lines >= 2 && guess.evenness >= 0.7 && guess.columns >= 3;
  return as(even ? 'csv' : 'text');
}

async function typeOf(bytes: Uint8Array): Promise<{ ext: string; mime: string } | null> {
  try {
    return (await fileTypeFromBuffer(bytes)) ?? null;
  } catch {
    return null;
  }
}

function isCompound(bytes: Uint8Array): boolean {
  return startsWith(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
  return Buffer.from(bytes.subarray(0, signature.length)).equals(Buffer.from(signature, 'latin1'));
}

function as(kind: DocumentKind): Sniffed {
  return { kind, mediaType: mediaTypes[kind] ?? 'application/octet-stream' };
}
