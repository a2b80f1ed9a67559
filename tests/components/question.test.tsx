// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { QuestionEditor } from '../../components/workspace/QuestionEditor.tsx';
import {
  askedKey,
  cleanQuestion,
  inputOf,
  missingIn,
} from '../../components/workspace/question.ts';
import { meOf, type SampleUser } from '../helpers/view.ts';
import { background, item, who as local, newDb, show } from './harness.tsx';

const whole = {
  ...inputOf(null),
  name: 'Pilot',
  rep: 'Who has seen the numbers?',
  manager: 'Who carries them further?',
};
const long = 'x'.repeat(5000);
const whoIs = (user: SampleUser) => ({ ...local, me: meOf(user), user });
const row = (scope: string, author: string) => ({
  ...item<'prompt'>('q1', {
    ...whole,
    refKey: '',
    author,
    at: 1,
    editedBy: null,
    editedAt: null,
  }),
  scope,
});

describe('a question', () => {
  const fine = { works: true, isDirective: false };
  it.each([
    ['nothing', whole, fine, null],
    ['its name', { ...whole, name: ' ', rep: '' }, fine, 'name'],
    ['its wording for the rep', { ...whole, rep: '', manager: '' }, fine, 'rep'],
    ['its wording for the manager', { ...whole, manager: ' ' }, fine, 'manager'],
    ['a shorter name', { ...whole, name: long }, fine, 'long'],
    ['a shorter condition', { ...whole, when: long }, { ...fine, works: false }, 'long'],
    ['a shorter reason, where one is asked for', { ...whole, directive: long }, fine, null],
    ['a shorter reason', { ...whole, directive: long }, { works: true, isDirective: true }, 'long'],
    ['a condition that works', whole, { works: false, isDirective: true }, 'when'],
    [
      'a reason for telling',
      { ...whole, directive: ' ' },
      { works: true, isDirective: true },
      'lint',
    ],
    ['no more', { ...whole, directive: 'The law.' }, { works: true, isDirective: true }, null],
  ])('lacks %s', (_what, value, judged, expected) => {
    expect(missingIn(value, judged)).toBe(expected);
  });
  it('is saved without surrounding spaces, and with a reason only if it is directive', () => {
    const typed = { ...whole, name: ' Pilot ', directive: ' The law. ' };
    expect(cleanQuestion(typed, true)).toEqual({ ...whole, directive: 'The law.' });
    expect(cleanQuestion(typed, false)).toEqual(whole);
  });
  it.each([
    ['a new one of a manager', null, whoIs('dana'), 'questions.forAll'],
    ['a new one of a rep', null, whoIs('tomas'), 'questions.forMeOnly'],
    ['one of the organisation', row('o:o', 'dana'), whoIs('tomas'), 'questions.forAll'],
    ['one of a manager’s own', row('u:dana', 'dana'), whoIs('dana'), 'questions.forMeOnly'],
    ['one of somebody signed out', null, local, 'questions.forMe'],
  ])('shows who is asked: %s', (_what, saved, who, expected) => {
    expect(askedKey(saved, who)).toBe(expected);
  });
  it.each([
    ['a rep’s own', 'u:tomas', false],
    ['the organisation’s, written by somebody who no longer manages', 'o:o', true],
  ])('is open to change where the command allows it: %s', async (_what, scope, shut) => {
    const db = newDb();
    background(db);
    const saved = row(scope, 'tomas');
    show(
      <QuestionEditor
        id="q1"
        row={saved}
        who={whoIs('tomas')}
        deals={[]}
        onGone={() => {}}
        onBack={() => {}}
      />,
      db,
    );
    const name = await screen.findByRole('textbox', { name: 'Name' });
    expect(name.matches(':disabled') || name.closest('fieldset')?.disabled).toBe(shut);
  });
});
