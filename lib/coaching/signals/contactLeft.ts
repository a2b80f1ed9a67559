import { known } from '../../model/index.ts';
import { evaluateStatement } from '../checks.ts';
import { type Signal, say } from '../signal.ts';

/** Words of a title that mean that the person left. */
const LEFT = /\b(?:former|ex[- ]|left|ehemalig\p{L}*|a\.\s?d\.|antigu[oa])/iu;

/**
 * 22. Triggered when a contact left the company: their title contains it, or a message was
 * returned.
 */
export const contactLeft: Signal = {
  id: 'contactLeft',
  number: 22,
  kind: 'process',
  skill: 'relationships',
  topic: 'people',
  about: 'deal',
  side: 'rep',
  limit: 45,
  unit: 'days',
  needs: ['activities'],
  contact: true,
  check(facts, limit) {
    const { contacts } = facts.fields;
    const formerContact = known(contacts)?.find(
      (contact) => contact.title !== null && LEFT.test(contact.title),
    );
    if (formerContact && contacts.state === 'seen')
      return {
        severity: 0.7,
        fingerprintInputs: { left: formerContact.name },
        evidence: [
          {
            fact: 'contacts',
            values: [say.text(formerContact.name), say.text(formerContact.title ?? '')],
          },
        ],
        source: contacts.source,
        values: [say.text(formerContact.name)],
      };
    const mentioned = evaluateStatement(facts, 'departure', 0.65, limit);
    return mentioned === 'unknown' && contacts.state === 'seen' ? null : mentioned;
  },
};
