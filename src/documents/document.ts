// Documents: what was read from a file, as plain data that can cross a process and be stored.
//
// Every value keeps where it came from, from here to the last export.

/** The kinds of content that can be told apart by looking inside. */
export type DocumentKind =
  | 'xlsx'
  | 'xls'
  | 'ods'
  | 'csv'
  | 'pdf'
  | 'docx'
  | 'ifc'
  | 'dxf'
  | 'image'
  | 'html'
  | 'zip'
  | 'text'
  | 'encrypted_office'
  | 'unknown';

/** A place in a document. Rows and pages count from 1, as a person sees them. */
export interface Source {
  documentId: string;
  documentName: string;
  sheet: string | null;
  page: number | null;
  row: number | null;
  /** The name of the cell, such as D14, or «row 3, column 2» of a table in a text; null or left out where there are no cells. */
  cell?: string | null;
  /** The words found there, at most 200 characters. */
  quote: string | null;
}

/** How a value was obtained: from a cell, from text, reckoned, counted in a model or drawing, or recognised in a picture. */
export type Method = 'cell' | 'text' | 'expression' | 'model' | 'ocr';

/** A value's place, the way it was obtained, and how sure that is (0–1). */
export interface Provenance extends Source {
  method: Method;
  confidence: number;
}

export type ColumnRole =
  | 'item'
  | 'code'
  | 'description'
  | 'quantity'
  | 'unit'
  | 'rate'
  | 'amount'
  | 'number'
  | 'length'
  | 'breadth'
  | 'depth'
  | 'remark'
  | 'other';

export interface Column {
  /** From 0, left to right. */
  index: number;
  header: string;
  role: ColumnRole;
  /** Whose prices these are, where several bidders stand side by side. */
  group: string | null;
}

/** One priced or unpriced item of a table. Numbers are decimal strings, exactly as they were meant. */
export interface TableLine {
  id: string;
  item: string | null;
  code: string | null;
  description: string;
  /** The heading that it stands under. */
  section: string | null;
  quantity: string | null;
  /** As written. */
  unit: string | null;
  rate: string | null;
  amount: string | null;
  /** No × L × B × D where the table has such columns. */
  dimensions: {
    number: string | null;
    length: string | null;
    breadth: string | null;
    depth: string | null;
    /** Of the lengths, where the cells or their headings say it; left out otherwise. */
    unit?: 'm' | 'ft';
  } | null;
  remark: string | null;
  source: Provenance;
  /** Where its figures stand; left out where that is the place of the line and no cell has a name. */
  figures?: FigurePlaces;
  /** Every bidder's price, where several stand side by side; `rate` and `amount` are those of one of them. */
  prices?: GroupPrice[];
}

/** The row of a line's figures, and the cells there by name: F14, or F14+H14 where two make one figure. */
export interface FigurePlaces {
  page: number | null;
  row: number;
  quantity: string | null;
  rate: string | null;
  amount: string | null;
  /** Of the factors No × L × B × D, such as C14+D14+E14; left out where there are none with names. */
  dimensions?: string;
}

/** The price under one name of several that stand side by side. */
export interface GroupPrice {
  group: string;
  rate: string | null;
  amount: string | null;
  /** Their cells by name, where they have names. */
  cells?: { rate: string | null; amount: string | null };
}

/** A sum that the document itself declares. */
export interface DeclaredTotal {
  label: string;
  /** The section it sums; null for the whole table. */
  section: string | null;
  amount: string;
  source: Source;
  /** The same sum of every bidder, where several stand side by side. */
  prices?: GroupPrice[];
}

/** `bill`: priced or priceable items with quantities. `schedule`: sizes or counts to take off from. */
export type TableKind = 'bill' | 'schedule' | 'other';

export interface Table {
  id: string;
  title: string | null;
  sheet: string | null;
  page: number | null;
  kind: TableKind;
  /** Where its lines add up a schedule: of reinforcement bars by diameter, or of rooms by finish. */
  sums?: 'bars' | 'finishes';
  columns: Column[];
  /** ISO 4217 where the table says it. */
  currency: string | null;
  lines: TableLine[];
  totals: DeclaredTotal[];
  /** 0–1: the share of the checkable arithmetic (quantity × rate = amount, sums) that holds; null when nothing can be checked. */
  arithmeticShare: number | null;
  /** 0–1: how sure it is that the columns were understood. */
  confidence: number;
}

/** A paragraph, list item or line of running text. */
export interface TextBlock {
  text: string;
  /** 1 for a top heading, 2 below it …; null for body text. */
  headingLevel: number | null;
  /** The heading that it stands under. */
  heading: string | null;
  source: Source;
}

export interface ReadDocument {
  documentId: string;
  name: string;
  kind: DocumentKind;
  /** Pages or sheets. */
  parts: number;
  tables: Table[];
  texts: TextBlock[];
  /** Of a drawing: what it is drawn in. */
  drawing?: Drawing;
  /** What the rules do not know the meaning of, for a model to say; left out where there is nothing, and once it was asked. */
  unsure?: UnsureColumns[];
  /** What a person should know of the reading, such as «the name says .csv, the content is XLSX». */
  notes: string[];
}

/** Headings of a table over figures that the rules do not know. */
export interface UnsureColumns {
  /** Which grid of the document, from 0. */
  grid: number;
  sheet: string | null;
  page: number | null;
  columns: UnsureColumn[];
  /** A few rows below the headings, a text for each of `columns`. */
  samples: string[][];
}

export interface UnsureColumn {
  heading: string;
  /** What the rules take it for; null where they do not know. */
  role: ColumnRole | null;
}

/** The measure of a drawing; its sides are in the units that it is drawn in. */
export interface Drawing {
  /** Such as mm; null when the file does not say it and nobody was asked. */
  unit: string | null;
  width: string | null;
  height: string | null;
}

/** What the reader needs to know of a file. */
export interface DocumentFile {
  documentId: string;
  name: string;
  bytes: Uint8Array;
}

/** Real counters of the work: pages, sheets or rows done, of how many. */
export interface ReadProgress {
  operation: string;
  done: number;
  total: number | null;
}
