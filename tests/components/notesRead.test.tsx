// @vitest-environment happy-dom
import { act } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Notes from '../../components/panel/Notes.tsx';
import { MARKS_AT_ONCE } from '../../lib/model/index.ts';
import {
  background,
  item,
  model,
  named,
  newDb,
  noteFields,
  Refusal,
  show,
  who,
} from './harness.tsx';

const SEEN_MS = 1500;
const look = (times = 1) => act(() => vi.advanceTimersByTimeAsync(times * SEEN_MS));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Unread notes on screen. */
function unreadNotes(count: number) {
  const notes = Array.from({ length: count }, (_, index) =>
    item<'note'>(`n${index}`, { ...noteFields(`Note ${index}`), author: 'dana' }),
  );
  return <Notes model={model({}, { unread: notes })} who={who} />;
}

it('visible notes are marked as read after a moment, each once, in batches', async () => {
  const db = newDb();
  const sent = background(db);
  show(unreadNotes(MARKS_AT_ONCE + 1), db);
  expect(named(sent, 'note.read')).toEqual([]);
  await look(5);
  const marked = named(sent, 'note.read').map(({ ids }) => ids as string[]);
  expect(marked.map((ids) => ids.length)).toEqual([MARKS_AT_ONCE, 1]);
  expect(new Set(marked.flat()).size).toBe(MARKS_AT_ONCE + 1);
});

it('a note that could not be marked is marked at the next change', async () => {
  const db = newDb();
  let fails = true;
  const sent = background(db, {
    'note.read': () => {
      if (fails) throw new Refusal('full');
    },
  });
  const { again } = show(unreadNotes(1), db);
  await look(3);
  expect(named(sent, 'note.read').map(({ ids }) => ids)).toEqual([['n0']]);
  fails = false;
  again(unreadNotes(2));
  await look(3);
  expect(named(sent, 'note.read').map(({ ids }) => ids)).toEqual([['n0'], ['n0', 'n1']]);
});
