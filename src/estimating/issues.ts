// Issues: the closed list of what the agents may find fault with, and what each code means.

export const issueCodes = {
  QUANTITY_TIMES_RATE: 'Quantity × rate is not the amount.',
  SUBTOTAL_DIFFERS: 'A declared sum is not the sum of its lines.',
  NOT_IN_ESTIMATE: 'The document adds a tax or percentage that the estimate does not take over.',
  ABSTRACT_DIFFERS: 'A summary does not agree with the sheet that it sums up.',
  DUPLICATE_ITEM: 'The same item stands in the bill more than once.',
  ITEM_NUMBER_GAP: 'An item number is missing.',
  MISSING_QUANTITY: 'A line has no quantity.',
  MISSING_UNIT: 'A line has no unit.',
  MISSING_RATE: 'A line has no rate although the others have one.',
  UNKNOWN_UNIT: 'The unit is not known.',
  AMBIGUOUS_UNIT: 'The unit can be read in two ways.',
  PERCENT_BASIS: 'A percentage was taken of lines that nobody named, or of lines without a price.',
  MIXED_CURRENCIES: 'The bills use several currencies.',
  OTHER_CURRENCY: 'The bills are in another currency than the one asked for.',
  MISSING_COMPANION: 'Work that usually goes with other work of the bill is not there.',
  QUANTITY_DIFFERS: 'A quantity can be worked out, and the result differs from the stated one.',
  SCHEDULE_DIFFERS: 'A schedule and the bill do not agree.',
  MODEL_DIFFERS: 'A building model and the bill do not agree.',
  UNSURE_TRADE: 'The trade of a line is a guess.',
  NO_PRICE: 'No price was found; the line counts nothing.',
  NO_QUANTITY: 'Without a quantity the line counts nothing.',
  UNSURE_PRICE: 'The price may belong to other work.',
  NOT_COUNTED: 'The line stands outside the base job and counts nothing.',
  ABSURD_RATE: 'A rate of the documents is so large that it can only be a slip.',
  PRICE_LIST: 'How many prices of a price list were taken, and which of its rows were not.',
  PROMPT_INJECTION: 'A text of a document speaks to a program; it was not obeyed.',
  BOOK_CURRENCY: 'The built-in prices are in another currency and were not used.',
} as const satisfies Record<string, string>;

export type IssueCode = keyof typeof issueCodes;
