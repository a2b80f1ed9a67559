import { anyOf } from './phrases.ts';
import { reader } from './statement.ts';
import { LEFT, SOMETHING_ELSE } from './words/departures.ts';

/** A person who left the company or leaves it, or a message that came back. */
export const departures = reader({
  says: anyOf(LEFT),
  unless: anyOf(SOMETHING_ELSE),
  isDenial: true,
});
