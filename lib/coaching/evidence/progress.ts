import { anyOf } from './phrases.ts';
import { reader } from './statement.ts';
import { NO_PROGRESS, PROGRESS } from './words/progress.ts';

/** A step of the buyer that brings the purchase nearer. */
export const progress = reader({ says: anyOf(PROGRESS), unless: anyOf(NO_PROGRESS) });
