// Companion: a rule that says which work seldom comes without which other work.

export interface Companion {
  topic: string;
  /** What seems to be missing, and the trade that it belongs to. */
  description: string;
  trade: string;
  /** The words to look a price up by, where they are not those of the description. */
  priceAs?: string;
  /** The work that calls for it: its trades and words. */
  whenTrades: readonly string[];
  when: RegExp;
  /** Work of those trades that does not call for it whatever else it says. */
  unless?: RegExp;
  /** Fewer lines than this do not call for it; 1 when nothing is said. */
  leastLines?: number;
  /** It is only called for beside work of one of these trades. */
  beside?: readonly string[];
  because: string;
  /** Any line with these words means that it is there; a line of `presentIn` where that is given. */
  present: RegExp;
  presentIn?: readonly string[];
  /** So much of it for each unit of the work that calls for it; null where nothing usual can be said. */
  allowance: { per: string; unit: string; amount: string } | null;
}
