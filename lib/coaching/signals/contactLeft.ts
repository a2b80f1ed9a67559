import { known } from '../../model/index.ts';
import { mentionedLately } from '../checks.ts';
import { type Signal, say } from '../signal.ts';

/** Titles that say so themselves. */
const LEFT = /\b(?:former|ex[- ]|left|ehemalig\p{L}*|a\.\s?d\.|antigu[oa])/iu;

/** 22. A contact has left: their title says so, or a message came back. */
export const contactLeft: Signal = {
  id: 'contactLeft',
  number: 22,
  kind: 'process',
  skill: 'relationships',
  topic: 'people',
  limit: 45,
  unit: 'days',
  needs: ['activities'],
  contact: true,
  check(facts, limit) {
    const { contacts } = facts.fields;
    const gone = known(contacts)?.find(
      (contact) => contact.title !== null && LEFT.test(contact.title),
    );
    if (gone && contacts.state === 'seen')
      return {
        severity: 0.7,
        fingerprintInputs: { left: gone.name },
        evidence: [{ fact: 'contacts', values: [say.text(gone.name), say.text(gone.title ?? '')] }],
        source: contacts.source,
        words: [say.text(gone.name)],
      };
    const said = mentionedLately(facts, 'left', 0.65, limit);
    return said === 'unknown' && contacts.state === 'seen' ? null : said;
  },
};
