/** How CRMs' own names of closed stages begin, in English, German and Spanish. */
const CLOSED = /^\s*(?:closed|geschlossen|abgeschlossen|cerrad[ao]s?)(?!\p{L})/iu;
/** A separate word, or one joined to “closed” as in internal names: `closedwon`, `closed_lost`. */
const wordPattern = (alternatives: string) =>
  new RegExp(`(?:(?<!\\p{L})|^\\s*closed)(?:${alternatives})(?!\\p{L})`, 'iu');
const WON = wordPattern('won|gewonnen|ganad[ao]s?');
const LOST = wordPattern('lost|verloren|perdid[ao]s?');
/** “Closed - not won”: closed, with no more detail. */
const NOT_WON = /(?<!\p{L})(?:not|nicht|no)\s+(?:won|gewonnen|ganad[ao]s?)(?!\p{L})/iu;

/**
 * How a deal in a stage ended, from the stage's name: for pages that do not show the stage's kind.
 * `other`: closed but neither won nor lost, as in “Closed - Duplicate”. Null: still open.
 */
export function closedAs(stage: string): 'won' | 'lost' | 'other' | null {
  if (LOST.test(stage)) return 'lost';
  if (NOT_WON.test(stage)) return 'other';
  if (WON.test(stage)) return 'won';
  return CLOSED.test(stage) ? 'other' : null;
}
