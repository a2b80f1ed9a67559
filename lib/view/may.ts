import { type Act, type CollectionName, collections, mayDo, mayManage } from '../model/index.ts';
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
  const writer = { user: who.user, manages: mayManage(who.me) };
  return mayDo(writer, collections[collection].policy, act, held);
}

/** Only the author decides who else can read a text. */
export function mayShare(who: Who, row: Checked): boolean {
  return wrote(who, row);
}
