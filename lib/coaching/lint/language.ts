/** The lint's rules for one language. A pattern is tried on one sentence without its end mark. */
export interface Language {
  /** Starts an open question: one that needs more than yes or no. Matches near the start. */
  open: RegExp;
  /** Starts a yes-or-no question. */
  closed: RegExp;
  /** A choice between two things: not an open question, but not a yes-or-no question either. */
  choice: RegExp;
  /** An order, also when it is written as a question or a suggestion. */
  orders: readonly RegExp[];
  /** Words that blame a person. */
  blame: readonly RegExp[];
  /** Questions that contain their own answer. */
  leading: readonly RegExp[];
  /** Two questions joined by “and”: the match starts at the conjunction. */
  joined: RegExp;
  /** Abbreviations with a dot: no sentence ends here. */
  abbreviations: RegExp;
  /** Turns an order into a question to offer; null where only the general wording fits. */
  fromOrder(sentence: string): string | null;
}
