/** How the names of last stages begin where CRMs ship them, in English, German and Spanish. */
const CLOSED = /^\s*(?:closed|geschlossen|abgeschlossen|cerrad[ao]s?)(?!\p{L})/iu;
/** A word by itself, or run together with “closed”, as internal names are: `closedwon`, `closed_lost`. */
const word = (words: string) =>
  new RegExp(`(?:(?<!\\p{L})|^\\s*closed)(?:${words})(?!\\p{L})`, 'iu');
const WON = word('won|gewonnen|ganad[ao]s?');
const LOST = word('lost|verloren|perdid[ao]s?');
/** “Closed - not won”: an end, and nobody knows more. */
const NOT_WON = /(?<!\p{L})(?:not|nicht|no)\s+(?:won|gewonnen|ganad[ao]s?)(?!\p{L})/iu;

/**
 * The end that a stage's name says, where a page does not tell the stage's kind; companies give their own names. `other` is an end that
 * is neither, as in “Closed - Duplicate”; null is a stage that is still open.
 */
export function closedAs(stage: string): 'won' | 'lost' | 'other' | null {
  if (LOST.test(stage)) return 'lost';
  if (NOT_WON.test(stage)) return 'other';
  if (WON.test(stage)) return 'won';
  return CLOSED.test(stage) ? 'other' : null;
}
