import { known } from '../../model/index.ts';
import { type Signal, say } from '../signal.ts';

/**
 * 18. Fires when the deal has one contact or none. It counts linked contacts, because activity by
 * contact is rarely visible (docs/decisions/coaching-rules.md).
 */
export const singleThreaded: Signal = {
  id: 'singleThreaded',
  number: 18,
  kind: 'skill',
  skill: 'relationships',
  topic: 'people',
  limit: 1,
  unit: 'contacts',
  needs: ['contacts'],
  // A company may set the threshold to two contacts, where “the only contact” is untrue.
  variants: { nobody: ['rep', 'manager', 'because'], several: ['because'] },
  check({ fields, position }, limit) {
    const contacts = known(fields.contacts);
    // A list that can contain one person at most does not show how many there are.
    if (
      contacts === undefined ||
      fields.contacts.state !== 'seen' ||
      fields.contacts.confidence < 0.9
    )
      return 'unknown';
    if (contacts.length > limit) return null;
    const names = contacts.map((contact) => contact.name);
    return {
      severity: 0.35 + 0.35 * (position ?? 0.3),
      fingerprintInputs: { contacts: names.join('|') },
      evidence: [
        { fact: 'contacts', values: [say.count(contacts.length), ...names.map(say.text)] },
      ],
      source: fields.contacts.source,
      values: [say.text(names[0] ?? ''), say.count(contacts.length)],
      ...(contacts.length === 0 && { as: 'nobody' }),
      ...(contacts.length > 1 && { as: 'several' }),
    };
  },
};
