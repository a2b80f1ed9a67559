import { known } from '../../model/index.ts';
import { CHAMPION, LATE } from '../checks.ts';
import { businessDaysBetween, dayOf } from '../days.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** 3. Fires in a late stage when the champion has not contacted us for five business days. */
export const championQuiet: Signal = {
  id: 'championQuiet',
  number: 3,
  kind: 'skill',
  skill: 'relationships',
  topic: 'champion',
  limit: 5,
  unit: 'businessDays',
  needs: ['contacts', 'activities', 'stage', 'stages'],
  check({ fields, position, done, now, day }, limit) {
    const contacts = known(fields.contacts);
    if (!contacts || position === null || fields.activities.state !== 'seen') return 'unknown';
    if (position < LATE) return null;
    const champions = contacts.filter(
      (contact) => contact.role !== null && CHAMPION.test(contact.role),
    );
    if (champions.length === 0) return null;
    // Without an activity that names its contact, nothing shows who was quiet.
    const named = done.filter((item) => item.contactId !== null);
    if (named.length === 0 || champions.some((contact) => contact.id === null)) return 'unknown';
    const last = named.find(
      (item) =>
        item.direction !== 'out' && champions.some((contact) => contact.id === item.contactId),
    );
    if (!last?.at) return 'unknown';
    const since = dayOf(last.at, now.timeZone);
    const days = businessDaysBetween(since, day);
    if (days < limit) return null;
    const name = champions[0]?.name ?? '';
    return {
      severity: Math.min(1, lateness(days, limit) + 0.1),
      fingerprintInputs: { champion: name, since },
      evidence: [
        { fact: 'roles', values: [say.text(name)] },
        { fact: 'lastActivity', values: [say.text(last.subject), say.date(since)] },
      ],
      source: fields.activities.source,
      values: [say.text(name), say.businessDays(days)],
    };
  },
};
