// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RecordModel } from '../../components/data/record.ts';
import { useUi } from '../../components/data/ui.ts';
import { Prompts } from '../../components/panel/Prompts.tsx';
import { useKeys } from '../../components/panel/useKeys.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { keepDraft } from '../../lib/store/write.ts';
import { NOON } from '../helpers/deals.ts';
import { view } from '../helpers/panel.ts';
import { background, model, named, newDb, Refusal, show, who } from './harness.tsx';

function Panel({ record }: { record: RecordModel }) {
  useKeys(1, record);
  return <Prompts model={record} view={view} side="rep" who={who} />;
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
  useUi.getState().reset('');
  useUi.getState().reset('k');
});
const panel = () => show(<Panel record={model({ closeDate: '2026-11-01' })} />, db);

describe('an answer to a prompt', () => {
  it('is sent with its outcome, in one message', async () => {
    const sent = background(db);
    panel();
    press('Answer');
    const field = await screen.findByRole('textbox', { name: 'Your answer' });
    fireEvent.change(field, { target: { value: 'Ruth signs on Friday.' } });
    press('Save answer');
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Your answer' })).toBeNull());
    expect(named(sent, 'note.save')).toMatchObject([
      {
        text: 'Ruth signs on Friday.',
        kind: 'answer',
        outcome: { outcome: 'answered', signal: 'closePassed', refKey: 'k', reason: null },
      },
    ]);
    expect(named(sent, 'prompt.outcome')).toEqual([]);
  });
  it('comes back into its field with Undo, and nothing else stays open', async () => {
    const sent = background(db, {
      'prompt.undoText': ({ draft }) =>
        keepDraft(db, draft, { text: 'Ruth signs.', audience: 'private' }, NOON),
    });
    panel();
    press('Answer');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Your answer' }), {
      target: { value: 'Ruth signs.' },
    });
    press('Save answer');
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    const field = await screen.findByRole('textbox', { name: 'Your answer' });
    await waitFor(() => expect(field).toHaveProperty('value', 'Ruth signs.'));
    const [saved] = named(sent, 'note.save');
    const slot = 'k#answer:closePassed:rep';
    const outcome = expect.any(String);
    expect(named(sent, 'prompt.undoText')).toEqual([{ note: saved?.id, outcome, draft: slot }]);
    const [undone] = named(sent, 'prompt.undoText');
    expect(saved?.outcome).toMatchObject({ id: undone?.outcome });
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(useUi.getState()).toMatchObject({ chosen: null, followUp: null });
  });
  it('whose Undo is refused says so', async () => {
    background(db, {
      'prompt.undoText': () => {
        throw new Refusal('changed');
      },
    });
    panel();
    press('Answer');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Your answer' }), {
      target: { value: 'Ruth signs.' },
    });
    press('Save answer');
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Your answer' })).toBeNull();
  });
  /** Saves an answer that is not confirmed yet. @returns a function that confirms it. */
  const saveSlowly = async () => {
    const saved = Promise.withResolvers<{ id: string }>();
    const sent = background(db, { 'note.save': () => saved.promise });
    panel();
    press('Answer');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Your answer' }), {
      target: { value: 'Ruth signs.' },
    });
    press('Save answer');
    return async () => {
      await waitFor(() => expect(named(sent, 'note.save').length).toBe(1));
      saved.resolve({ id: 'n1' });
      await saved.promise;
      // The effects of the answer take a few turns of the event loop.
      for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setTimeout(done));
    };
  };
  const composing = { signal: 'closePassed', as: 'answer' as const };
  it.each([
    ['on another record', { key: 'other', open: 'closePassed', composing }],
    ['on another prompt', { open: 'quiet', composing: { ...composing, signal: 'quiet' } }],
    [
      'as a question',
      { open: 'closePassed', composing: { ...composing, as: 'question' as const } },
    ],
    ['as the same answer once more', { open: 'closePassed', composing: { ...composing } }],
  ])('that is saved late closes nothing that was opened since, %s', async (_where, other) => {
    const confirm = await saveSlowly();
    act(() => useUi.getState().set(other));
    await act(confirm);
    expect(useUi.getState()).toMatchObject(other);
  });
  it('that is confirmed late does not close the question that is being typed', async () => {
    const confirm = await saveSlowly();
    press('Close');
    act(() => useUi.getState().set({ composing: { ...composing, as: 'question' } }));
    const question = () => screen.getByRole('textbox', { name: 'Your question' });
    fireEvent.change(question(), { target: { value: 'Who signs?' } });
    await act(confirm);
    expect((question() as HTMLTextAreaElement).value).toBe('Who signs?');
  });
});

describe('an outcome without a text', () => {
  it.each([
    ['Later', 'full', 'Couldn’t save: Your device is out of space.'],
    ['Later', 'unexpected', 'Couldn’t save: Something went wrong. Try again.'],
  ])('that could not be saved shows an error, %s, %s', async (button, code, sentence) => {
    background(db, {
      'prompt.outcome': () => {
        throw new Refusal(code);
      },
    });
    panel();
    press(button);
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Tomorrow' }));
    expect((await screen.findByRole('alert')).textContent).toContain(sentence);
    expect(screen.getByRole('button', { name: 'Answer' })).toBeTruthy();
  });
  it('has one id until it is confirmed: whatever is pressed after a lost answer', async () => {
    let isLost = true;
    const sent = background(db, {
      'prompt.outcome': () => {
        if (isLost) throw new Refusal('unexpected');
      },
    });
    panel();
    const later = async () => {
      press('Later');
      fireEvent.click(await screen.findByRole('menuitem', { name: 'Tomorrow' }));
    };
    await later();
    await screen.findByRole('alert');
    isLost = false;
    press('Not useful');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Not the right time' }));
    await screen.findByRole('button', { name: 'Undo' });
    await later();
    await waitFor(() => expect(named(sent, 'prompt.outcome')).toHaveLength(3));
    const ids = named(sent, 'prompt.outcome').map(({ id }) => id);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

describe('keys on the open prompt', () => {
  it.each([
    ['l', () => expect(screen.getByRole('menuitem', { name: 'Tomorrow' })).toBeTruthy()],
    ['a', () => expect(screen.getByRole('textbox', { name: 'Your answer' })).toBeTruthy()],
    ['w', () => expect(screen.getByText('Why now')).toBeTruthy()],
  ])('%s presses its button', async (key, done) => {
    background(db);
    panel();
    fireEvent.keyDown(document.body, { key });
    await waitFor(done);
  });
});
