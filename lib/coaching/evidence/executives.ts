import { anyOf } from './phrases.ts';
import { reader } from './statement.ts';
import { EXECUTIVE_ACTS, NO_EXECUTIVE } from './words/executives.ts';

/** An executive or a deciding body of the buyer takes part. */
export const executives = reader({ says: anyOf(EXECUTIVE_ACTS), unless: anyOf(NO_EXECUTIVE) });
