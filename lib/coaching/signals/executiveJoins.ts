import { known } from '../../model/index.ts';
import { isExecutive, latestStatement, sentenceFinding } from '../checks.ts';
import { DAY_MS, dayOf } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/**
 * 50. Praise. Triggered when an executive is on the deal who was missing at an earlier visit and
 * was added within the last 14 days, or when a text of that time says that one takes part.
 */
export const executiveJoins: Signal = {
  id: 'executiveJoins',
  number: 50,
  kind: 'praise',
  skill: 'relationships',
  topic: 'people',
  about: 'deal',
  side: 'rep',
  limit: 14,
  unit: 'days',
  needs: ['contacts', 'visits'],
  variants: { said: ['rep', 'manager', 'because'] },
  check(facts, limit) {
    const { fields, snapshots, now } = facts;
    const statement = latestStatement(facts, 'executive', limit);
    if (statement) return sentenceFinding(facts, statement, 0.55);
    const contacts = known(fields.contacts);
    const withContacts = snapshots.filter((snapshot) => snapshot.people !== undefined);
    if (!contacts || withContacts.length === 0 || fields.contacts.state !== 'seen')
      return 'unknown';
    for (const contact of contacts.filter(isExecutive)) {
      const before = withContacts.findLastIndex(
        (snapshot) => !snapshot.people?.includes(contact.name),
      );
      if (before === -1) continue; // the contact was there at every visit
      const after = withContacts[before + 1];
      const at = after?.at ?? now.ms;
      if (at < now.ms - limit * DAY_MS) continue;
      return {
        severity: 0.55,
        fingerprintInputs: { joined: contact.name },
        evidence: [
          {
            fact: 'contacts',
            values: [
              say.text(contact.name),
              say.text(contact.title ?? ''),
              say.date(dayOf(at, now.timeZone)),
            ],
          },
        ],
        source: fields.contacts.source,
        values: [say.text(contact.name)],
      };
    }
    return null;
  },
};
