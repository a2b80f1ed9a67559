import { type Audience, audienceOf, type RecordRole } from '../model/index.ts';
import type { Item } from '../store/index.ts';
import type { Viewer } from './viewer.ts';

/** True where other people than its author can read it. */
export function isShared({ scope }: { scope: string }): boolean {
  return audienceOf(scope) !== 'private';
}

/**
 * The default audience of a new note: the author's last one, but never wider than rep and manager
 * (docs/decisions/coaching-rules.md).
 * @param notes the newest first.
 */
export function firstAudience(
  notes: readonly Item<'note'>[],
  { me, user }: Pick<Viewer, 'me' | 'user'>,
  role: RecordRole,
): Audience {
  const last = notes.find((note) => note.fields.author === user);
  if (last) return isShared(last) ? 'pair' : 'private';
  return me !== null && role.known && role.roles[0] === 'manager' ? 'pair' : 'private';
}
