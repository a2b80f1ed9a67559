import { known } from '../../model/index.ts';
import { decides, PROPOSAL } from '../checks.ts';
import { usualAmount } from '../history.ts';
import { type Signal, say } from '../signal.ts';

/** Share of the usual amount from which a deal is large. */
const LARGE = 1.2;

/**
 * 19. Fires from Proposal on when no decision-maker takes part in a large deal. The threshold is
 * 1.2 times the usual amount, or an amount in the deal's own currency where that is unknown.
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
    const contacts = known(fields.contacts);
    const amount = known(fields.amount);
    if (
      !contacts ||
      position === null ||
      fields.contacts.state !== 'seen' ||
      fields.contacts.confidence < 0.9
    )
      return 'unknown';
    if (amount === undefined) return fields.amount.state === 'empty' ? null : 'unknown';
    if (amount.amount <= limit || position < PROPOSAL) return null;
    // A CRM that stores neither roles nor titles does not show who decides.
    if (
      contacts.length > 0 &&
      contacts.every((contact) => contact.role === null && contact.title === null)
    )
      return 'unknown';
    const deciders = contacts.filter(decides);
    const namesContacts = done.some((item) => item.contactId !== null);
    const engaged = deciders.some(
      (contact) => !namesContacts || done.some((item) => item.contactId === contact.id),
    );
    if (engaged) return null;
    const people = contacts.map((contact) => contact.name);
    return {
      severity: 0.65 + 0.25 * position,
      fingerprintInputs: {
        people: people.join('|'),
        waiting: deciders.map((contact) => contact.name).join('|'),
      },
      evidence: [
        {
          fact: 'roles',
          values: contacts.map((contact) =>
            say.text(contact.title ?? contact.role ?? contact.name),
          ),
        },
        { fact: 'amount', values: [say.money(amount)] },
      ],
      source: fields.contacts.source,
      values: [say.money(amount), say.text(deciders[0]?.name ?? '')],
    };
  },
};
