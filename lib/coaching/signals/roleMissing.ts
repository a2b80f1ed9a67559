import { known } from '../../model/index.ts';
import { hasDecidingRole, PROPOSAL, writtenGap } from '../checks.ts';
import { type Signal, say } from '../signal.ts';
import { stageInputOf } from '../stages.ts';

/**
 * 20. Fires from Proposal on when no contact has a role that decides, or when a text says that the
 * decider is not known or not involved.
 */
export const roleMissing: Signal = {
  id: 'roleMissing',
  number: 20,
  kind: 'process',
  skill: 'relationships',
  topic: 'people',
  limit: PROPOSAL,
  unit: 'none',
  needs: ['contacts', 'stage', 'stages'],
  variants: { said: ['because'] },
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
    const stage = known(fields.stage) ?? '';
    if (position < limit || contacts.some(hasDecidingRole)) return null;
    const roles = contacts.map((contact) =>
      contact.role ? `${contact.name} (${contact.role})` : contact.name,
    );
    return {
      severity: 0.55 + 0.35 * position,
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
