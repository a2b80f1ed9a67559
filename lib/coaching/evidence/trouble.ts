import { anyOf } from './phrases.ts';
import { RESOLVED_WORDS } from './resolved.ts';
import { reader } from './statement.ts';
import { NO_TROUBLE, TROUBLE } from './words/trouble.ts';

/** A freeze, a stop, an insolvency or layoffs at the buyer. */
export const trouble = reader({
  says: anyOf(TROUBLE),
  unless: anyOf(NO_TROUBLE),
  resolved: RESOLVED_WORDS,
});
