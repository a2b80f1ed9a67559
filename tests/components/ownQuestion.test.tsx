// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { isOwnQuestion } from '../../components/panel/ownQuestion.ts';
import { Preview } from '../../components/workspace/Preview.tsx';
import { ownSides, sides } from '../../components/workspace/question.ts';
import { compilePrompt } from '../../lib/coaching/authored/index.ts';
import type { TriggeredSignal } from '../../lib/coaching/index.ts';
import { facts } from '../helpers/deals.ts';
import { prompt, question } from '../helpers/prompts.ts';
import { item, newDb, org, show } from './harness.tsx';

describe('the editor of a question', () => {
  const row = prompt({ ...question, author: 'tomas' });
  const preview = (name: string, isOwn: boolean) =>
    show(
      <Preview prompt={{ ...question, name }} isOwn={isOwn} sides={isOwn ? ownSides : sides} />,
      newDb(),
    );
  it('shows whose question it is', () => {
    preview('Pilot numbers', true);
    expect(screen.getByText('“Pilot numbers”, your own question')).toBeTruthy();
    preview('Terms', false);
    expect(screen.getByText('“Terms”, a question from your company')).toBeTruthy();
  });
  it('shows no owner for a question without a name', () => {
    preview('', true);
    expect(screen.queryByText(/question from your company|your own question/)).toBeNull();
  });
  it.each([
    ['u:tomas', true],
    ['o:larch', false],
  ])('a question of scope %s is the viewer’s own: %s', (scope, isOwn) => {
    const triggered = compilePrompt('q', row)?.check(facts()) as TriggeredSignal;
    const prompts = [{ ...item<'prompt'>('q', row), scope }];
    expect(isOwnQuestion(triggered, { ...org, rows: { ...org.rows, prompts } })).toBe(isOwn);
  });
});
