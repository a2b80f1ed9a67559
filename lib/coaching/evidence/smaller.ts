import { anyOf } from './phrases.ts';
import { reader } from './statement.ts';
import { NOT_SMALLER, SMALLER } from './words/smaller.ts';

/** The buyer wants less than was offered. */
export const smaller = reader({ says: anyOf(SMALLER), unless: anyOf(NOT_SMALLER) });
