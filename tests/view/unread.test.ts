import { describe, expect, it } from 'vitest';
import { unreadOf } from '../../lib/view/record.ts';
import { note } from '../helpers/note.ts';
import { item } from '../helpers/view.ts';

const notes = [1, 2, 3].map((at) =>
  item(`n${at}`, note('boss', `note ${at}`, { createdAt: at * 10 })),
);
const mark = (parent: string, author: string, at: number) =>
  item(`m${parent}`, { refKey: 'k', parent, author, at });
const unread = (reads: unknown[], user = 'rep') =>
  unreadOf({ notes, reads } as never, user).map((found) => found.id);

describe('what is unread', () => {
  it('is what others wrote and this person has not had on screen', () => {
    expect(unread([mark('n1', 'rep', 11), mark('n2', 'boss', 21)])).toEqual(['n2', 'n3']);
    expect(unread([], 'boss')).toEqual([]);
  });
  it('depends on each note’s own mark, not on when others were read', () => {
    expect(unread([mark('n2', 'rep', 99)])).toEqual(['n1', 'n3']);
  });
});
