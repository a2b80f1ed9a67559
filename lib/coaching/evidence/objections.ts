import { anyOf } from './phrases.ts';
import { reader } from './statement.ts';
import { NO_OBJECTION, OBJECTIONS } from './words/objections.ts';
import { RESOLVED } from './words/resolved.ts';

/** A doubt about money, time or law, or a wish for a lower price. */
export const objections = reader({
  says: anyOf(OBJECTIONS),
  unless: anyOf(NO_OBJECTION),
  resolved: anyOf(RESOLVED),
});
