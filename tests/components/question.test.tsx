// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { QuestionEditor } from '../../components/workspace/QuestionEditor.tsx';
import {
  askedKey,
  cleanQuestion,
  inputOf,
  missingIn,
  withHiddenSide,
} from '../../components/workspace/question.ts';
import type { PromptInput } from '../../lib/messages/index.ts';
import { meOf, type SampleUser } from '../helpers/view.ts';
import { background, item, who as local, named, newDb, show } from './harness.tsx';

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
  it('of a rep’s own has the same wording for a manager, unless it has another', () => {
    const saved = { ...whole, manager: whole.rep };
    expect(withHiddenSide({ ...saved, rep: 'Who else?' }, saved).manager).toBe('Who else?');
    expect(withHiddenSide({ ...whole, manager: '' }, inputOf(null)).manager).toBe(whole.rep);
    expect(withHiddenSide(whole, whole)).toBe(whole);
  });
  it.each([
    ['tomas', ['Question for you'], 0],
    ['dana', ['Question for the rep', 'Question for the manager'], 2],
  ] as const)('of %s has a field and a preview for each reader', async (user, fields, tabs) => {
    const db = newDb();
    const sent = background(db);
    const nothing = { deals: [], onGone: () => {}, onBack: () => {} };
    show(<QuestionEditor id="q2" row={null} who={whoIs(user)} {...nothing} />, db);
    const labels = await screen.findAllByRole('textbox', { name: /^Question for/ });
    expect(labels.length).toBe(fields.length);
    for (const name of fields) expect(screen.getByRole('textbox', { name })).toBeTruthy();
    expect(screen.queryAllByRole('radio').length).toBe(tabs);
    const type = (name: string, value: string) =>
      fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
    type('Name', 'Pilot');
    for (const name of fields) type(name, 'Who has seen the numbers?');
    fireEvent.click(screen.getByRole('button', { name: 'Save question' }));
    const written = () => named(sent, 'prompt.write')[0] as { prompt: PromptInput } | undefined;
    await waitFor(() => expect(written()?.prompt.rep).toBe('Who has seen the numbers?'));
    expect(written()?.prompt.manager).toBe('Who has seen the numbers?');
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
