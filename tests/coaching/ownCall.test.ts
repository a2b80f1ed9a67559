// What a rep calls a deal decides which question about its date comes first.

import { describe, expect, it } from 'vitest';
import { coach, type DealFacts } from '../../lib/coaching/index.ts';
import { facts } from '../helpers/deals.ts';

const asked = (deal: DealFacts, call: DealFacts['call']) =>
  coach({ ...deal, call }).prompts.map(({ item }) => item.signal);

describe('an own call', () => {
  const undated = facts({
    stage: 'Negotiation',
    closeDate: null,
    nextStep: null,
    nextStepDate: null,
    activities: [],
    contacts: [{ id: 'c1', name: 'Ruth', role: 'User', title: null }],
  });
  it('brings the last stage without a date first', () => {
    expect(asked(undated, 'bestCase')[0]).toBe('noCloseDate');
    expect(asked(undated, null)[0]).not.toBe('noCloseDate');
    expect(asked(undated, 'notThisPeriod')).toEqual(asked(undated, null));
  });
  it('of a commit that cannot hold is asked about first, without a forecast of the CRM', () => {
    const deal = facts({
      forecast: undefined,
      closeDate: '2026-11-25',
      nextStep: null,
      nextStepDate: null,
      activities: [],
    });
    expect(asked(deal, 'commit')[0]).toBe('commitInDoubt');
    expect(asked(deal, 'bestCase')).not.toContain('commitInDoubt');
    // An early deal with too little time: with any call that says this quarter.
    expect(asked(deal, 'bestCase')[0]).toBe('closesSoonEarly');
  });
  it('of a commit that holds brings nothing', () => {
    expect(asked(facts(), 'commit')).toEqual(asked(facts(), null));
  });
});

describe('a mutual action plan', () => {
  it('with a step answers the question for one', () => {
    const deal = facts({ stage: 'Proposal' });
    const items = [
      {
        id: 'map',
        stage: 's',
        text: '',
        element: 'mutualPlan' as const,
        done: false,
        evidence: '',
        at: null,
      },
    ];
    const checklist = { playbook: 'p', version: 1, touched: true, stage: null, items, skipped: [] };
    const step = { step: 's1', text: 'Send it', state: 'open' } as never;
    const signals = (more: Partial<DealFacts>) =>
      coach({ ...deal, checklist, ...more }).triggered.map(({ signal }) => signal);
    expect(signals({})).toContain('noMutualPlan');
    expect(signals({ planSteps: [step] })).not.toContain('noMutualPlan');
  });
});
