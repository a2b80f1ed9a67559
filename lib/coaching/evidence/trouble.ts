import { anyOf } from './phrases.ts';
import { reader } from './statement.ts';
import { SETTLED } from './words/settled.ts';
import { NO_TROUBLE, TROUBLE } from './words/trouble.ts';

/** A freeze, a stop, an insolvency or layoffs at the buyer. */
export const trouble = reader({
  says: anyOf(TROUBLE),
  unless: anyOf(NO_TROUBLE),
  settled: anyOf(SETTLED),
});
