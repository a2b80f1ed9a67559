// Authored questions: on which deals each is asked, when again, and how many are compiled.

import { describe, expect, it } from 'vitest';
import { compileAll, compilePrompt, MOST_AUTHORED } from '../../lib/coaching/authored/index.ts';
import { coach } from '../../lib/coaching/index.ts';
import type { AuthoredPrompt, PromptOutcome } from '../../lib/model/index.ts';
import { day, facts, ms, NOON } from '../helpers/deals.ts';
import { prompt } from '../helpers/prompts.ts';

describe('an authored prompt', () => {
  const shown = (prompts: AuthoredPrompt[], dealFacts = facts(), outcomes: PromptOutcome[] = []) =>
    coach(dealFacts, {
      outcomes,
      authored: compileAll(prompts.map((fields, index) => ({ id: `p${index}`, fields }))),
    }).prompts.map(({ item }) => item.authored?.name ?? item.signal);
  it('is asked where its condition and its stage fit, until it expires', () => {
    expect(shown([prompt()])).toEqual(['Pilot']);
    expect(shown([prompt({ stage: 'qualification' })])).toEqual(['Pilot']);
    expect(shown([prompt({ stage: 'Proposal' })])).toEqual([]);
    expect(shown([prompt({ expires: day(0) })])).toEqual(['Pilot']);
    expect(shown([prompt({ expires: day(-1) })])).toEqual([]);
    expect(shown([prompt({ on: false })])).toEqual([]);
    const lost = facts({ stage: 'Lost', status: 'lost', stageSince: ms(-60) });
    expect(shown([prompt()], lost)).toEqual([]);
  });
  it('is unsure about a stage that the list has under no name, where stages have ids', () => {
    const german = (id: string | undefined) =>
      facts({
        stage: 'Vorschlag',
        stageId: id,
        stages: [{ id, name: 'Vorschlag', kind: 'open' }],
      });
    const check = (it: ReturnType<typeof facts>, stage: string) =>
      compilePrompt('p', prompt({ stage }))?.check(it);
    expect(check(german('3'), 'Proposition')).toBe('unknown');
    expect(check(german(undefined), 'Proposition')).toBeNull();
    expect(check(german('3'), 'VORSCHLAG')).not.toBeNull();
  });
  it('is listed once if the same question was written several times', () => {
    expect(
      shown([prompt({ name: 'A' }), prompt({ name: 'B', rep: 'Who  repeats the NUMBERS ?' })]),
    ).toHaveLength(1);
  });
  it('stays dismissed the next day, and is shown again after a change of the deal', () => {
    const quietPrompt = prompt({ when: 'deal.quietDays > 1' });
    const [asked] = coach(facts(), {
      authored: compileAll([{ id: 'p', fields: quietPrompt }]),
    }).triggered.filter((item) => item.authored);
    if (!asked) throw new Error('not asked');
    const answered: PromptOutcome = {
      refKey: 'k',
      signal: asked.signal,
      fingerprint: asked.fingerprint,
      outcome: 'answered',
      reason: null,
      author: 'u',
      at: NOON,
    };
    const again = (dealFacts: ReturnType<typeof facts>) =>
      coach(dealFacts, {
        outcomes: [answered],
        authored: compileAll([{ id: 'p', fields: quietPrompt }]),
      }).prompts.filter(({ item }) => item.authored).length;
    expect(
      again(facts({}, { now: { ms: NOON + 5 * 86_400_000, timeZone: 'Europe/London' } })),
    ).toBe(0);
    const call = {
      ...({ id: 'b', kind: 'call', subject: 'x', state: 'done', at: ms(-2) } as const),
      ...{ due: null, contactId: null },
    };
    const later = { ms: NOON + 3 * 86_400_000, timeZone: 'Europe/London' };
    expect(again(facts({ activities: [call] }, { now: later }))).toBe(1);
  });
  it('with a broken condition silences nothing else', () =>
    expect(
      shown([
        prompt({ name: 'Bad', when: 'deal.x >' }),
        prompt({ rep: 'What else?', name: 'Good' }),
      ]),
    ).toEqual(['Good']));
  it('is not crowded out by those that are off', () => {
    const off = Array.from({ length: MOST_AUTHORED + 5 }, (_, index) => ({
      id: `p${index}`,
      fields: prompt({ on: false, priority: 5 }),
    }));
    expect(compileAll([...off, { id: 'on', fields: prompt({ priority: 1 }) }])).toHaveLength(1);
  });
  it('among ten thousand: the most important and newest are asked, and it stays quick', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      id: `p${index}`,
      fields: prompt({
        name: `N${index}`,
        rep: `What about ${index}?`,
        priority: index === 7777 ? 5 : 2,
        at: index,
        when: `deal.amount > ${index % 50}`,
      }),
    }));
    const compiled = compileAll(many);
    expect(compiled).toHaveLength(MOST_AUTHORED);
    expect(coach(facts(), { authored: compiled }).prompts[0]?.item.authored?.name).toBe('N7777');
    expect(coach(facts(), { authored: compiled }).prompts).toHaveLength(3);
  });
  it('carries HTML as text', () => {
    const compiled = compilePrompt('p', prompt({ rep: '<img src=x onerror=alert(1)> What now?' }));
    const triggered = compiled?.check(facts());
    expect(triggered && triggered !== 'unknown' && triggered.authored?.rep).toBe(
      '<img src=x onerror=alert(1)> What now?',
    );
  });
});
