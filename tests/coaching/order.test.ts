// Which of several questions comes first, where each has its reason.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChecklistFacts, coach } from '../../lib/coaching/index.ts';
import type { CoachSettings } from '../../lib/coaching/trigger.ts';
import type { Element } from '../../lib/model/index.ts';
import { day, facts, ms } from '../helpers/deals.ts';
import { checklist, done, history, mail, move, note } from './signals/samples.ts';

const asked = (...deal: Parameters<typeof facts>) =>
  coach(facts(...deal)).prompts.map(({ item }) => item.signal);
const severityOf = (signal: string, ...deal: Parameters<typeof facts>) =>
  coach(facts(...deal)).triggered.find((item) => item.signal === signal)?.severity ?? 0;

/** A playbook with a stage for each list of elements. Those before a bar are met. */
function playbook(...stages: Element[][]): ChecklistFacts {
  const [sample] = checklist('pain', false).items;
  if (!sample) throw new Error('no item');
  return {
    ...checklist('pain', false),
    items: stages.flatMap((elements, index) =>
      elements.map((element) => ({ ...sample, id: element, element, stage: `s${index}` })),
    ),
  };
}
const met = (list: ChecklistFacts, ...elements: Element[]): ChecklistFacts => ({
  ...list,
  items: list.items.map((item) => ({ ...item, done: elements.some((one) => one === item.id) })),
});

describe('of open criteria of a playbook', () => {
  const spiced = playbook(['pain'], ['criticalEvent', 'decisionProcess', 'decisionCriteria']);
  const bant = playbook(['need'], ['budget', 'authority'], ['timing']);
  it('the first one is asked about', () => {
    const deal = { stage: 'Proposal' };
    expect(asked(deal, { checklist: met(spiced, 'pain') })).toEqual(['noCriticalEvent']);
    expect(asked(deal, { checklist: met(spiced, 'pain', 'criticalEvent') })).toEqual([
      'approvalUnknown',
    ]);
  });
  it('the budget comes before who decides early on, and after it from Proposal on', () => {
    const open = { checklist: met(bant, 'need') };
    const contacts = undefined;
    expect(asked({ stage: 'Qualification', contacts }, open)).toEqual(['bantGap']);
    expect(asked({ stage: 'Negotiation', contacts }, open)).toEqual(['roleMissing']);
  });
  it('none comes before what the buyer did or did not do', () => {
    const deal = { stage: 'Negotiation', closeDate: day(-3) };
    expect(asked(deal, { checklist: met(spiced, 'pain') })).toEqual([
      'closePassed',
      'noCriticalEvent',
    ]);
  });
  it('none reaches a grave warning or falls below the floor', () => {
    const elements = fc.subarray<Element>(
      ['pain', 'metrics', 'champion', 'decisionProcess', 'economicBuyer'],
      { minLength: 1 },
    );
    fc.assert(
      fc.property(elements, fc.constantFrom('Proposal', 'Negotiation'), (open, stage) => {
        const { triggered } = coach(
          facts({ stage, contacts: undefined }, { checklist: playbook(open) }),
        );
        const criteria = triggered.filter(({ topic }) => topic === 'checklist');
        expect(criteria.length).toBeGreaterThan(0);
        for (const { severity } of criteria) {
          expect(severity).toBeGreaterThanOrEqual(0.4);
          expect(severity).toBeLessThan(0.7);
        }
      }),
      { seed: 20261128, numRuns: 100 },
    );
  });
});

describe('a close date that was pushed again and again and has passed', () => {
  const history = [-40, -25, -9].map((at) => move(at, day(at + 1), day(at + 14)));
  const deal = { closeDate: day(-3), closeDateHistory: history };
  it('is asked about as passed, with its pushes, and so are the reasons of the label', () => {
    const { prompts, health, triggered } = coach(facts(deal));
    expect(prompts.map(({ item }) => item.signal)).toEqual(['closePassed']);
    expect(health?.reasons.map(({ signal }) => signal)).toEqual(['closePassed']);
    expect(triggered[0]?.evidence.map(({ values }) => values.length)).toEqual([2, 4]);
  });
  it('is as grave as the pushes alone', () => {
    const ahead = severityOf('closePushed', { ...deal, closeDate: day(3) });
    expect(severityOf('closePassed', deal)).toBe(ahead);
    expect(ahead).toBeGreaterThan(severityOf('closePassed', { closeDate: day(-3) }));
  });
  it('with one push or a push that no one could see is as grave as its lateness', () => {
    const plain = severityOf('closePassed', { closeDate: day(-3) });
    const once = { ...deal, closeDateHistory: history.slice(0, 1) };
    expect(severityOf('closePassed', once)).toBe(plain);
    expect(severityOf('closePassed', { ...deal, closeDateHistory: undefined })).toBe(plain);
  });
});

describe('a close date that was pushed and is over, where nobody asks about it as passed', () => {
  const closeDateHistory = [move(-30, day(-20), day(-10)), move(-9, day(-10), day(-3))];
  const deal = facts({ closeDate: day(-3), closeDateHistory, forecast: 'Commit' });
  it.each<[string, CoachSettings]>([
    ['closePassed is off', { limits: {}, off: ['closePassed'] }],
    ['closePassed is asked after a week', { limits: { closePassed: 7 }, off: [] }],
  ])('is asked about as pushed: %s', (_, settings) => {
    const { triggered, health } = coach(deal, { settings });
    const ids = triggered.map(({ signal }) => signal);
    expect(ids).toContain('closePushed');
    expect(ids).not.toContain('closePassed');
    expect(ids).toContain('commitInDoubt');
    // No question is whether a day that is over will hold.
    expect(triggered.find(({ signal }) => signal === 'closePushed')?.as).toBe('passed');
    expect(health?.reasons.map(({ signal }) => signal)).toContain('closePushed');
  });
});

describe('the doubt about a commit', () => {
  const pushed = {
    forecast: 'Commit',
    closeDateHistory: [move(-30, day(10), day(30)), move(-9, day(30), day(60))],
  };
  it('comes after its gravest warning', () => {
    expect(asked(pushed).slice(0, 2)).toEqual(['closePushed', 'commitInDoubt']);
  });
  it('comes before an open criterion of the playbook that is its only reason', () => {
    const open = { checklist: checklist('decisionProcess', false) };
    const deal = { forecast: 'Commit', stage: 'Proposal' };
    expect(asked(deal, open)).toEqual(['commitInDoubt', 'approvalUnknown']);
    expect(coach(facts(deal, open)).health?.label).toBe('onTrack');
  });
  it('has no reason in one overdue step', () => {
    expect(asked({ forecast: 'Commit', nextStepDate: day(-1) })).toEqual(['nextStepStale']);
  });
});

describe('of two questions about people', () => {
  const one = (title: string | null) => [{ id: 'c1', name: 'Ruth', role: null, title }];
  it('who decides comes before how many there are, where the one does not decide', () => {
    const late = (title: string | null) => asked({ stage: 'Negotiation', contacts: one(title) });
    expect(late('Engineer')).toContain('roleMissing');
    expect(late('Engineer')).not.toContain('singleThreaded');
    expect(late('Managing director')).toContain('singleThreaded');
  });
  it('nobody at all comes before that nobody decides', () => {
    const deal = { stage: 'Negotiation', contacts: [], amount: null };
    expect(severityOf('singleThreaded', deal)).toBeGreaterThan(severityOf('roleMissing', deal));
  });
});

describe('a day of the buyer after the close date', () => {
  it('comes before what somebody wrote down as not known', () => {
    const notes = [note('The board meets on 28 January 2027.'), note('No idea who approves it.')];
    expect(asked({ closeDate: day(20) }, { notes })).toEqual([
      'closesSoonEarly',
      'approvalUnknown',
    ]);
  });
});

describe('a champion who stopped', () => {
  it('is asked about while others of the buyer go on, the same for equal facts', () => {
    const deal = {
      nextStepDate: null,
      stage: 'Negotiation',
      createdAt: ms(-60),
      contacts: ['c1', 'c2'].map((id) => ({ id, name: id, role: 'Decision Maker', title: null })),
      activities: [
        mail(-4, 'out', { contactId: 'c2' }),
        mail(-5, 'in', { contactId: 'c2' }),
        ...[-30, -33, -36].map((at) => ({ ...done(at), kind: 'meeting', contactId: 'c1' })),
      ],
    };
    expect(asked(deal, { history: history() })[0]).toBe('championQuiet');
    expect(coach(facts(deal))).toEqual(coach(facts(deal)));
  });
  it('and left our messages unanswered is one question, not two', () => {
    const sent = [-4, -9, -15, -20].map((at) => mail(at, 'out', { contactId: 'c1' }));
    const heard = [mail(-8, null, { contactId: 'c2' }), mail(-60, 'in', { contactId: 'c1' })];
    const deal = {
      nextStepDate: null,
      stage: 'Negotiation',
      contacts: [
        { id: 'c1', name: 'Ruth', role: 'Champion', title: null },
        { id: 'c2', name: 'Piotr', role: 'Decision Maker', title: null },
      ],
      activities: [...sent, ...heard],
    };
    const { triggered } = coach(facts(deal));
    expect(triggered.map(({ signal }) => signal)).toEqual(
      expect.arrayContaining(['championQuiet', 'oneSided']),
    );
    expect(asked(deal)).toContain('championQuiet');
    expect(asked(deal)).not.toContain('oneSided');
  });
});
