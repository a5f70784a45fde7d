// Project: what all files of the sample say of the same job.

export const project = {
  name: 'Riverside Community Workshop',
  owner: 'Riverside Parks Department',
  place: 'Riverside Park, Indiana',
  /** Stands in every file that carries a date. */
  date: '2026-03-02T09:00:00.000Z',
} as const;
