import { anyOf } from './phrases.ts';
import { always } from './statement.ts';
import { RESOLVED } from './words/resolved.ts';

/** Phrases of a later sentence or text that say that an objection or trouble is over. */
export const RESOLVED_WORDS = anyOf(RESOLVED);

/** What was open is resolved. */
export const resolved = always(RESOLVED_WORDS);
