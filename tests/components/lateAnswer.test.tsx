// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordModel } from '../../components/data/record.ts';
import { useUi } from '../../components/data/ui.ts';
import { Sessions } from '../../components/options/Sessions.tsx';
import { NoteCard } from '../../components/panel/NoteCard.tsx';
import Notes from '../../components/panel/Notes.tsx';
import Questions from '../../components/workspace/Questions.tsx';
import { Suggestions } from '../../components/workspace/Suggestions.tsx';
import type { SidelineDb } from '../../lib/store/index.ts';
import { cases } from '../commands/inputs.ts';
import { held } from '../helpers/tabs.ts';
import {
  background,
  item,
  model,
  named,
  newDb,
  noteFields,
  org,
  Refusal,
  show,
  who,
} from './harness.tsx';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
  useUi.getState().reset('another');
  useUi.getState().reset('k');
});

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the answer to a deletion after the live query has removed the note', () => {
  async function deleted() {
    const answer = held<undefined>();
    background(db, { 'note.delete': () => answer.promise });
    const note = item<'note'>('n1', noteFields('Ask Ruth'));
    const card = (
      <NoteCard note={note} model={model()} who={who} unread={false} replies={[]} reads={[]} />
    );
    const { again } = show(card, db);
    press('More options for this note');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    again(null);
    return () => answer.keep(undefined);
  }
  it('offers to undo it', async () => {
    const answer = await deleted();
    answer();
    await waitFor(() => expect(useUi.getState().undo).toEqual({ id: 'n1', text: 'Ask Ruth' }));
  });
  it('offers nothing on another record', async () => {
    const answer = await deleted();
    useUi.getState().reset('another');
    answer();
    await new Promise((done) => setImmediate(done));
    expect(useUi.getState().undo).toBeNull();
  });
});

describe('a note that could not be marked as read', () => {
  afterEach(() => void vi.useRealTimers());
  it('is marked at the next change, even if others were marked in between', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const first = held<undefined>();
    const answers: (Promise<undefined> | undefined)[] = [first.promise];
    const sent = background(db, { 'note.read': () => answers.shift() });
    const unread = (...ids: string[]): RecordModel => ({
      ...model(),
      unread: ids.map((id) => item<'note'>(id, { ...noteFields(id), author: 'ruth' })),
    });
    const marked = () => named(sent, 'note.read').map(({ ids }) => ids);
    const { again } = show(<Notes model={unread('n1')} who={who} />, db);
    const redraw = async (next: RecordModel) => {
      again(<Notes model={next} who={who} />);
      await vi.advanceTimersByTimeAsync(1500);
    };
    await redraw(unread('n1'));
    await redraw(unread('n1', 'n2'));
    expect(marked()).toEqual([['n1'], ['n2']]);
    first.fail(new Refusal('unexpected'));
    await vi.advanceTimersByTimeAsync(0);
    await redraw(unread('n1'));
    expect(marked()).toEqual([['n1'], ['n2'], ['n1']]);
  });
});

describe('a suggestion that is declined', () => {
  it('leaves no draft of the reason, even if its form is gone before the answer', async () => {
    const answer = held<undefined>();
    const sent = background(db, { 'suggestion.answer': () => answer.promise });
    const { id, ...made } = cases['suggestion.make'].input;
    const list = (state: 'open' | 'declined') => {
      const fields = { ...made, state, answer: null, refKey: '' as const, author: 'ruth', at: 1 };
      const rows = { ...org.rows, suggestions: [item<'suggestion'>(id, fields)] };
      const { document } = cases['playbook.publish'].input;
      const props = { document, who, now: model().now, manages: true, org: { ...org, rows } };
      return <Suggestions playbook={made.playbook} {...props} />;
    };
    const { again } = show(list('open'), db);
    press('Decline');
    const field = screen.getByRole('textbox');
    fireEvent.change(field, { target: { value: 'Too early' } });
    fireEvent.submit(field.closest('form') as HTMLFormElement);
    await waitFor(() => expect(named(sent, 'suggestion.answer')).toHaveLength(1));
    again(list('declined'));
    await waitFor(async () => expect(await db.drafts.count()).toBe(1));
    answer.keep(undefined);
    await waitFor(async () => expect(await db.drafts.count()).toBe(0));
    again(list('open'));
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe('a question that is deleted', () => {
  it('can be restored, even if another one is open by now', async () => {
    const answer = held<undefined>();
    background(db, { 'prompt.delete': () => answer.promise });
    const { prompt } = cases['prompt.write'].input;
    const meta = { refKey: '' as const, author: 'local', at: 1, editedBy: null, editedAt: null };
    const rows = ['Plan', 'Budget'].map((name) =>
      item<'prompt'>(name, { ...prompt, name, ...meta }),
    );
    const opened: (string | null)[] = [];
    const page = (id: string, prompts: typeof rows) => (
      <Questions
        id={id}
        who={who}
        org={{ ...org, rows: { ...org.rows, prompts } }}
        now={model().now}
        onOpen={(to) => opened.push(to)}
      />
    );
    const { again } = show(page('Plan', rows), db);
    fireEvent.click(await screen.findByRole('button', { name: 'Delete question' }));
    again(page('Budget', rows.slice(1)));
    answer.keep(undefined);
    await screen.findByText(/“Plan” was deleted/);
    expect(opened).toEqual([]);
  });
});

describe('a list that was changed twice before the first answer', () => {
  it('is loaded again after each change', async () => {
    const answers = [held<{ ended: number }>(), held<{ ended: number }>()];
    const waiting = answers.map(({ promise }) => promise);
    const session = { agent: null, current: false, lastSeen: '2026-11-22T12:00:00Z' };
    const sent = background(db, {
      'session.list': () => ({
        sessions: ['a', 'b'].map((id) => ({ ...session, id, createdAt: session.lastSeen })),
      }),
      'session.end': () => waiting.shift() ?? { ended: 0 },
    });
    show(<Sessions />, db);
    const buttons = await screen.findAllByText('Sign out');
    for (const button of buttons) fireEvent.click(button);
    await waitFor(() => expect(named(sent, 'session.end')).toHaveLength(2));
    for (const [index, answer] of [...answers].reverse().entries()) {
      answer.keep({ ended: 1 });
      await waitFor(() => expect(named(sent, 'session.list')).toHaveLength(index + 2));
    }
  });
});
