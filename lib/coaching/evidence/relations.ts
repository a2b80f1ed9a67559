import { anyOf } from './phrases.ts';
import { reader } from './statement.ts';
import { NOT_OWED, OWED } from './words/owed.ts';
import { ANSWERED, NO_ANSWER, NO_ONE_CONTACT, ONE_CONTACT } from './words/relations.ts';

/** The buyer does not answer. */
export const noAnswer = reader({
  says: anyOf(NO_ANSWER),
  unless: anyOf(ANSWERED),
  isDenial: true,
});

/** We know one person of the buyer only. */
export const oneContact = reader({
  says: anyOf(ONE_CONTACT),
  unless: anyOf(NO_ONE_CONTACT),
  isDenial: true,
});

/** The buyer waits for something that we promised or were asked for. */
export const owed = reader({ says: anyOf(OWED), unless: anyOf(NOT_OWED), isDenial: true });
