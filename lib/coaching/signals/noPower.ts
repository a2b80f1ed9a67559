import { type Activity, type DealContact, known, shownRole, wholeList } from '../../model/index.ts';
import { decides, PROPOSAL } from '../checks.ts';
import { usualAmount } from '../history.ts';
import { type Signal, say } from '../signal.ts';

/** Share of the usual amount from which a deal is large. */
const LARGE = 1.2;

/**
 * Whether one of these contacts takes part: an activity is with them. Where activities name no
 * contact, everybody on the list counts.
 */
function isEngaged(contacts: readonly DealContact[], done: readonly Activity[]): boolean {
  const activitiesNameContacts = done.some((item) => item.contactId !== null);
  return contacts.some(
    ({ id }) => !activitiesNameContacts || done.some((item) => item.contactId === id),
  );
}

/**
 * 19. Triggered from Proposal on when no decision-maker takes part in a large deal. The threshold
 * is 1.2 times the usual amount; if no usual amount is known, 100,000 in whatever currency.
 */
export const noPower: Signal = {
  id: 'noPower',
  number: 19,
  kind: 'skill',
  skill: 'relationships',
  topic: 'people',
  about: 'deal',
  side: 'rep',
  limit: 100_000,
  unit: 'amount',
  needs: ['contacts', 'amount', 'stage', 'stages'],
  limitOn: ({ fields, history }) => {
    const usual = usualAmount(history, known(fields.amount)?.currency ?? null);
    return usual === null ? null : Math.round(usual * LARGE);
  },
  check({ fields, position, done }, limit) {
    const list = wholeList(fields.contacts);
    const amount = known(fields.amount);
    if (!list || position === null) return 'unknown';
    const contacts = list.value;
    if (amount === undefined) return fields.amount.state === 'empty' ? null : 'unknown';
    if (amount.amount <= limit || position < PROPOSAL) return null;
    // No contact has a role or a title, so nothing shows who decides. An empty list shows nobody.
    if (contacts.length > 0 && contacts.every(({ role, title }) => role === null && title === null))
      return 'unknown';
    const decisionMakers = contacts.filter(decides);
    if (isEngaged(decisionMakers, done)) return null;
    const people = contacts.map((contact) => contact.name);
    return {
      // Later stages leave less time to reach a decision-maker.
      severity: 0.65 + 0.25 * position,
      fingerprintInputs: {
        people: people.join('|'),
        waiting: decisionMakers.map((contact) => contact.name).join('|'),
      },
      evidence: [
        {
          fact: 'roles',
          values: contacts.map((contact) =>
            say.text(contact.title ?? shownRole(contact) ?? contact.name),
          ),
        },
        { fact: 'amount', values: [say.money(amount)] },
      ],
      source: list.source,
      values: [say.money(amount), say.text(decisionMakers[0]?.name ?? '')],
    };
  },
};
