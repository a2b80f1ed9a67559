// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useUi } from '../../components/data/ui.ts';
import Commitments from '../../components/panel/Commitments.tsx';
import FactEditor from '../../components/panel/FactEditor.tsx';
import { NoteCard } from '../../components/panel/NoteCard.tsx';
import Notes from '../../components/panel/Notes.tsx';
import Plan from '../../components/panel/Plan.tsx';
import { SmallEditor } from '../../components/panel/SmallEditor.tsx';
import { Condition } from '../../components/workspace/Condition.tsx';
import { QuestionEditor } from '../../components/workspace/QuestionEditor.tsx';
import { compileCondition } from '../../lib/coaching/authored/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { background, item, model, newDb, noteFields, show, who } from './harness.tsx';
import { newNote } from './newNote.tsx';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
  useUi.getState().set({ open: null, composing: null, search: null });
});

const close = vi.fn();
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const note = item<'note'>('n1', noteFields('A note'));

const plan = {
  book: { id: 'b1', versions: [], latest: { version: 1, retired: false } },
  version: { version: 1, document: { name: 'Ours' } },
  checklist: {
    stage: {
      id: 's1',
      name: 'Proposal',
      buyer: 'Signs',
      seller: '',
      ask: [],
      fields: [],
      guidance: '',
    },
    skipped: [],
    items: [
      { id: 'i1', stage: 's1', text: 'Budget is named', done: false, evidence: '', at: null },
    ],
  },
} as unknown as Parameters<typeof Plan>[0]['plan'];

interface Editor {
  draw(): ReactNode;
  /** Opens the field, where a button is needed for that. */
  open?(): void;
  field: string;
  text: string;
}
const editors: Record<string, Editor> = {
  'a new note': {
    draw: () => newNote({ onClose: close }),
    field: 'New note',
    text: 'にほん',
  },
  'a change or a reply': {
    draw: () => (
      <SmallEditor
        draftKey="k#edit:n1"
        row="n1"
        start="A"
        label="Edit note"
        save="Save changes"
        onSave={async () => {}}
        onClose={close}
      />
    ),
    field: 'Edit note',
    text: 'にほん',
  },
  'a note’s own editor': {
    draw: () => (
      <NoteCard note={note} model={model()} who={who} unread={false} replies={[]} reads={[]} />
    ),
    open: () => click('Edit'),
    field: 'Edit note',
    text: 'にほん',
  },
  'a fact': {
    draw: () => (
      <FactEditor model={model()} field="nextStep" label="Next step" value="" onDone={close} />
    ),
    field: 'Next step',
    text: 'にほん',
  },
  'a commitment': {
    draw: () => <Commitments model={model()} who={who} />,
    open: () => click('Add commitment'),
    field: 'What will be done?',
    text: 'にほん',
  },
  evidence: {
    draw: () => <Plan model={model()} plan={plan} />,
    open: () => fireEvent.click(screen.getByRole('checkbox')),
    field: 'What did the buyer do that shows this?',
    text: 'にほん',
  },
  'a suggestion': {
    draw: () => <Plan model={model()} plan={plan} />,
    open: () => click('This doesn’t match the buyer'),
    field: 'What does the buyer do instead?',
    text: 'にほん',
  },
  'a question': {
    draw: () => (
      <QuestionEditor id="q1" row={null} who={who} deals={[]} onBack={() => {}} onGone={close} />
    ),
    field: 'Question for the rep',
    text: 'にほん',
  },
  'a condition': {
    draw: () => (
      <Condition
        value="deal.am"
        condition={compileCondition('deal.am')}
        stages={[]}
        onChange={close}
      />
    ),
    field: 'Condition',
    text: 'deal.amo',
  },
};

const keys = [
  { key: 'Escape' },
  { key: 'Enter' },
  { key: 'Enter', ctrlKey: true },
  { key: 'Tab' },
  { key: 's', ctrlKey: true },
];
const composing = keys.flatMap((key) => [
  { ...key, isComposing: true },
  { ...key, keyCode: 229 },
]);

describe('while an input method composes a word, its keys trigger no action', () => {
  it.each(Object.entries(editors))('in %s', async (_, editor) => {
    const sent = background(db);
    show(editor.draw(), db);
    editor.open?.();
    const field = (await screen.findByRole('textbox', { name: editor.field })) as HTMLInputElement;
    fireEvent.change(field, { target: { value: editor.text } });
    close.mockClear();
    const before = sent.length;
    for (const key of composing) {
      const pressed = JSON.stringify(key);
      const taken = !fireEvent.keyDown(field, key);
      expect(taken, `the browser’s own doing is not stopped: ${pressed}`).toBe(false);
      expect(close, pressed).not.toHaveBeenCalled();
      expect(screen.getByRole('textbox', { name: editor.field }), pressed).toBe(field);
      expect(sent.slice(before).filter(({ name }) => name !== 'draft.keep')).toEqual([]);
    }
  });
});

describe('the same keys without a composition', () => {
  it('close an editor', async () => {
    background(db);
    show(editors['a change or a reply']?.draw(), db);
    close.mockClear();
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });
    expect(close).toHaveBeenCalledOnce();
  });
  it('save it', async () => {
    background(db);
    show(editors['a change or a reply']?.draw(), db);
    close.mockClear();
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'B' } });
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(close).toHaveBeenCalledOnce());
  });
  it('close the search, which a composition does not', () => {
    background(db);
    const rows = { ...model().rows, notes: [note] };
    show(<Notes model={model({}, { rows })} who={who} />, db);
    click('Search notes');
    const search = () => screen.queryByRole('searchbox');
    fireEvent.keyDown(search() as HTMLElement, { key: 'Escape', isComposing: true });
    expect(search()).toBeTruthy();
    fireEvent.keyDown(search() as HTMLElement, { key: 'Escape' });
    expect(search()).toBeNull();
  });
});
