import { known } from '../../model/index.ts';
import { DAY_MS, dayOf } from '../days.ts';
import { type Signal, say } from '../signal.ts';

/** 21. Somebody writes who is not among the deal's contacts. Only known where the CRM names the sender of what came in. */
export const unlisted: Signal = {
  id: 'unlisted',
  number: 21,
  kind: 'process',
  skill: 'relationships',
  topic: 'unlisted',
  limit: 30,
  unit: 'days',
  needs: ['contact', 'activities', 'direction'],
  contact: true,
  check({ fields, done, now }, limit) {
    const contacts = known(fields.contacts);
    if (!contacts || fields.activities.state !== 'seen') return 'unknown';
    // A CRM that shows one person at most, and not even that one, cannot say who is missing.
    if (
      fields.contacts.state === 'seen' &&
      fields.contacts.confidence < 0.9 &&
      contacts.length === 0
    )
      return 'unknown';
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
    const stranger = received.find(
      (item) =>
        (item.at ?? 0) >= now.ms - limit * DAY_MS &&
        !contacts.some((contact) => contact.id !== null && contact.id === item.contactId) &&
        !listed(item.from ?? ''),
    );
    if (!stranger?.from) return null;
    const day = dayOf(stranger.at ?? 0, now.timeZone);
    return {
      severity: 0.45,
      fingerprintInputs: { from: stranger.from },
      evidence: [
        {
          fact: 'said',
          values: [say.text(stranger.from), say.text(stranger.subject), say.date(day)],
        },
      ],
      source: fields.activities.source,
      words: [say.text(stranger.from)],
    };
  },
};
