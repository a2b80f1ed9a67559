import {
  type Act,
  type CollectionName,
  type CollectionRule,
  collections,
  mayDo,
  mayManage,
  parseScope,
  type Writer,
} from '../model/index.ts';
import type { Viewer } from './viewer.ts';

/** The parts of a row that permissions depend on. */
interface Checked {
  scope: string;
  fields: { author?: unknown };
}
type Who = Pick<Viewer, 'me' | 'user'>;

/** True where this person wrote the row. */
export function wrote(who: Who, row: Checked): boolean {
  return row.fields.author === who.user;
}

/** True where the collection's policy allows it: one rule for pages, commands and server. */
export function may(who: Who, collection: CollectionName, act: Act, row: Checked): boolean {
  const { author } = row.fields;
  const held = { scope: row.scope, author: typeof author === 'string' ? author : null };
  const { text }: CollectionRule = collections[collection];
  if (text.length > 0 && author !== who.user && isFormerPair(who, row.scope)) return false;
  return mayDo(writerOf(who), collections[collection].policy, act, held);
}

/** True for the pair of a rep with a former manager: the rep reads it, and nobody adds to it. */
export function isFormerPair({ me, user }: Who, scope: string): boolean {
  const parts = parseScope(scope);
  if (me === null || parts?.kind !== 'pair') return false;
  return parts.rep === user && parts.manager !== me.manager?.id;
}

/** True where others than the author read a note, and may answer. */
export function mayReply(who: Who, note: Checked): boolean {
  return parseScope(note.scope)?.kind !== 'private' && !isFormerPair(who, note.scope);
}

/** The person, as policies see them. */
export function writerOf({ me, user }: Who): Writer {
  return {
    user,
    manages: mayManage(me),
    isAdmin: me?.user.role === 'admin',
    leads: (member) => me?.reports.some(({ id }) => id === member) ?? false,
  };
}

interface Words {
  fields: { author?: unknown; editedBy?: unknown; conflicts?: unknown };
}

/**
 * Whose words besides the author's a note has, as far as this device knows: it does not move with
 * them, since others wrote them for its present readers (D3). `replies`: replies or open versions,
 * which stay where they are when the note is copied. `text`: the text itself.
 */
export function othersWordsIn(note: Words, replies: readonly Words[]): 'replies' | 'text' | null {
  const { author, editedBy, conflicts } = note.fields;
  const isOthers = (item: { author?: unknown } | null) => item?.author !== author;
  if (typeof editedBy === 'string' && editedBy !== author) return 'text';
  const hasVersions = Array.isArray(conflicts) && conflicts.some(isOthers);
  return hasVersions || replies.some(({ fields }) => isOthers(fields)) ? 'replies' : null;
}

/** Only the author decides who else can read a text. */
export function mayShare(who: Who, row: Checked): boolean {
  return wrote(who, row);
}
