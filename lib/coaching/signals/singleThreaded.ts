import { known, wholeList } from '../../model/index.ts';
import { decides, latestStatement, sentenceFinding } from '../checks.ts';
import type { DealFacts } from '../facts.ts';
import { isSmallDeal } from '../history.ts';
import { paceOf } from '../pace.ts';
import { type Signal, say } from '../signal.ts';

/** Sales of fewer days have one contact as a rule; with one who decides, up to the second. */
const SHORT = 60;
const SHORT_WITH_DECIDER = 90;

/** A deal that one person can decide alone: short, or much smaller than usual. */
function isSmall(facts: DealFacts): boolean {
  const contacts = known(facts.fields.contacts) ?? [];
  const { days } = paceOf(facts);
  return (
    days <= SHORT || (contacts.some(decides) && days < SHORT_WITH_DECIDER) || isSmallDeal(facts)
  );
}

/**
 * 18. Triggered when the deal has one contact or none, unless one person can decide it alone, and
 * when a text says that only one person of the buyer is known. It counts linked contacts, because
 * activity by contact is rarely visible (docs/decisions/coaching-rules.md).
 */
export const singleThreaded: Signal = {
  id: 'singleThreaded',
  number: 18,
  kind: 'skill',
  skill: 'relationships',
  topic: 'people',
  about: 'deal',
  side: 'rep',
  limit: 1,
  unit: 'contacts',
  needs: ['contacts'],
  unless: ['newRecord'],
  // A company may set the threshold to two contacts, where “the only contact” is untrue.
  variants: {
    nobody: ['rep', 'manager', 'because'],
    several: ['because'],
    said: ['rep', 'manager', 'because'],
  },
  check(facts, limit) {
    const { fields, position } = facts;
    const contacts = known(fields.contacts);
    const said = latestStatement(facts, 'oneContact');
    if (said && (contacts?.length ?? 0) <= limit + 1) return sentenceFinding(facts, said, 0.65);
    // A list that can contain one person at most does not show how many there are.
    const list = wholeList(fields.contacts);
    if (contacts === undefined || !list) return 'unknown';
    if (contacts.length > limit || isSmall(facts)) return null;
    const names = contacts.map((contact) => contact.name);
    return {
      severity: 0.35 + 0.35 * (position ?? 0.3),
      fingerprintInputs: { contacts: names.join('|') },
      evidence: [
        { fact: 'contacts', values: [say.count(contacts.length), ...names.map(say.text)] },
      ],
      source: list.source,
      values: [say.text(names[0] ?? ''), say.count(contacts.length)],
      ...(contacts.length === 0 && { as: 'nobody' }),
      ...(contacts.length > 1 && { as: 'several' }),
    };
  },
};
