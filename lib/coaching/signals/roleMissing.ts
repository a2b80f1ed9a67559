import { type DealContact, type Element, known, shownRole, wholeList } from '../../model/index.ts';
import { decides, hasDecidingRole, openElements, openTopicFinding, PROPOSAL } from '../checks.ts';
import type { DealFacts } from '../facts.ts';
import { type Evaluation, type Finding, type Signal, say } from '../signal.ts';
import { stageInputOf } from '../stages.ts';

/** The elements of a playbook that say who decides. */
const ELEMENTS: readonly Element[] = ['economicBuyer', 'authority'];

/** Weight of the open criterion: from Proposal on the others depend on who decides. */
const DECIDER = 0.55;

/** Contacts from which nobody having a role is worth a question. */
const SEVERAL = 3;

/** Nobody of the whole list of contacts decides. */
function nobodyDecides({ fields, position }: DealFacts, limit: number): Evaluation {
  const list = wholeList(fields.contacts);
  if (!list || position === null) return 'unknown';
  const contacts = list.value;
  // Where nobody has a role or a title, the field is unused and shows nothing.
  const isUnused = contacts.every((item) => item.role === null && item.title === null);
  if (contacts.length > 0 && contacts.length < SEVERAL && isUnused) return 'unknown';
  const stage = known(fields.stage) ?? '';
  if (position < limit || contacts.some(decides)) return null;
  const rolesBy = (roleOf: (contact: DealContact) => string | null) =>
    contacts.map((contact) => {
      const role = roleOf(contact) ?? contact.title;
      return role ? `${contact.name} (${role})` : contact.name;
    });
  return {
    // The one known person does not decide: that says more than that there is only one.
    severity: contacts.length === 0 ? 0.4 + 0.25 * position : 0.42 + 0.3 * position,
    fingerprintInputs: {
      roles: rolesBy(({ role }) => role).join('|'),
      stage: stageInputOf(fields),
    },
    evidence: [
      { fact: 'roles', values: rolesBy(shownRole).map(say.text) },
      { fact: 'stage', values: [say.text(stage)] },
    ],
    source: list.source,
    values: [say.text(stage)],
  };
}

/**
 * The playbook has no evidence of who decides. A role that decides is one; a title alone leaves it
 * open whether that person decides here.
 */
function openCriterion(facts: DealFacts, limit: number): Finding | null {
  if (known(facts.fields.contacts)?.some(hasDecidingRole)) return null;
  const open = openElements(facts, ELEMENTS, limit, DECIDER, { isDueEarly: false });
  return open === null || open === 'unknown' ? null : { ...open, topic: 'checklist', as: 'open' };
}

/**
 * 20. Triggered from Proposal on when no contact has a role or a title that decides, or the
 * playbook has no evidence of who does, or when a text says that the decider is not known or not
 * involved.
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
  variants: { said: ['because'], open: ['because'] },
  unless: ['newRecord'],
  check(facts, limit) {
    const written = openTopicFinding(facts, 'decider', ELEMENTS);
    if (written) return written;
    const listed = nobodyDecides(facts, limit);
    if (listed !== null && listed !== 'unknown') return listed;
    return openCriterion(facts, limit) ?? listed;
  },
};
