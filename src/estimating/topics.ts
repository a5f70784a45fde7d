// Topics: the names of questions that one agent asks and another one looks the answer up of.

/** Work of a trade that seems to be missing. */
export function missingScopeTopic(trade: string): string {
  return `missing_scope:${trade}`;
}

/** Whether alternates count. */
export const alternatesTopic = 'scope_confirmation:alternates';
