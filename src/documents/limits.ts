// Limits: how much a document may take, in bytes, parts and time.

export interface DocumentLimits {
  /** The file as it comes. */
  fileBytes: number;
  /** Files in an archive such as XLSX or DOCX. */
  archiveEntries: number;
  /** One unpacked file of an archive. */
  archiveEntryBytes: number;
  /** All unpacked files of an archive together. */
  archiveTotalBytes: number;
  /** Unpacked to packed, looked at once more than `archiveFreeBytes` are unpacked. */
  archiveRatio: number;
  archiveFreeBytes: number;
  /** Lines of tables in one document. Every agent goes through all of them, in the server's own process. */
  lines: number;
  /** What was read, about as it lies in the server's memory: characters, and a hundred bytes for each thing that has a place. */
  resultBytes: number;
  /** Resident memory of the process that reads. */
  memoryBytes: number;
  /** From the beginning of the reading to its end, waiting for a free reader not counted. */
  deadlineMs: number;
}

const megabyte = 1024 * 1024;

export const defaultLimits: Readonly<DocumentLimits> = {
  fileBytes: 100 * megabyte,
  archiveEntries: 5_000,
  archiveEntryBytes: 200 * megabyte,
  archiveTotalBytes: 300 * megabyte,
  archiveRatio: 200,
  archiveFreeBytes: 10 * megabyte,
  lines: 50_000,
  resultBytes: 64 * megabyte,
  memoryBytes: 768 * megabyte,
  deadlineMs: 120_000,
};
