// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Toolbar } from '../../components/workspace/Toolbar.tsx';
import { useDocument } from '../../components/workspace/useDocument.ts';
import { MAX_DRAFT_CHARS } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { keepDraft } from '../../lib/store/write.ts';
import { background, named, newDb, Refusal, show } from './harness.tsx';

const Value = z.object({ text: z.string() });
type Value = z.infer<typeof Value>;
const start: Value = { text: 'As saved' };
const parse = (raw: unknown) => Value.safeParse(raw).data ?? null;

function Editor() {
  const doc = useDocument('workspace#test', start, parse);
  if (!doc.ready) return null;
  return (
    <>
      <Toolbar title="Document" doc={doc}>
        {null}
      </Toolbar>
      <textarea
        aria-label="Text"
        value={doc.value.text}
        onChange={(event) => doc.change('text', { text: event.currentTarget.value })}
      />
    </>
  );
}
const field = async () =>
  (await screen.findByRole('textbox', { name: 'Text' })) as HTMLTextAreaElement;
const closesWithoutPrompt = () =>
  window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
const stored = async () => (await db.drafts.get('workspace#test'))?.text;

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
});

describe('the draft of a document', () => {
  it('stores a draft of 208,000 characters', async () => {
    background(db);
    show(<Editor />, db);
    const text = 'Who has seen the numbers? '.repeat(8000);
    fireEvent.change(await field(), { target: { value: text } });
    await waitFor(async () => expect(await stored()).toBe(JSON.stringify({ text })));
  });
  it('stores the longest draft, and says of a longer one that it is not', async () => {
    background(db);
    show(<Editor />, db);
    const most = MAX_DRAFT_CHARS - JSON.stringify({ text: '' }).length;
    const text = 'x'.repeat(most);
    fireEvent.change(await field(), { target: { value: text } });
    await waitFor(async () => expect((await stored())?.length).toBe(MAX_DRAFT_CHARS));
    fireEvent.change(await field(), { target: { value: `${text}x` } });
    await screen.findByText(/Couldn’t save the draft: This text is too long/);
    expect((await field()).value).toHaveLength(most + 1);
  });
  it.each([
    ['unexpected', /Couldn’t save the draft: Something went wrong/],
    ['tooLong', /Couldn’t save the draft: This text is too long/],
    ['full', /Your device is out of space/],
  ])('shows the error (%s) and is stored with the next change', async (code, sentence) => {
    let fails = true;
    const sent = background(db, {
      'draft.keep': ({ key, ...draft }) => {
        if (fails) throw new Refusal(code);
        return keepDraft(db, key, draft, 1);
      },
    });
    show(<Editor />, db);
    fireEvent.change(await field(), { target: { value: 'Half' } });
    await screen.findByText(sentence);
    expect(closesWithoutPrompt(), 'the page closes with a prompt').toBe(false);
    const attempts = named(sent, 'draft.keep').length;
    fails = false;
    fireEvent.change(await field(), { target: { value: 'Half a thought' } });
    await waitFor(async () => expect(await stored()).toBe('{"text":"Half a thought"}'));
    expect(named(sent, 'draft.keep').length).toBeGreaterThan(attempts);
    await waitFor(() => expect(screen.queryByText(sentence)).toBeNull());
    expect(closesWithoutPrompt(), 'the page closes without a prompt').toBe(true);
  });
  it('is sent again on visibilitychange if storing it failed', async () => {
    let fails = true;
    background(db, {
      'draft.keep': ({ key, ...draft }) => {
        if (fails) throw new Refusal('unexpected');
        return keepDraft(db, key, draft, 1);
      },
    });
    show(<Editor />, db);
    fireEvent.change(await field(), { target: { value: 'Half' } });
    await screen.findByText(/Couldn’t save the draft/);
    fails = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(async () => expect(await stored()).toBe('{"text":"Half"}'));
  });
  it('the page closes with a prompt until the answer arrives', async () => {
    const answer = Promise.withResolvers<void>();
    const sent = background(db, { 'draft.keep': () => answer.promise });
    show(<Editor />, db);
    fireEvent.change(await field(), { target: { value: 'Half' } });
    await waitFor(() => expect(named(sent, 'draft.keep').length).toBe(1));
    expect(closesWithoutPrompt()).toBe(false);
    answer.resolve();
    await waitFor(() => expect(closesWithoutPrompt()).toBe(true));
  });
  describe('refused while another account was signed in', () => {
    /** @returns the messages that are sent after the right account is back. */
    const refused = async (value: string) => {
      const sent = background(db, {
        'draft.keep': () => {
          throw new Refusal('otherAccount');
        },
      });
      const { unmount } = show(<Editor />, db);
      fireEvent.change(await field(), { target: { value } });
      await waitFor(() => expect(named(sent, 'draft.keep').length).toBeGreaterThan(0));
      unmount();
      // A deletion has no words to lose.
      const losesNothing = value === start.text;
      await waitFor(() => expect(closesWithoutPrompt()).toBe(losesNothing));
      return background(db);
    };
    it('comes back and is stored without further typing', async () => {
      const sent = await refused('Half a thought');
      show(<Editor />, db);
      expect((await field()).value).toBe('Half a thought');
      const text = '{"text":"Half a thought"}';
      await waitFor(async () => expect(await stored()).toBe(text));
      expect(sent).toMatchObject([{ name: 'draft.keep', store: db.name, input: { text } }]);
    });
    it('is deleted if it equals the saved document', async () => {
      await keepDraft(db, 'workspace#test', { text: '{"text":"Older"}', audience: null }, 1);
      await refused('As saved');
      show(<Editor />, db);
      expect((await field()).value).toBe('As saved');
      await waitFor(async () => expect(await stored()).toBeUndefined());
    });
  });
  it('that does not match the schema is neither shown nor overwritten', async () => {
    await keepDraft(db, 'workspace#test', { text: '{"other":1}', audience: null }, 1);
    const sent = background(db);
    const { unmount } = show(<Editor />, db);
    expect((await field()).value).toBe('As saved');
    unmount();
    expect(named(sent, 'draft.keep')).toEqual([]);
    expect(await stored()).toBe('{"other":1}');
  });
});
