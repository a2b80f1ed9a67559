/** What the lint knows of one language. Each pattern is tried on a single sentence, without its end mark. */
export interface Language {
  /** Words that open a question to which more than yes or no is an answer, anywhere near the start. */
  open: RegExp;
  /** Verbs that open a question to which yes or no is an answer. */
  closed: RegExp;
  /** A choice between two things: not open, but no yes or no either. */
  choice: RegExp;
  /** An order, plain or dressed as a question or as a suggestion. */
  orders: readonly RegExp[];
  /** Words that lay the fault on a person. */
  blame: readonly RegExp[];
  /** Questions that hold their own answer. */
  leading: readonly RegExp[];
  /** Two questions joined by one “and”: what follows the second question word. */
  joined: RegExp;
  /** Never split here: abbreviations with a dot. */
  abbreviations: RegExp;
  /** A wording to offer for an order, where one can be made from it; null where only a general one fits. */
  fromOrder(sentence: string): string | null;
}
