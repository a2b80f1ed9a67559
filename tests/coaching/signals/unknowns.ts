// What is not known or agreed yet.

import { facts } from '../../helpers/deals.ts';
import { checklist, type Row } from './samples.ts';

export const unknowns: readonly Row[] = [
  ...(
    [
      ['noChampion', 'champion', 'Proposal', 'Prospecting'],
      ['bantGap', 'budget', 'Qualification', 'Prospecting'],
      ['noMetrics', 'metrics', 'Proposal', 'Qualification'],
      ['painUnproven', 'pain', 'Qualification', 'Prospecting'],
      ['criteriaUnknown', 'decisionCriteria', 'Proposal', 'Qualification'],
      ['approvalUnknown', 'decisionProcess', 'Proposal', 'Qualification'],
      ['paperUnknown', 'paperProcess', 'Negotiation', 'Proposal'],
      ['noCriticalEvent', 'criticalEvent', 'Proposal', 'Prospecting'],
      ['competitionBlank', 'competition', 'Negotiation', 'Proposal'],
      ['noMutualPlan', 'mutualPlan', 'Proposal', 'Qualification'],
    ] as const
  ).flatMap(
    ([id, element, from, before]): [
      string,
      string,
      ReturnType<typeof facts>,
      'triggered' | 'notTriggered' | 'unknown',
    ][] => [
      [
        id,
        `nothing shows it in ${from}`,
        facts({ stage: from }, { checklist: checklist(element, false) }),
        'triggered',
      ],
      [
        id,
        `nothing shows it yet in ${before}`,
        facts({ stage: before }, { checklist: checklist(element, false) }),
        'notTriggered',
      ],
      [
        id,
        'shown',
        facts({ stage: from }, { checklist: checklist(element, true) }),
        'notTriggered',
      ],
      [
        id,
        'nobody has looked at the list yet',
        facts({ stage: from }, { checklist: { ...checklist(element, false), touched: false } }),
        'unknown',
      ],
      [id, 'no playbook asks for it', facts({ stage: from }), 'unknown'],
    ],
  ),
];
