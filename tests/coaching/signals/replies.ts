// Who writes, who answers, and who waits.

import { facts } from '../../helpers/deals.ts';
import { done, eightWeeks, history, mail, meeting, noPlan, PERSON, type Row } from './samples.ts';

export const replies: readonly Row[] = [
  ...(
    [
      ['three days, of 56', { activities: [mail(-4, 'in', { subject: 'In grey?' })] }, 'triggered'],
      ['two days', { activities: [mail(-2, 'in', { subject: 'In grey?' })] }, 'notTriggered'],
      ['no question', { activities: [mail(-9, 'in')] }, 'notTriggered'],
      [
        'answered',
        { activities: [mail(-1, 'out'), mail(-9, 'in', { subject: 'In grey?' })] },
        'notTriggered',
      ],
      [
        'a call is booked',
        { activities: [mail(-9, 'in', { subject: 'In grey?' }), meeting(2)] },
        'notTriggered',
      ],
      ['side unknown', { activities: [mail(-9, null, { subject: 'In grey?' })] }, 'triggered'],
      ['a reminder', { activities: [mail(-9, null, { subject: 'Any thoughts?' })] }, 'unknown'],
      ['a wish', { activities: [mail(-9, 'in', { subject: 'Still need the DPA' })] }, 'triggered'],
      ['not visible', { activities: undefined }, 'unknown'],
    ] as const
  ).map(([name, values, expected]): Row => ['buyerWaits', name, eightWeeks(values), expected]),
  [
    'reengaged',
    'today after 21 days',
    facts({ ...noPlan, activities: [done(0), done(-21)] }),
    'triggered',
  ],
  [
    'reengaged',
    'today after 20 days',
    facts({ ...noPlan, activities: [done(0), done(-20)] }),
    'notTriggered',
  ],
  ['reengaged', 'a third of 100 days', facts({ activities: [done(0), done(-33)] }), 'triggered'],
  [
    'reengaged',
    'less than a third of 100 days',
    facts({ activities: [done(0), done(-32)] }),
    'notTriggered',
  ],
  [
    'reengaged',
    'our own e-mail ends no silence',
    facts({ activities: [mail(0, 'out'), done(-40)] }),
    'notTriggered',
  ],
  [
    'reengaged',
    '8 days ago after 30',
    facts({ activities: [done(-8), done(-38)] }),
    'notTriggered',
  ],
  [
    'reengaged',
    'the day after as well',
    facts({ activities: [done(-1), done(-2), done(-40)] }),
    'triggered',
  ],
  ['reengaged', 'not visible', facts({ activities: undefined }), 'unknown'],
  [
    'noReply',
    'five days, they usually take one',
    facts({
      nextStepDate: null,
      activities: [
        mail(-5, 'out'),
        mail(-20, 'in'),
        mail(-21, 'out'),
        mail(-29, 'in'),
        mail(-30, 'out'),
      ],
    }),
    'triggered',
  ],
  [
    'noReply',
    'two days is nothing yet',
    facts({
      activities: [
        mail(-2, 'out'),
        mail(-20, 'in'),
        mail(-21, 'out'),
        mail(-29, 'in'),
        mail(-30, 'out'),
      ],
    }),
    'notTriggered',
  ],
  [
    'noReply',
    'the last word is theirs',
    facts({ activities: [mail(-5, 'in'), mail(-21, 'out'), mail(-29, 'in'), mail(-30, 'out')] }),
    'notTriggered',
  ],
  [
    'noReply',
    'directions not known',
    facts({ activities: [mail(-5, null), mail(-20, 'in')] }),
    'unknown',
  ],
  [
    'championQuiet',
    'seven days with a weekend: five working days',
    facts({
      ...noPlan,
      stage: 'Negotiation',
      contacts: [PERSON],
      activities: [{ ...done(-8), contactId: 'c1' }],
    }),
    'triggered',
  ],
  [
    'championQuiet',
    'four working days',
    facts({
      ...noPlan,
      stage: 'Negotiation',
      contacts: [PERSON],
      activities: [{ ...done(-5), contactId: 'c1' }],
    }),
    'notTriggered',
  ],
  [
    'championQuiet',
    'early',
    facts({ contacts: [PERSON], activities: [{ ...done(-30), contactId: 'c1' }] }),
    'notTriggered',
  ],
  [
    'championQuiet',
    'no activity names its person',
    facts({ stage: 'Negotiation', contacts: [PERSON] }),
    'unknown',
  ],
  ...(
    [
      ['met us three times, and others go on without them', [-40, -42, -44], 'triggered'],
      ['met us twice only', [-40, -42], 'notTriggered'],
    ] as const
  ).map(
    ([name, meetings, expected]): Row => [
      'championQuiet',
      name,
      facts({
        nextStepDate: null,
        stage: 'Negotiation',
        contacts: ['c1', 'c2'].map((id) => ({ id, name: id, role: 'User', title: null })),
        activities: [
          mail(-6, 'out', { contactId: 'c2' }),
          mail(-9, null, { contactId: 'c2' }),
          ...meetings.map((at) => ({ ...done(at), kind: 'meeting', contactId: 'c1' })),
        ],
      }),
      expected,
    ],
  ),
  ...(
    [
      ['they wrote last, and we did not since', [], 'notTriggered'],
      ['we wrote since', [mail(-9, 'out')], 'triggered'],
    ] as const
  ).map(
    ([name, more, expected]): Row => [
      'championQuiet',
      name,
      facts({
        ...noPlan,
        stage: 'Negotiation',
        contacts: [PERSON],
        activities: [...more, mail(-30, 'in', { contactId: 'c1' })],
      }),
      expected,
    ],
  ),
  ...(
    [
      ['three mails, and a call that we planned', 3, 'call', 'triggered'],
      ['two mails, and a call that we planned', 2, 'call', 'notTriggered'],
      ['three mails, and a meeting', 3, 'meeting', 'notTriggered'],
    ] as const
  ).map(
    ([name, mails, kind, expected]): Row => [
      'noReply',
      name,
      eightWeeks({
        activities: [
          { ...meeting(2), kind },
          ...[-3, -8, -16].slice(0, mails).map((at) => mail(at, 'out')),
          mail(-30, 'in'),
          mail(-31, 'out'),
          mail(-34, 'in'),
          mail(-35, 'out'),
        ],
      }),
      expected,
    ],
  ),
  [
    'oneSided',
    'six sent, two received',
    facts({
      activities: [
        ...[-2, -5, -9, -12, -16, -20].map((at) => mail(at, 'out')),
        mail(-3, 'in'),
        mail(-15, 'in'),
      ],
    }),
    'triggered',
  ],
  [
    'oneSided',
    'five sent, two received',
    facts({
      activities: [
        ...[-2, -5, -9, -12, -16].map((at) => mail(at, 'out')),
        mail(-3, 'in'),
        mail(-15, 'in'),
      ],
    }),
    'notTriggered',
  ],
  ['oneSided', 'directions not known', facts({ activities: [mail(-2, null)] }), 'unknown'],
  [
    'slowReplies',
    'three days each, five hours usual',
    facts(
      { activities: [-30, -20, -10].flatMap((at) => [mail(at, 'in'), mail(at + 3, 'out')]) },
      { history: history() },
    ),
    'triggered',
  ],
  [
    'slowReplies',
    'three days each, three days usual',
    facts(
      { activities: [-30, -20, -10].flatMap((at) => [mail(at, 'in'), mail(at + 3, 'out')]) },
      { history: history({ replyHours: { value: 72, n: 6 } }) },
    ),
    'notTriggered',
  ],
  [
    'slowReplies',
    'three days each, and a pace of 100',
    facts({ activities: [-30, -20, -10].flatMap((at) => [mail(at, 'in'), mail(at + 3, 'out')]) }),
    'notTriggered',
  ],
  [
    'slowReplies',
    'six days each, they answer on the next',
    eightWeeks({
      activities: [-30, -23, -16].flatMap((at) => [mail(at, 'in'), mail(at + 6, 'out')]),
    }),
    'triggered',
  ],
  [
    'slowReplies',
    'six days each, and so do they',
    eightWeeks({
      activities: [-36, -24, -12].flatMap((at) => [mail(at, 'in'), mail(at + 6, 'out')]),
    }),
    'notTriggered',
  ],
  [
    'slowReplies',
    'one answer only',
    facts({ activities: [mail(-9, 'in'), mail(-3, 'out')] }),
    'unknown',
  ],
];
