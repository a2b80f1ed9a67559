import { known } from '../../model/index.ts';
import { decides, PROPOSAL, writtenGap } from '../checks.ts';
import { type Signal, say } from '../signal.ts';
import { stageInputOf } from '../stages.ts';

/** Contacts from which nobody having a role is worth a question. */
const SEVERAL = 3;

/**
 * 20. Fires from Proposal on when no contact has a role or a title that decides, or when a text
 * says that the decider is not known or not involved.
 */
export const roleMissing: Signal = {
  id: 'roleMissing',
  number: 20,
  kind: 'process',
  skill: 'relationships',
  topic: 'people',
  about: 'deal',
  side: 'rep',
  limit: PROPOSAL,
  unit: 'none',
  needs: ['contacts', 'stage', 'stages'],
  variants: { said: ['because'] },
  unless: ['newRecord'],
  check(facts, limit) {
    const { fields, position } = facts;
    const contacts = known(fields.contacts);
    const written = writtenGap(facts, 'decider', ['economicBuyer', 'authority']);
    if (written) return written;
    if (
      contacts === undefined ||
      position === null ||
      fields.contacts.state !== 'seen' ||
      fields.contacts.confidence < 0.9
    )
      return 'unknown';
    // Where nobody has a role or a title, the field is unused and shows nothing.
    const isUnused = contacts.every((item) => item.role === null && item.title === null);
    if (contacts.length > 0 && contacts.length < SEVERAL && isUnused) return 'unknown';
    const stage = known(fields.stage) ?? '';
    if (position < limit || contacts.some(decides)) return null;
    const roles = contacts.map((contact) =>
      contact.role || contact.title
        ? `${contact.name} (${contact.role ?? contact.title})`
        : contact.name,
    );
    return {
      severity: 0.4 + 0.25 * position,
      fingerprintInputs: { roles: roles.join('|'), stage: stageInputOf(fields) },
      evidence: [
        { fact: 'roles', values: roles.map(say.text) },
        { fact: 'stage', values: [say.text(stage)] },
      ],
      source: fields.contacts.source,
      values: [say.text(stage)],
    };
  },
};
