// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import Commitments from '../../components/panel/Commitments.tsx';
import Plan from '../../components/panel/Plan.tsx';
import Limits from '../../components/workspace/Limits.tsx';
import { Publish } from '../../components/workspace/Publish.tsx';
import { loosePlaybook } from '../../components/workspace/playbook.ts';
import { QuestionEditor } from '../../components/workspace/QuestionEditor.tsx';
import { parseDraft } from '../../components/workspace/question.ts';
import { StageForm } from '../../components/workspace/StageForm.tsx';
import type { PlaybookHistory } from '../../lib/coaching/playbooks/index.ts';
import type { Playbook, PlaybookStage } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { question } from '../helpers/prompts.ts';
import { background, model, named, newDb, org, show, who } from './harness.tsx';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
});

const stage: PlaybookStage = {
  id: 'proposal',
  name: 'Proposal',
  seller: '',
  buyer: 'Signs',
  ask: [],
  exit: [{ id: 'budget', text: 'Budget is named', element: null }],
  fields: [],
  guidance: '',
};
const playbook: Playbook = {
  format: 1,
  name: 'Ours',
  method: 'meddpicc',
  summary: '',
  stages: [stage],
};
const textbox = (name: string | RegExp) =>
  screen.getByRole('textbox', { name }) as HTMLTextAreaElement;
const type = (name: string | RegExp, value: string) =>
  fireEvent.change(textbox(name), { target: { value } });
const button = (name: string) => screen.getByRole('button', { name }) as HTMLButtonElement;
const reasonOf = (control: HTMLElement) =>
  document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent;

describe('a draft whose texts are too long', () => {
  const long = 'x'.repeat(5000);
  it.each([
    ['a stage’s guidance', { ...playbook, stages: [{ ...stage, guidance: long }] }],
    ['too many questions', { ...playbook, stages: [{ ...stage, ask: Array(20).fill(long) }] }],
    ['no name yet', { ...playbook, name: '', summary: long }],
  ])('comes back as it was: playbook, %s', (_, draft) => {
    expect(loosePlaybook(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });
  it('comes back as it was: question', () => {
    const draft = { ...question, name: '', rep: long, when: long, directive: long };
    expect(parseDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });
  it.each([[null], ['text'], [{ stages: 5 }], [{ ...playbook, stages: [{ id: 1 }] }]])(
    'is still no playbook: %j',
    (raw) => expect(loosePlaybook(raw)).toBeNull(),
  );
  it.each([[null], ['text'], [{ rep: 5 }]])('is still no question: %j', (raw) =>
    expect(parseDraft(raw)).toBeNull(),
  );
});

describe('a field of the workspace', () => {
  it('keeps the whole question, and shows the limit and why it cannot be saved', async () => {
    background(db);
    show(
      <QuestionEditor
        id="q1"
        row={null}
        who={who}
        deals={[]}
        onBack={() => {}}
        onGone={() => {}}
      />,
      db,
    );
    await screen.findByRole('textbox', { name: 'Name' });
    type('Name', 'Pilot numbers');
    type('Question for the manager', 'Who carries them further?');
    type('Question for the rep', `Who ${'really '.repeat(80)}repeats them?`);
    expect(textbox('Question for the rep').value.length).toBe(577);
    expect(screen.getByText('400 characters at most; this text has 577.')).toBeTruthy();
    expect(button('Save question').disabled).toBe(true);
    expect(reasonOf(button('Save question'))).toBe('One of the texts is too long to save.');
  });
  it('keeps every line of a stage', () => {
    function Form() {
      const [value, setValue] = useState({ ...stage, fields: ['their own', ''] });
      const nothing = { onUp: null, onDown: null, onRemove: null };
      return (
        <>
          <StageForm stage={value} onChange={setValue} {...nothing} />
          <p data-testid="ids">{value.fields.map((name) => name.trim()).join()}</p>
        </>
      );
    }
    background(db);
    show(<Form />, db);
    const lines = Array.from({ length: 12 }, (_, index) => `Question ${index}?`).join('\n');
    type('Questions about the buyer', lines);
    expect(textbox('Questions about the buyer').value).toBe(lines);
    expect(screen.getByText('At most 8 questions of up to 400 characters each.')).toBeTruthy();
    const field = (name: string) => screen.getByRole('checkbox', { name }) as HTMLInputElement;
    expect(field('their own').checked).toBe(true);
    for (const name of ['Next step', 'Amount', 'Stage', 'Contacts']) fireEvent.click(field(name));
    expect(screen.getByTestId('ids').textContent).toBe('their own,nextStep,amount,stage,contacts');
    expect(field('Owner').disabled).toBe(true);
    fireEvent.click(field('their own'));
    expect(screen.getByTestId('ids').textContent).toBe('nextStep,amount,stage,contacts');
    expect(screen.queryByRole('checkbox', { name: 'their own' })).toBeNull();
    expect(field('Owner').disabled).toBe(false);
  });
  it('saves no competitor with a shortened name', async () => {
    const sent = background(db);
    show(<Limits who={who} org={org} />, db);
    await screen.findByRole('textbox', { name: /^Your competitors/ });
    type(/^Your competitors/, `Acme\n${'x'.repeat(81)}`);
    expect(button('Save thresholds').disabled).toBe(true);
    expect(reasonOf(button('Save thresholds'))).toBe(
      'At most 50 names, each of 2 to 80 characters.',
    );
    type(/^Your competitors/, 'Acme\nGlobex');
    fireEvent.click(button('Save thresholds'));
    await waitFor(() => expect(named(sent, 'settings.coaching').length).toBe(1));
    expect(named(sent, 'settings.coaching')[0]).toMatchObject({
      settings: { competitors: ['Acme', 'Globex'] },
    });
  });
});

describe('publishing a playbook', () => {
  const versions = [
    { version: 1, document: playbook, retired: false, why: '', at: 1, author: 'x' },
  ];
  const book = { id: 'p1', versions, latest: versions[0] } as unknown as PlaybookHistory;
  const nothing = { id: 'p1', suggestions: [], isShared: false, onDone: () => {} };
  const change = { stage: 'Proposal', part: 'buyer' as const, before: 'Signs', after: 'Decides' };
  it.each([
    ['a problem', null, [], ['Give every stage a name.'], 'Solve the points above to publish.'],
    ['no change', book, [], [], 'Change something to publish a new version.'],
    ['no reason', book, [change], [], 'Say what changed and why to publish.'],
  ])('waits, and says for what: %s', (_, known, changes, problems, sentence) => {
    background(db);
    const parts = { book: known, changes, problems, document: playbook };
    show(<Publish {...nothing} {...parts} />, db);
    const publish = screen.getByRole('button', { name: /^Publish version/ }) as HTMLButtonElement;
    expect(publish.disabled).toBe(true);
    expect(reasonOf(publish)).toBe(sentence);
  });
  it('shows what the first version will contain', () => {
    background(db);
    show(<Publish {...nothing} book={null} changes={[]} problems={[]} document={playbook} />, db);
    screen.getByText('Version 1 will have 1 stage and 1 exit criterion.');
    expect(button('Publish version 1').disabled).toBe(false);
  });
});

describe('a change that is sent again without an answer', () => {
  const lost = () => {
    throw new Error('The message port closed before a response was received.');
  };
  const ids = (inputs: Record<string, unknown>[]) => new Set(inputs.map((input) => input.id));

  it('is the same version of a playbook, and a new one if the content differs', async () => {
    const sent = background(db, { 'playbook.publish': lost });
    const publish = (document: Playbook) => (
      <Publish
        id="p1"
        book={null}
        document={document}
        changes={[]}
        problems={[]}
        suggestions={[]}
        isShared={false}
        onDone={() => {}}
      />
    );
    const { again } = show(publish(playbook), db);
    for (const times of [1, 2, 3]) {
      if (times === 3) again(publish({ ...playbook, name: 'Ours, newer' }));
      fireEvent.click(button('Publish version 1'));
      await waitFor(() => expect(named(sent, 'playbook.publish').length).toBe(times));
      await screen.findByText(/Couldn’t save/);
    }
    const all = named(sent, 'playbook.publish');
    expect(ids(all.slice(0, 2)).size).toBe(1);
    expect(ids(all).size).toBe(2);
  });
  it('is the same commitment', async () => {
    const sent = background(db, { 'commitment.make': lost });
    show(<Commitments model={model()} who={who} />, db);
    fireEvent.click(button('Add commitment'));
    await screen.findByLabelText('What will be done?');
    type('What will be done?', 'Send the plan');
    fireEvent.change(screen.getByLabelText('Due date'), { target: { value: '2026-12-01' } });
    for (const times of [1, 2]) {
      fireEvent.click(button('Save commitment'));
      await waitFor(() => expect(named(sent, 'commitment.make').length).toBe(times));
      await screen.findByText(/Couldn’t save/);
      type('What will be done?', 'Send the plan and the numbers');
    }
    expect(ids(named(sent, 'commitment.make')).size).toBe(1);
  });
  it('is the same suggestion', async () => {
    const plan = {
      book: { id: 'b1', versions: [], latest: { version: 1, retired: false } },
      version: { version: 1, document: { name: 'Ours' } },
      checklist: { stage, skipped: [], items: [] },
    } as unknown as Parameters<typeof Plan>[0]['plan'];
    const sent = background(db, { 'suggestion.make': lost });
    show(<Plan model={model()} plan={plan} />, db);
    fireEvent.click(button('This doesn’t match the buyer'));
    type('What does the buyer do instead?', 'Plants decide alone.');
    for (const times of [1, 2]) {
      fireEvent.click(button('Suggest a change'));
      await waitFor(() => expect(named(sent, 'suggestion.make').length).toBe(times));
      await screen.findByText(/Couldn’t save/);
    }
    expect(ids(named(sent, 'suggestion.make')).size).toBe(1);
  });
});
