import { known, wholeList } from '../../model/index.ts';
import { decides, openTopicFinding, PROPOSAL } from '../checks.ts';
import { type Signal, say } from '../signal.ts';
import { stageInputOf } from '../stages.ts';

/** Contacts from which nobody having a role is worth a question. */
const SEVERAL = 3;

/**
 * 20. Triggered from Proposal on when no contact has a role or a title that decides, or when a text
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
    const list = wholeList(fields.contacts);
    const written = openTopicFinding(facts, 'decider', ['economicBuyer', 'authority']);
    if (written) return written;
    if (!list || position === null) return 'unknown';
    const contacts = list.value;
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
      source: list.source,
      values: [say.text(stage)],
    };
  },
};
