// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SidelineDb } from '../../lib/store/index.ts';
import { keepDraft } from '../../lib/store/write.ts';
import { NOON } from '../helpers/deals.ts';
import { background, named, newDb, putRow, Refusal, show } from './harness.tsx';
import { newNote } from './newNote.tsx';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
});

function compose(onSaved = () => {}) {
  return show(newNote({ onSaved }), db);
}
const field = () => screen.getByRole('textbox', { name: 'New note' }) as HTMLTextAreaElement;
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const save = () => screen.getByRole('button', { name: 'Save note' }) as HTMLButtonElement;

/** Writes to the database, then fails like a worker that is stopped before it answers. */
function losesAnswers(times: number) {
  let failures = times;
  return async ({ id, text }: { id: string; text: string }) => {
    await putRow(db, id, text);
    if (failures-- > 0) throw new Error('The message port closed before a response was received.');
    return { id };
  };
}

describe('a note whose saving gets no answer', () => {
  it('stays in the field, and further text is saved as the same note', async () => {
    const sent = background(db, { 'note.save': losesAnswers(1) });
    compose();
    type('Met Ruth.');
    fireEvent.click(save());
    await screen.findByText(/Couldn’t save/);
    expect(field().value).toBe('Met Ruth.');
    type('Met Ruth. She signs on Friday.');
    fireEvent.click(save());
    await waitFor(() => expect(field().value).toBe(''));
    const [first, second] = named(sent, 'note.save');
    expect(second?.id).toBe(first?.id);
    expect(second?.text).toBe('Met Ruth. She signs on Friday.');
  });
  it('is the same note after the panel was closed and opened', async () => {
    const sent = background(db, { 'note.save': losesAnswers(1) });
    const { unmount } = compose();
    type('Met Ruth.');
    fireEvent.click(save());
    await screen.findByText(/Couldn’t save/);
    type('Met Ruth. She signs on Friday.');
    unmount();
    await waitFor(async () => expect((await db.drafts.get('k#note'))?.text).toMatch(/Friday/));
    compose();
    await waitFor(() => expect(field().value).toBe('Met Ruth. She signs on Friday.'));
    fireEvent.click(save());
    await waitFor(() => expect(named(sent, 'note.save').length).toBe(2));
    const [first, second] = named(sent, 'note.save');
    expect(second?.id).toBe(first?.id);
  });
  it('is not shown again as a draft when it was saved unchanged', async () => {
    background(db, { 'note.save': losesAnswers(1) });
    const { unmount } = compose();
    type('Met Ruth.');
    fireEvent.click(save());
    await screen.findByText(/Couldn’t save/);
    unmount();
    compose();
    await waitFor(async () => expect(await db.drafts.get('k#note')).toBeUndefined());
    expect(field().value).toBe('');
  });
  it('is not changed after the field was emptied: the next text is another note', async () => {
    const sent = background(db, { 'note.save': losesAnswers(1) });
    compose();
    type('Met Ruth.');
    fireEvent.click(save());
    await screen.findByText(/Couldn’t save/);
    type('');
    type('Call Piotr.');
    fireEvent.click(save());
    await waitFor(() => expect(named(sent, 'note.save').length).toBe(2));
    const [first, second] = named(sent, 'note.save');
    expect(second?.id).not.toBe(first?.id);
  });
  it('gets another id after it was saved', async () => {
    const sent = background(db);
    compose();
    for (const text of ['One', 'Two']) {
      type(text);
      fireEvent.click(save());
      await waitFor(() => expect(field().value).toBe(''));
    }
    const [first, second] = named(sent, 'note.save');
    expect(second?.id).not.toBe(first?.id);
  });
});

describe('a text that is too long for a note', () => {
  const long = 'x'.repeat(26_400);
  it('stays in the field, with the limit shown and saving disabled', async () => {
    const sent = background(db);
    compose();
    expect(field().maxLength).toBe(-1);
    type(long);
    expect(field().value.length).toBe(26_400);
    expect(screen.getByText('20,000 characters at most; this text has 26,400.')).toBeTruthy();
    expect(save().disabled).toBe(true);
    const reason = document.getElementById(save().getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toContain('20,000');
    expect(field().getAttribute('aria-describedby')).toContain(reason?.id);
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
    await waitFor(async () => expect((await db.drafts.get('k#note'))?.text.length).toBe(26_400));
    expect(named(sent, 'note.save')).toEqual([]);
  });
  it('shows how many characters are left before the limit', () => {
    background(db);
    compose();
    type('x'.repeat(19_500));
    expect(screen.getByText('20,000 characters at most; this text has 19,500.')).toBeTruthy();
    expect(save().disabled).toBe(false);
  });
});

it('is kept while somebody types without a pause', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const sent = background(db);
    compose();
    for (let key = 1; key <= 30; key++) {
      type('x'.repeat(key));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(named(sent, 'draft.keep')).toMatchObject([{ text: 'x'.repeat(20) }]);
  } finally {
    vi.useRealTimers();
  }
});

describe('a draft that cannot be kept', () => {
  it.each([
    ['full', /Your device is out of space/],
    ['unexpected', /Couldn’t save the draft: Something went wrong/],
    ['update', /Copy this text, then load the page again/],
    ['tooLong', /Couldn’t save the draft: This text is too long/],
  ])('shows the error, %s', async (code, sentence) => {
    background(db, {
      'draft.keep': () => {
        throw new Refusal(code);
      },
    });
    compose();
    type('Half a thought');
    await screen.findByText(sentence);
    expect(field().value).toBe('Half a thought');
    expect(screen.queryByText(/Draft saved/)).toBeNull();
  });
  it('comes back in the same account, and in no other', async () => {
    background(db, {
      'draft.keep': () => {
        throw new Refusal('full');
      },
    });
    const first = compose();
    type('Half a thought');
    await screen.findByText(/Your device is out of space/);
    first.unmount();
    const mine = db;
    db = newDb();
    const other = compose();
    await new Promise((done) => setTimeout(done, 50));
    expect(field().value).toBe('');
    other.unmount();
    db = mine;
    compose();
    await waitFor(() => expect(field().value).toBe('Half a thought'));
    background(db);
    type('Half a thought, kept');
    await screen.findByText(/Draft from|Draft saved|Your draft/);
    await new Promise((done) => setTimeout(done, 400)); // the pause in typing and the answer
  });
  it('waits for its own account, and the page asks before it is closed', async () => {
    const sent = background(db, {
      'draft.keep': () => {
        throw new Refusal('otherAccount');
      },
    });
    const first = compose();
    type('Half a thought');
    await waitFor(() => expect(sent).toMatchObject([{ name: 'draft.keep', store: db.name }]));
    first.unmount();
    await waitFor(() =>
      expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(false),
    );
    expect(sent.every(({ store }) => store === db.name)).toBe(true);
    const sentLater = background(db);
    compose();
    await waitFor(() => expect(field().value).toBe('Half a thought'));
    // The draft is stored without further typing.
    await waitFor(() =>
      expect(sentLater).toMatchObject([
        { name: 'draft.keep', store: db.name, input: { key: 'k#note', text: 'Half a thought' } },
      ]),
    );
    await waitFor(async () => expect((await db.drafts.get('k#note'))?.text).toMatch(/thought/));
  });
  it('that was emptied while another account was signed in is deleted in its own', async () => {
    await keepDraft(db, 'k#note', { text: 'Half a thought', audience: null }, NOON);
    const sent = background(db, {
      'draft.keep': () => {
        throw new Refusal('otherAccount');
      },
    });
    const first = compose();
    await waitFor(() => expect(field().value).toBe('Half a thought'));
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(named(sent, 'draft.keep').length).toBe(1));
    first.unmount();
    background(db);
    compose();
    await waitFor(async () => expect(await db.drafts.get('k#note')).toBeUndefined());
    expect(field().value).toBe('');
  });
  it('that was emptied is not shown again while its deletion is not confirmed', async () => {
    const deletion = Promise.withResolvers<void>();
    await keepDraft(db, 'k#note', { text: 'Half a thought', audience: null }, NOON);
    background(db, { 'draft.keep': () => deletion.promise });
    const first = compose();
    await waitFor(() => expect(field().value).toBe('Half a thought'));
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    first.unmount();
    compose();
    await new Promise((done) => setTimeout(done, 50));
    expect(field().value).toBe('');
    deletion.resolve();
  });
  it('is tried again at the next pause', async () => {
    let fails = true;
    background(db, {
      'draft.keep': () => {
        if (fails) throw new Refusal('full');
      },
    });
    compose();
    type('Half');
    await screen.findByText(/Your device is out of space/);
    fails = false;
    type('Half a thought');
    await screen.findByText(/Draft saved/);
    expect(screen.queryByText(/Your device is out of space/)).toBeNull();
  });
});
