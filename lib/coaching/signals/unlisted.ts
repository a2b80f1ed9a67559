import { known, wholeList } from '../../model/index.ts';
import { latestStatement, statementFinding } from '../checks.ts';
import { DAY_MS, dayOf } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/**
 * 21. Triggered when a message of the last 30 days came from a person who is not a contact of the
 * deal, which needs a CRM that names the sender, or when a text names a new contact or decider.
 */
export const unlisted: Signal = {
  id: 'unlisted',
  number: 21,
  kind: 'process',
  skill: 'relationships',
  topic: 'unlisted',
  about: 'deal',
  side: 'rep',
  limit: 30,
  unit: 'days',
  needs: ['contact', 'activities', 'direction'],
  contact: true,
  variants: { said: ['because'] },
  check(facts, limit) {
    const { fields, done, now } = facts;
    const named = latestStatement(facts, 'newPerson', limit);
    if (named) {
      const finding = statementFinding(facts, named, 0.75);
      const sentence = say.text(named.sentence);
      return { ...finding, values: [say.text(named.hit), sentence], as: 'said' };
    }
    const contacts = known(fields.contacts);
    if (!contacts || fields.activities.state !== 'seen') return 'unknown';
    // A CRM that shows one contact at most, and none here, does not show who is missing.
    if (contacts.length === 0 && !wholeList(fields.contacts)) return 'unknown';
    const received = done.filter((item) => item.direction === 'in' && item.from);
    if (received.length === 0)
      return done.some((item) => item.direction === 'in') || !done.some((item) => item.direction)
        ? 'unknown'
        : null;
    const listed = (from: string) =>
      contacts.some(
        (contact) =>
          from.toLowerCase().includes(contact.name.toLowerCase()) ||
          contact.name.toLowerCase().includes(from.toLowerCase()),
      );
    const unlistedSender = received.find(
      (item) =>
        (item.at ?? 0) >= now.ms - limit * DAY_MS &&
        !contacts.some((contact) => contact.id !== null && contact.id === item.contactId) &&
        !listed(item.from ?? ''),
    );
    if (!unlistedSender?.from) return null;
    const day = dayOf(unlistedSender.at ?? 0, now.timeZone);
    return {
      severity: 0.45,
      fingerprintInputs: { from: unlistedSender.from },
      evidence: [
        {
          fact: 'said',
          values: [say.text(unlistedSender.from), say.text(unlistedSender.subject), say.date(day)],
        },
      ],
      source: fields.activities.source,
      values: [say.text(unlistedSender.from)],
    };
  },
};
