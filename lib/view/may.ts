import { type Act, type CollectionName, collections, mayDo, mayManage } from '../model/index.ts';
import type { Viewer } from './viewer.ts';

/** A row as pages and commands have it. */
interface Seen {
  scope: string;
  fields: { author?: unknown };
}
type Who = Pick<Viewer, 'me' | 'user'>;

/** True where this person wrote the row. */
export function wrote(who: Who, row: Seen): boolean {
  return row.fields.author === who.user;
}

/**
 * What the server would allow, by the collection's policy: pages offer it and commands do it by
 * this one rule.
 */
export function may(who: Who, collection: CollectionName, act: Act, row: Seen): boolean {
  const { author } = row.fields;
  const held = { scope: row.scope, author: typeof author === 'string' ? author : null };
  const writer = { user: who.user, manages: mayManage(who.me) };
  return mayDo(writer, collections[collection].policy, act, held);
}

/** Who else reads a text is decided by its author alone. */
export function mayShare(who: Who, row: Seen): boolean {
  return wrote(who, row);
}
