// Stories of deals (tests/coaching/stories): which questions each one gets, word for word. The
// schema of a story is in story.ts.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { coach, nobody } from '../../lib/coaching/index.ts';
import type { PromptOutcome, PromptShown } from '../../lib/model/index.ts';
import { NOON } from '../helpers/deals.ts';
import { question, say } from './sentences.ts';
import { Story } from './story.ts';
import { factsOf } from './storyFacts.ts';

const folder = 'tests/coaching/stories';
const files = readdirSync(folder).sort();
/** The questions in the words that a person reads. */
function askedIn(story: Story): string[] {
  const given = factsOf(story, say);
  const settings = { limits: story.limits ?? {}, off: story.off ?? [] };
  const all = coach(given, { settings }).triggered;
  const at = NOON - 86_400_000;
  const print = (signal: string) => all.find((item) => item.signal === signal)?.fingerprint ?? '';
  const common = (signal: string) => ({
    refKey: 'k',
    signal,
    fingerprint: print(signal),
    author: 'u',
    at,
  });
  const outcomes = (story.answered ?? []).map(
    (signal): PromptOutcome => ({ ...common(signal), outcome: 'answered', reason: null }),
  );
  const shown = Object.entries(story.unansweredDays ?? {}).map(
    ([signal, days]): PromptShown => ({
      ...common(signal),
      days,
      last: at,
      before: null,
      editedBy: null,
    }),
  );
  const person = {
    ...nobody,
    focus: story.person?.focus
      ? { skill: story.person.focus, agreed: story.person.agreed ?? false }
      : null,
    retired: new Set(story.person?.retired ?? []),
  };
  return coach(given, { outcomes, shown, settings, person }).prompts.map(({ item }) =>
    question(item, story.side),
  );
}

describe('deal stories', () => {
  it('are at least sixty, with quiet ones and pairs of reps among them', () => {
    expect(files.length).toBeGreaterThanOrEqual(60);
    expect(files.filter((name) => name.startsWith('quiet-')).length).toBeGreaterThanOrEqual(10);
    expect(files.filter((name) => name.startsWith('pair-')).length).toBeGreaterThanOrEqual(4);
  });
  it.each(files)('%s', (name) => {
    const story = Story.parse(parse(readFileSync(`${folder}/${name}`, 'utf8')));
    expect({ says: story.says, asks: askedIn(story) }).toEqual({
      says: story.says,
      asks: story.asks,
    });
  });
  it('of a pair differ', () => {
    const asked = files
      .filter((name) => name.startsWith('pair-'))
      .map((name) => askedIn(Story.parse(parse(readFileSync(`${folder}/${name}`, 'utf8')))).join());
    expect(new Set(asked).size).toBeGreaterThan(2);
  });
});
