import { anyOf } from './phrases.ts';
import { RESOLVED_WORDS } from './resolved.ts';
import { reader } from './statement.ts';
import { NO_OBJECTION, OBJECTIONS } from './words/objections.ts';

/** A doubt about money, time or law, or a wish for a lower price. */
export const objections = reader({
  says: anyOf(OBJECTIONS),
  unless: anyOf(NO_OBJECTION),
  resolved: RESOLVED_WORDS,
});
