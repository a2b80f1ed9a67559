import type { RecordView } from './record.ts';

/** The count of tab and button: the prompts that the panel shows, and unread notes. */
export function badgeOf({ role, coaching, unread }: RecordView): { count: number; dot: boolean } {
  const prompts = role.roles.length > 0 ? (coaching?.prompts.length ?? 0) : 0;
  return { count: prompts + unread.length, dot: unread.length > 0 };
}
