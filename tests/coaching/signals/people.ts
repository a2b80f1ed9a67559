// Contacts, roles and owners.

import { facts, snapshot } from '../../helpers/deals.ts';
import { checklist, done, mail, note, type Row } from './samples.ts';

export const people: readonly Row[] = [
  [
    'singleThreaded',
    'one',
    facts({ contacts: [{ id: null, name: 'Ruth', role: null, title: null }] }),
    'triggered',
  ],
  ['singleThreaded', 'nobody', facts({ contacts: [] }), 'triggered'],
  ['singleThreaded', 'two', facts(), 'notTriggered'],
  ['singleThreaded', 'not visible', facts({ contacts: undefined }), 'unknown'],
  [
    'roleMissing',
    'nobody decides, Proposal',
    facts({ stage: 'Proposal', contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }] }),
    'triggered',
  ],
  [
    'roleMissing',
    'nobody decides, Qualification',
    facts({ contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }] }),
    'notTriggered',
  ],
  [
    'roleMissing',
    'an economic buyer',
    facts({
      stage: 'Proposal',
      contacts: [{ id: null, name: 'Ruth', role: 'Economic Buyer', title: null }],
    }),
    'notTriggered',
  ],
  [
    'roleMissing',
    'the criterion of the economic buyer is open, and no contact can be seen',
    facts(
      { stage: 'Proposal', contacts: undefined },
      { checklist: checklist('economicBuyer', false) },
    ),
    'triggered',
  ],
  [
    'roleMissing',
    'the criterion of the authority is open beside a title',
    facts(
      { stage: 'Proposal', contacts: [{ id: null, name: 'Ruth', role: null, title: 'CFO' }] },
      { checklist: checklist('authority', false) },
    ),
    'triggered',
  ],
  [
    'roleMissing',
    'the criterion is open, and a contact has the role',
    facts({ stage: 'Proposal' }, { checklist: checklist('economicBuyer', false) }),
    'notTriggered',
  ],
  [
    'roleMissing',
    'the criterion is open, Qualification',
    facts({}, { checklist: checklist('economicBuyer', false) }),
    'notTriggered',
  ],
  ['roleMissing', 'not visible', facts({ stage: 'Proposal', contacts: undefined }), 'unknown'],
  ['newOwner', 'none', facts({ owner: null }), 'triggered'],
  [
    'newOwner',
    'new for 14 days',
    facts(
      {},
      {
        snapshots: [snapshot(-30, { owner: 'Jonas' }), snapshot(-14, { owner: 'Tomas Lindqvist' })],
      },
    ),
    'triggered',
  ],
  [
    'newOwner',
    'new for 15 days',
    facts(
      {},
      {
        snapshots: [snapshot(-30, { owner: 'Jonas' }), snapshot(-15, { owner: 'Tomas Lindqvist' })],
      },
    ),
    'notTriggered',
  ],
  ['newOwner', 'not visible', facts({ owner: undefined }), 'unknown'],
  [
    'noPower',
    'large, Proposal, nobody who decides',
    facts({
      stage: 'Proposal',
      amount: { amount: 100_001, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }],
    }),
    'triggered',
  ],
  [
    'noPower',
    'exactly 100,000',
    facts({
      stage: 'Proposal',
      amount: { amount: 100_000, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }],
    }),
    'notTriggered',
  ],
  [
    'noPower',
    'a managing director',
    facts({
      stage: 'Proposal',
      amount: { amount: 500_000, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: null, title: 'Managing director' }],
    }),
    'notTriggered',
  ],
  [
    'noPower',
    'nobody on the list',
    facts({ stage: 'Proposal', amount: { amount: 500_000, currency: 'GBP' }, contacts: [] }),
    'triggered',
  ],
  [
    'noPower',
    'contacts not visible',
    facts({ stage: 'Proposal', amount: { amount: 500_000, currency: 'GBP' }, contacts: undefined }),
    'unknown',
  ],
  [
    'noPower',
    'neither roles nor titles',
    facts({
      stage: 'Proposal',
      amount: { amount: 500_000, currency: 'GBP' },
      contacts: [{ id: null, name: 'Ruth', role: null, title: null }],
    }),
    'unknown',
  ],
  [
    'unlisted',
    'a stranger writes',
    facts({ activities: [mail(-3, 'in', { from: 'Karl Stranger' })] }),
    'triggered',
  ],
  [
    'unlisted',
    'a contact writes',
    facts({ activities: [mail(-3, 'in', { from: '"Ruth" <ruth@marlow.example>' })] }),
    'notTriggered',
  ],
  [
    'unlisted',
    'a contact is named',
    facts({}, { notes: [note('From now on please talk to Ruth.')] }),
    'unknown',
  ],
  ['unlisted', 'senders not known', facts(), 'unknown'],
  [
    'contactLeft',
    'the title says so',
    facts({
      contacts: [{ id: 'c', name: 'Ruth', role: null, title: 'Former head of operations' }],
    }),
    'triggered',
  ],
  [
    'contactLeft',
    'a message came back',
    facts({ activities: [done(-3, 'Undeliverable: quote')] }),
    'triggered',
  ],
  [
    'contactLeft',
    'a supplier left the market',
    facts({ activities: [done(-3, 'Their supplier has left the market')] }),
    'notTriggered',
  ],
  ['contactLeft', 'nothing says so', facts(), 'notTriggered'],
  [
    'contactLeft',
    'neither people nor words to be seen',
    facts({ contacts: undefined, activities: undefined }),
    'unknown',
  ],
  [
    'executiveJoins',
    'new since the visit before',
    facts(
      { contacts: [{ id: 'c9', name: 'Dr Hale', role: null, title: 'CEO' }] },
      {
        snapshots: [
          snapshot(-20, { people: ['Ruth'] }),
          snapshot(-3, { people: ['Ruth', 'Dr Hale'] }),
        ],
      },
    ),
    'triggered',
  ],
  [
    'executiveJoins',
    'there for 15 days',
    facts(
      { contacts: [{ id: 'c9', name: 'Dr Hale', role: null, title: 'CEO' }] },
      {
        snapshots: [
          snapshot(-20, { people: ['Ruth'] }),
          snapshot(-15, { people: ['Ruth', 'Dr Hale'] }),
        ],
      },
    ),
    'notTriggered',
  ],
  [
    'executiveJoins',
    'there from the first visit on',
    facts(
      { contacts: [{ id: 'c9', name: 'Dr Hale', role: null, title: 'CEO' }] },
      { snapshots: [snapshot(-3, { people: ['Dr Hale'] })] },
    ),
    'notTriggered',
  ],
  ['executiveJoins', 'no visit before', facts(), 'unknown'],
];
