import { parseScope } from '../model/index.ts';

/**
 * True for a row that is in a person’s own export: what they wrote, what is about them, and what
 * everybody in their team or company reads. Of the pair of a manager with a rep only the manager’s
 * own rows: what a rep shares there is for coaching, and leaves it in no file of the manager. The
 * server’s export has the same rule (`scopesAbout` in server/ops/personExport.ts).
 */
export function isOwnData(
  { scope, fields }: { scope: string; fields: { author?: unknown } },
  user: string,
): boolean {
  const parts = parseScope(scope);
  return parts?.kind !== 'pair' || parts.rep === user || fields.author === user;
}
