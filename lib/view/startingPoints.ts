import type { Note } from '../model/index.ts';
import type { Item } from '../store/index.ts';

/** Sentences of a person that can be a way forward. */
export interface StartingPoint {
  text: string;
  /** When it was written, Unix ms. */
  at: number;
}

const MOST = 3;
/** A longer text is a report rather than a way forward. */
const LONGEST = 140;

const isShort = (text: string) => text !== '' && text.length <= LONGEST && !text.includes('\n');

/**
 * The person's own short notes on a record, newest first: the words that Sideline offers as ways
 * forward. It offers no others.
 * @param except the id of the answer that is being followed up.
 */
export function startingPoints(
  notes: readonly Item<'note'>[],
  user: string,
  except: string,
): StartingPoint[] {
  const isOwn = ({ author, kind, editedBy }: Note) =>
    author === user && (kind === 'note' || kind === 'answer') && (editedBy ?? user) === user;
  const texts = new Set<string>();
  return notes
    .filter(({ id, fields }) => id !== except && isOwn(fields))
    .map(({ fields }) => ({ text: fields.text.trim(), at: fields.createdAt }))
    .sort((a, b) => b.at - a.at)
    .filter(({ text }) => isShort(text) && !texts.has(text) && texts.add(text))
    .slice(0, MOST);
}
