import { anyOf } from './phrases.ts';
import { always } from './statement.ts';
import { RESOLVED } from './words/resolved.ts';

/** Words of a later sentence or text with which an objection or trouble is over. */
export const RESOLVED_WORDS = anyOf(RESOLVED);

/** What was open is resolved. */
export const resolved = always(RESOLVED_WORDS);
